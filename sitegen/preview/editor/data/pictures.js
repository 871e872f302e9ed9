/* The pictures of a text: one is chosen for sharing, or uploaded for it, and those that the text
   does not show are told of. */

const form = document.getElementById("skriv")
const place = document.querySelector("[data-share]")
let beside = []
let turn = 0

if (form) start()

function start() {
  if (place) {
    place.querySelector(".upload").hidden = false
    place.querySelector("[data-upload]").addEventListener("change", upload)
    place.addEventListener("change", fillAlt)
  }
  form.addEventListener("input", lookSoon)
  form.addEventListener("change", lookSoon)
  look()
}

async function lookSoon() {
  const mine = ++turn
  await new Promise(done => setTimeout(done, 700))
  if (mine === turn) look()
}

async function look() {
  try {
    const answer = await fetch(`/skriv/bilder?${new URLSearchParams({ fil: form.elements.fil.value })}`, { headers: { Accept: "application/json" } })
    if (!answer.ok) return
    beside = await answer.json()
    for (const each of beside) offer(each)
    showLoose(beside.filter(each => !isShown(each)))
  } catch { /* the preview has stopped, which the page says elsewhere */ }
}

function isShown({ name, target }) {
  const text = form.elements.text.value
  return text.includes(name) || text.includes(target) || radioOf(name)?.checked
}

/* The picture for sharing */
function radioOf(name) {
  return place?.querySelector(`input[type=radio][value="${CSS.escape(name)}"]`)
}

function sourceOf(name) {
  return `/skriv/bilder?${new URLSearchParams({ fil: form.elements.fil.value, bild: name })}`
}

function offer({ name }) {
  if (!place || radioOf(name)) return
  const field = place.dataset.share
  const radio = Object.assign(document.createElement("input"), { type: "radio", name: field, value: name })
  radio.dataset.field = field
  const image = Object.assign(document.createElement("img"), { src: sourceOf(name), alt: "", width: 96, height: 64 })
  const label = Object.assign(document.createElement("label"), { className: "box" })
  label.append(radio, image, Object.assign(document.createElement("span"), { textContent: name.split("/").pop() }))
  const item = document.createElement("li")
  item.append(label)
  place.querySelector(".pictures").append(item)
}

/* What the text says that the picture shows is proposed, where nothing else is said. */
function fillAlt() {
  const chosen = place.querySelector("input[type=radio]:checked")?.value
  const alt = place.closest(".record")?.querySelector("textarea")
  if (!chosen || !alt || alt.value) return
  for (const [, words, target] of form.elements.text.value.matchAll(/!\[([^\]]*)\]\(<?([^)\s>]+)/g)) {
    if (target !== chosen && target !== encodeURI(chosen)) continue
    alt.value = words
    alt.dispatchEvent(new Event("input", { bubbles: true }))
    return
  }
}

function tell(words) {
  document.getElementById(`p-${place.dataset.share}`).textContent = words
}

async function upload(event) {
  const [file] = event.target.files
  if (!file) return
  if (file.size > 25_000_000) return tell("Bilden är större än 25 MB. Spara en mindre kopia.")
  tell("")
  const asked = new URLSearchParams({ fil: form.elements.fil.value, namn: file.name, dela: 1 })
  try {
    const answer = await fetch(`${form.dataset.picture}?${asked}`, {
      method: "POST", body: file,
      headers: { Accept: "application/json", "Content-Type": "application/octet-stream", "X-Skriv-Nyckel": form.elements.nyckel.value },
    })
    const told = await answer.json()
    if (!answer.ok) return tell(told.message)
    await look()
    const radio = radioOf(beside.find(each => each.path === told.path)?.name)
    event.target.value = ""
    if (!radio) return
    radio.checked = true
    radio.dispatchEvent(new Event("change", { bubbles: true }))
    const alt = place.closest(".record")?.querySelector("textarea")
    ;(alt ?? radio).focus()
  } catch {
    tell("Förhandsvisningen svarar inte. Är den avstängd?")
  }
}

/* Pictures that the text does not show */
function showLoose(loose) {
  const before = document.getElementById("losa")
  const names = loose.map(each => each.name).join("\n")
  if ((before?.dataset.names ?? "") === names) return
  before?.remove()
  if (loose.length === 0) return
  const section = Object.assign(document.createElement("section"), { id: "losa", className: "found loose" })
  section.dataset.names = names
  section.setAttribute("aria-labelledby", "losa-rubrik")
  section.append(
    Object.assign(document.createElement("h2"), { id: "losa-rubrik", textContent: "Bilder som texten inte visar" }),
    Object.assign(document.createElement("ul"), { className: "pictures" }),
    Object.assign(document.createElement("p"), { className: "told", role: "status", id: "losa-sagt" }),
  )
  section.querySelector("ul").append(...loose.map(showOne))
  form.querySelector(".text-acts").before(section)
}

function showOne(picture) {
  const name = picture.name.split("/").pop()
  const item = document.createElement("li")
  const image = Object.assign(document.createElement("img"), { src: sourceOf(picture.name), alt: "", width: 96, height: 64 })
  const insert = buttonFor("Infoga", name, () => insertPicture(picture))
  item.append(image, Object.assign(document.createElement("span"), { textContent: name }), insert)
  if (!picture.published) item.append(buttonFor("Ta bort bilden", name, () => remove(picture)))
  return item
}

function buttonFor(words, name, act) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "small", textContent: words })
  button.append(Object.assign(document.createElement("span"), { className: "hidden", textContent: ` ${name}` }))
  button.addEventListener("click", act)
  return button
}

/* It is put where the caret is, which then stands where the words about the picture go. */
function insertPicture({ target }) {
  const text = form.elements.text
  const at = text.selectionEnd
  const gap = /(^|\n\n)$/.test(text.value.slice(0, at)) ? "" : text.value.slice(0, at).endsWith("\n") ? "\n" : "\n\n"
  const markdown = `${gap}![](${target})\n\n`
  text.focus()
  text.setSelectionRange(at, at)
  if (!document.execCommand("insertText", false, markdown)) text.setRangeText(markdown, at, at, "end")
  text.setSelectionRange(at + gap.length + 2, at + gap.length + 2)
  text.dispatchEvent(new Event("input", { bubbles: true }))
}

async function remove(picture) {
  const body = new URLSearchParams({ nyckel: form.elements.nyckel.value, bild: picture.path })
  try {
    const answer = await fetch("/skriv/bilder", { method: "POST", body, headers: { Accept: "application/json" } })
    const told = await answer.json()
    if (!answer.ok) {
      document.getElementById("losa-sagt").textContent = told.message
      return
    }
    radioOf(picture.name)?.closest("li").remove()
    await look()
    const next = document.querySelector("#losa button")
    ;(next ?? form.elements.text).focus()
  } catch {
    document.getElementById("losa-sagt").textContent = "Förhandsvisningen svarar inte. Är den avstängd?"
  }
}
