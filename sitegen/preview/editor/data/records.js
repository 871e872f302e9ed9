/* Lists and records that grow, shrink and change places, and documents and their parts to pick. */

const NUMBERED = ["name", "id", "for", "aria-describedby", "aria-labelledby", "data-field", "data-control", "data-part-of", "data-days"]
let added = 1000
let offers = {}

const recordsOf = field => field.querySelector(":scope > .rows, :scope > .records")
const fieldOf = element => element.closest("[data-rows], [data-groups]")

/* A record is added with a number of its own; those to be added within it keep theirs open. */
function setNumber(fragment, number) {
  for (const element of fragment.querySelectorAll("*")) {
    for (const name of NUMBERED) {
      const value = element.getAttribute(name)
      if (value?.includes("#")) element.setAttribute(name, value.split(" ").map(word => word.replace("#", number)).join(" "))
    }
    if (element.content) setNumber(element.content, number)
  }
}

function addTo(field) {
  const copy = field.querySelector(":scope > template").content.cloneNode(true)
  setNumber(copy, added++)
  fillPicks(copy)
  recordsOf(field).append(copy)
  const record = recordsOf(field).lastElementChild
  prepare(field)
  record.querySelectorAll("[data-rows], [data-groups]").forEach(prepare)
  return record
}

function removeFrom(field, record) {
  record.remove()
  prepare(field)
  field.querySelector(":scope > [data-add]").focus()
  report(field)
}

function move(field, record, button, isUp) {
  const other = isUp ? record.previousElementSibling : record.nextElementSibling
  if (!other) return
  other[isUp ? "before" : "after"](record)
  prepare(field)
  const still = button.disabled ? record.querySelector(isUp ? ":scope > .row > [data-down]" : ":scope > .row > [data-up]") : button
  still.focus()
  const place = [...recordsOf(field).children].indexOf(record) + 1
  say(`Nu nummer ${place} av ${recordsOf(field).children.length}.`)
  report(field)
}

function say(words) {
  const status = document.getElementById("status")
  if (status) status.textContent = words
}

function report(field) {
  field.dispatchEvent(new Event("input", { bubbles: true }))
}

/* Number what is there, and show the buttons that make sense. */
function prepare(field) {
  const records = [...recordsOf(field).children]
  records.forEach((record, index) => {
    for (const place of record.querySelectorAll("[data-n]")) {
      if (place.closest(".rows > *, .records > *") === record) place.textContent = index + 1
    }
    const input = field.matches("[data-rows]") && record.querySelector("[data-label]")
    if (input) input.setAttribute("aria-label", `${input.dataset.label} ${index + 1}`)
    const button = name => record.querySelector(`:scope > [data-${name}], :scope > .row > [data-${name}]`)
    if (button("remove")) button("remove").hidden = Boolean(input) && records.length < 2
    for (const [name, last] of [["up", 0], ["down", records.length - 1]]) {
      if (!button(name)) continue
      button(name).hidden = records.length < 2
      button(name).disabled = index === last
    }
  })
  field.querySelector(":scope > [data-add]").hidden = false
}

/* Documents to pick, and the parts of the one that is picked */
function fillPicks(root) {
  for (const select of root.querySelectorAll("select[data-pick]")) {
    const found = offers[select.dataset.pick]
    if (found) setOptions(select, found.map(each => [each.reference, each.heading]))
  }
  for (const select of root.querySelectorAll("select[data-part-of]")) {
    const pick = root.querySelector(`[name="${CSS.escape(select.dataset.partOf)}"]`)
    const found = offers[pick?.dataset.pick]
    if (!found) continue
    const named = found.find(each => each.reference === pick.value)
    const offered = named ? [named] : pick.value ? null : found
    if (offered) setOptions(select, offered.flatMap(each => each.parts.map(part => [part.reference, offered.length > 1 ? `${part.text} (${each.heading})` : part.text])))
  }
}

function setOptions(select, choices) {
  const [none, ...others] = select.options
  const kept = others.find(option => option.selected && !choices.some(([value]) => value === option.value))
  const value = select.value
  select.replaceChildren(none, ...choices.map(([each, text]) => new Option(text, each)), ...kept ? [kept] : [])
  select.value = value
}

/* What can be followed up and is not yet */
function propose(field) {
  const place = field.querySelector(":scope > [data-proposed]")
  if (!place) return
  const blank = field.querySelector(":scope > template").content
  const part = blank.querySelector("[data-part-of]")
  const pick = blank.querySelector(`[name="${CSS.escape(part.dataset.partOf)}"]`)
  const [ofPart, ofPick] = [part, pick].map(each => each.name.split(".").pop())
  const chosen = new Set([...field.querySelectorAll(`[name$=".${ofPart}"][data-part-of]`)].map(each => {
    const named = field.querySelector(`[name="${CSS.escape(each.dataset.partOf)}"]`)
    return `${named?.value} ${each.value}`
  }))
  const lists = (offers[pick.dataset.pick] ?? []).map(offer => {
    const left = offer.parts.filter(each => !chosen.has(`${offer.reference} ${each.reference}`))
    return left.length ? listFor(offer, left, { field, ofPick, ofPart }) : null
  }).filter(Boolean)
  const had = place.contains(document.activeElement)
  if (lists.length > 0 && place.hidden && field.closest("details")) field.closest("details").open = true
  place.replaceChildren(...lists)
  place.hidden = lists.length === 0
  if (had) (place.querySelector("button") ?? field.querySelector(":scope > [data-add]")).focus()
}

function listFor(offer, parts, { field, ofPick, ofPart }) {
  const list = document.createElement("ul")
  for (const part of parts) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "small", textContent: "Lägg till" })
    const hidden = Object.assign(document.createElement("span"), { className: "hidden", textContent: ` ${part.text}` })
    button.append(hidden)
    button.addEventListener("click", () => {
      const record = addTo(field)
      choose(record, ofPick, offer.reference)
      choose(record, ofPart, part.reference)
      firstEmpty(record).focus()
      report(field)
    })
    const item = document.createElement("li")
    item.append(Object.assign(document.createElement("span"), { textContent: part.text }), button)
    list.append(item)
  }
  const heading = Object.assign(document.createElement("p"), { className: "help", textContent: `Ur ${offer.heading}:` })
  const box = document.createElement("div")
  box.append(heading, list)
  return box
}

function choose(record, name, value) {
  record.querySelector(`[name$=".${name}"]`).value = value
  fillPicks(record)
}

function firstEmpty(record) {
  const controls = [...record.querySelectorAll("input:not([type=hidden], [readonly]), select, textarea")]
  return controls.find(each => !each.value) ?? controls[0]
}

function showChosen(checks) {
  const chosen = [...checks.querySelectorAll("input:checked")].map(box => box.parentElement.textContent.trim())
  checks.querySelector("[data-chosen]").textContent = chosen.join(", ") || "Inga valda"
}

/** Show what can be picked now, for instance after another kommun was chosen. */
export function takeOffers(found) {
  offers = found
  fillPicks(document)
  document.querySelectorAll("[data-groups]").forEach(propose)
}

/** Show the words that have been made of others when they were saved. */
export function takeMade(made) {
  for (const [name, word] of Object.entries(made)) {
    const control = document.querySelector(`[name="${CSS.escape(name)}"]`)
    if (control) control.value = word
  }
}

/** The buttons that put what may be meant in the place of what is written in a control. */
export function showMeant(form, name, { written, meant }) {
  return meant.map(word => {
    const box = [...form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)].find(each => each.value === word)
    const isDay = /^\d{4}-\d\d-\d\d$/.test(word)
    const shown = box?.parentElement.textContent.trim() ?? (isDay ? new Date(word).toLocaleDateString("sv-SE", { dateStyle: "long" }) : word)
    const button = Object.assign(document.createElement("button"), { type: "button", className: "small", textContent: `Rätta till ${shown}` })
    button.addEventListener("click", () => putMeant(form, name, { written, word, box }))
    return button
  })
}

function putMeant(form, name, { written, word, box }) {
  const controls = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]:not([type=hidden])`)]
  const wrong = controls.find(each => each.value.trim() === written)
  let changed = wrong ?? controls[0]
  if (box) {
    wrong?.closest("li").remove()  // a word that is no choice
    box.checked = true
    changed = box
  } else if (wrong) {
    wrong.value = word
  }
  changed?.focus()
  changed?.dispatchEvent(new Event("input", { bubbles: true }))
}

export function startRecords() {
  document.querySelectorAll("[data-rows], [data-groups]").forEach(prepare)
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-add], [data-remove], [data-up], [data-down]")
    if (!button) return
    if (button.matches("[data-add]")) {
      firstEmpty(addTo(fieldOf(button))).focus()
      report(fieldOf(button))
      return
    }
    const record = button.closest(".rows > *, .records > *")
    const field = fieldOf(record.parentElement)
    if (button.matches("[data-remove]")) removeFrom(field, record)
    else move(field, record, button, button.matches("[data-up]"))
  })
  document.addEventListener("change", event => {
    const checks = event.target.closest("[data-checks]")
    if (checks) showChosen(checks)
    if (event.target.matches("select[data-pick]")) fillPicks(event.target.closest(".record") ?? document)
  })
}

/* On “Nytt inlägg”: what is known of the kommuner, as soon as they are chosen */
const begun = document.querySelector("[data-new]")
let asked = ""
let turn = 0

begun?.addEventListener("input", async event => {
  if (event.target.name !== "kommun") return
  const mine = ++turn
  await new Promise(done => setTimeout(done, 200))
  const names = new FormData(begun).getAll("kommun").join()
  if (mine !== turn || names === asked) return
  asked = names
  const body = new URLSearchParams(new FormData(begun))
  body.set("gor", "visa")
  const answer = await fetch(begun.action, { method: "POST", body })
  if (!answer.ok || mine !== turn) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  for (const id of ["vet", "vet-kort"]) {
    const [place, fresh] = [document, page].map(each => each.getElementById(id))
    if (place.innerHTML !== fresh.innerHTML) place.replaceChildren(...fresh.childNodes)
  }
})
