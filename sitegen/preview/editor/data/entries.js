/* An entry added beside the text: the form of its list in a dialog, and the new entry chosen in the
   field that it was added for. Without this script the link leads to the same form. */

const dialog = document.createElement("dialog")
dialog.setAttribute("aria-labelledby", "ny-rubrik")
let link

document.addEventListener("click", event => {
  const found = event.target.closest("a[data-entry]")
  if (!found || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  link = found
  open()
})

async function open() {
  try {
    const answer = await fetch(link.href)
    show(new DOMParser().parseFromString(await answer.text(), "text/html"))
    dialog.showModal()
    dialog.querySelector("input:not([type=hidden]), textarea, select")?.focus()
  } catch {
    location.assign(link.href)
  }
}

/* The names of its parts are its own, so that they are not taken for those of the text. */
function show(page) {
  const form = page.getElementById("uppgift")
  if (!form) return location.assign(link.href)
  for (const part of [form, ...form.querySelectorAll("*")]) {
    for (const name of ["id", "for", "list", "aria-describedby"]) {
      const value = part.getAttribute(name)
      if (value) part.setAttribute(name, value.split(" ").map(word => `ny-${word}`).join(" "))
    }
  }
  const heading = Object.assign(document.createElement("h2"), { id: "ny-rubrik", textContent: link.textContent.replace(" …", "") })
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: "Avbryt" })
  close.addEventListener("click", () => dialog.close())
  form.querySelector("[name=gor]").parentElement.append(" ", close)
  form.addEventListener("submit", send)
  dialog.replaceChildren(heading, form)
  if (!dialog.isConnected) document.body.append(dialog)
}

async function send(event) {
  event.preventDefault()
  const form = event.target
  const body = new URLSearchParams(new FormData(form))
  body.set("gor", event.submitter?.value ?? "spara")
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" } })
    if (answer.headers.get("Content-Type").includes("json")) {
      const told = await answer.json()
      if (answer.ok) return take(told)
      return say(told.message)
    }
    show(new DOMParser().parseFromString(await answer.text(), "text/html"))
    dialog.querySelector("[aria-invalid]")?.focus()
  } catch {
    say("Förhandsvisningen svarar inte. Är den avstängd? Det du har skrivit finns kvar här.")
  }
}

function say(words) {
  const said = dialog.querySelector(".said") ?? Object.assign(document.createElement("div"), { className: "said" })
  said.setAttribute("role", "alert")
  said.textContent = words
  dialog.querySelector("form").prepend(said)
}

function take({ value, label, sort }) {
  const field = link.closest("[data-control]")
  const control = field.querySelector("select, input:not([type=hidden], [type=checkbox])")
  for (const other of document.querySelectorAll(`a[data-entry="${CSS.escape(sort)}"]`)) {
    const select = other.closest("[data-control]").querySelector("select")
    select?.append(new Option(label, value))
  }
  const boxes = field.querySelector(".boxes")
  if (boxes) boxes.append(boxFor(field.dataset.control, value, label))
  else if (control) control.value = value
  dialog.close()
  const changed = boxes ? boxes.lastElementChild.querySelector("input") : control
  changed?.focus()
  for (const wait of [0, 1500]) setTimeout(() => changed?.dispatchEvent(new Event("change", { bubbles: true })), wait)
}

function boxFor(name, value, label) {
  const item = document.createElement("li")
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name, value, checked: true })
  box.dataset.field = name
  const whole = Object.assign(document.createElement("label"), { className: "box" })
  whole.append(box, ` ${label}`)
  item.append(whole)
  return item
}
