/* The writing page in motion: the page as readers see it while one writes, problems at their
   fields, and saving without leaving. A form that is sent without this script is saved all the same. */

import { startPasting } from "./paste.js"
import { showMeant, startRecords, takeMade, takeOffers } from "./records.js"
import { showState } from "./publishing.js"
import { startRescue } from "./rescue.js"
import { startTools } from "./tools.js"

const byId = id => document.getElementById(id)
const form = byId("skriv")

startRecords()

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close())
}

/* The list is filtered while one types. */
const filter = document.querySelector("[data-filter]")
if (filter) {
  let turn = 0
  filter.addEventListener("input", async () => {
    const mine = ++turn
    await new Promise(done => setTimeout(done, 150))
    if (mine !== turn) return
    const address = `${filter.getAttribute("action")}?${new URLSearchParams(new FormData(filter))}`
    const answer = await fetch(address)
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    if (mine !== turn) return
    for (const id of ["antal", "lista", "fler"]) byId(id).replaceChildren(...page.getElementById(id).childNodes)
    history.replaceState(null, "", address)
  })
}

if (form) startWriting()

function startWriting() {
  const text = byId("text")
  const frame = byId("ruta")
  const status = byId("status")
  const path = form.elements.fil.value
  const rescue = startRescue(path)
  const others = new BroadcastChannel(`skriv:${path}`)
  let saved = contents()
  let turn = 0
  let asking
  let waiting
  let counted = null
  let quiet
  let unsaid = ""
  let isSaving = false
  let outcome = ""  // of the latest saving or pasting, until something is edited: no count hides it
  let shownNotes = ""
  let mendable = []

  frame.hidden = false

  function contents() {
    const sent = new URLSearchParams(new FormData(form))
    sent.delete("nyckel")
    sent.delete("grund")
    return sent.toString()
  }

  function isDirty() {
    return form.hasAttribute("data-unsaved") || contents() !== saved
  }

  function say(words) {
    status.textContent = words
  }

  /* Something about what was just done, which the number of notes does not hide. */
  function remark(words) {
    say(words)
    outcome = words.replace(/[.…]$/, "")
  }

  async function send(address, more, signal) {
    const body = new URLSearchParams(new FormData(form))
    for (const [name, value] of Object.entries(more)) body.set(name, value)
    return fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, signal })
  }

  /* What readers will see */
  async function look() {
    const mine = ++turn
    asking?.abort()
    asking = new AbortController()
    try {
      const answer = await send(form.dataset.look, {}, asking.signal)
      const seen = await answer.json()
      if (mine !== turn) return
      if (!answer.ok) return say(seen.message)
      if (seen.page) showPage(seen.page)
      takeOffers(seen.offers)
      showDays(seen.days)
      showNotes(seen.notes)
      byId("annan").hidden = !seen.changed
      byId("visa").hidden = !seen.url
      if (seen.url) byId("visa").href = seen.url
    } catch (error) {
      if (error.name !== "AbortError") say("Förhandsvisningen svarar inte. Är den avstängd?")
    }
  }

  function lookSoon() {
    outcome = ""
    remember()
    clearTimeout(waiting)
    waiting = setTimeout(look, 150)
  }

  others.onmessage = look  // another tab has saved the same text

  function showDays(days) {
    for (const place of form.querySelectorAll("[data-days]")) place.textContent = days[place.dataset.days] ?? ""
  }

  function showPage(html) {
    const shown = frame.contentDocument
    const fresh = new DOMParser().parseFromString(html, "text/html")
    for (const script of fresh.querySelectorAll("script")) script.remove()  // the frame runs none
    const links = page => [...page.querySelectorAll("link[rel=stylesheet]")].map(link => link.getAttribute("href")).join()
    if (!frame.srcdoc || !shown?.body || links(shown) !== links(fresh)) {
      frame.srcdoc = `<!DOCTYPE html>${fresh.documentElement.outerHTML}`
      return
    }
    const pictures = new Map([...shown.images].map(image => [image.currentSrc, image]))
    const body = shown.adoptNode(fresh.body)
    for (const image of body.querySelectorAll("img")) {
      const before = pictures.get(new URL(image.getAttribute("src"), location).href)
      if (before?.naturalWidth && before.alt === image.alt) image.replaceWith(before)
    }
    const before = [...shown.querySelectorAll(".prose > *")].map(part => part.outerHTML)
    shown.body.replaceWith(body)  // the page stays where it was scrolled to
    if (document.activeElement !== text) return
    const parts = [...shown.querySelectorAll(".prose > *")]
    parts.find((part, index) => part.outerHTML !== before[index])?.scrollIntoView({ block: "nearest" })
  }

  frame.addEventListener("load", () => {
    frame.contentDocument.addEventListener("click", event => {
      const link = event.target.closest("a")
      if (!link) return
      event.preventDefault()  // nobody is to leave by mistake
      if (link.hash) frame.contentDocument.getElementById(decodeURIComponent(link.hash.slice(1)))?.scrollIntoView()
    })
  })

  /* What is wrong */
  function fieldOf(note) {
    for (let name = note.field; name; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
      const place = byId(`p-${name}`)
      if (place) return { name, place }
    }
    return null
  }

  function showNotes(notes) {
    const told = JSON.stringify([notes, [...form.querySelectorAll(".told")].map(place => place.id)])
    if (told === shownNotes) return  // what has the focus, or is just being pressed, stays
    shownNotes = told
    for (const place of form.querySelectorAll(".told")) place.replaceChildren()
    for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid")
    byId("lista").replaceChildren(...notes.map(showNote))
    mendable = notes.filter(note => note.fix)
    byId("ratta-alla").hidden = mendable.length < 2
    byId("ratta-alla").textContent = `Rätta alla ${mendable.length}`
    byId("funnet").closest("section").hidden = notes.length === 0
    if (notes.some(note => note.line && note.severity === "error")) text.setAttribute("aria-invalid", "true")
    announce(notes.length)
  }

  function showNote(note) {
    const item = document.createElement("li")
    item.className = note.severity
    const found = fieldOf(note)
    const [label, go] = found ? placeOf(found.name, found.place) : lineOf(note)
    const message = document.createElement("strong")
    message.textContent = note.message
    item.append(message)
    if (note.fix) item.append(showFix(note))
    else if (note.hint) item.append(Object.assign(document.createElement("span"), { textContent: note.hint }))
    if (go) {
      const button = document.createElement("button")
      button.type = "button"
      button.textContent = label
      button.addEventListener("click", go)
      item.prepend(button)
    }
    if (found) {
      const told = document.createElement("span")
      told.textContent = `${note.message} ${note.hint}`
      found.place.append(told, ...showMeant(form, found.name, note))
      if (note.severity === "error") {
        for (const control of form.querySelectorAll(`[data-field="${CSS.escape(found.name)}"]`)) control.setAttribute("aria-invalid", "true")
      }
    }
    return item
  }

  function showFix(note) {
    const offer = document.createElement("span")
    offer.className = "offer"
    const fix = Object.assign(document.createElement("button"), { type: "button", textContent: "Rätta" })
    const which = Object.assign(document.createElement("span"), { className: "hidden", textContent: ` rad ${note.line}` })
    fix.append(which)
    fix.addEventListener("click", async () => {
      const at = [...byId("lista").querySelectorAll(".offer button")].indexOf(fix)
      if (!applyFixes([note])) return
      await look()
      const left = byId("lista").querySelectorAll(".offer button")
      ;(left[Math.min(at, left.length - 1)] ?? text).focus()
    })
    offer.append(Object.assign(document.createElement("span"), { textContent: note.fix.shown }), fix)
    return offer
  }

  /* Replace what the notes offer, the last first, so that the places of the others stay. */
  function applyFixes(notes) {
    let value = text.value
    for (const note of [...notes].sort((one, other) => other.line - one.line || other.column - one.column)) {
      const lines = value.split("\n")
      const before = [...(lines[note.line - 1] ?? "")].slice(0, note.column - 1).join("")
      const from = lines.slice(0, note.line - 1).join("\n").length + (note.line > 1) + before.length
      if (!value.startsWith(note.fix.old, from)) continue  // edited meanwhile
      value = value.slice(0, from) + note.fix.new + value.slice(from + note.fix.old.length)
    }
    if (value === text.value) return false
    tools?.replace(value)
    clearTimeout(waiting)  // whoever presses looks at once
    return true
  }

  byId("ratta-alla").addEventListener("click", async () => {
    const before = mendable.length
    for (let round = 0; round < 10 && mendable.length && applyFixes(mendable); round++) await look()
    say(before === 1 ? "Rättat på ett ställe." : `Rättat på ${before} ställen.`)
    text.focus()
  })

  /* In which of several records a field is: “ i punkt 2, besked 1”. */
  function withinOf(field) {
    const names = []
    for (let record = field.closest(".record"); record; record = record.parentElement.closest(".record")) {
      const legend = record.querySelector(":scope > legend")
      if (legend.querySelector("[data-n]")) names.unshift(legend.textContent.trim().toLowerCase())
    }
    return names.length ? ` i ${names.join(", ")}` : ""
  }

  function placeOf(name, place) {
    const control = form.querySelector(`[data-field="${CSS.escape(name)}"]`) ?? place.closest("[data-control]").querySelector("input:not([type=hidden]), textarea, select, button:not([hidden])")
    const field = place.closest("[data-control]")
    const label = field.querySelector("label:not(.boxes label), legend, .group-label")?.firstChild?.textContent ?? name
    return [`Till ${label.trim() || name}${withinOf(field)}`, () => {
      for (let folded = place.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true
      control?.focus()
    }]
  }

  function lineOf(note) {
    if (!note.line) return [note.at ? `Rad ${note.at}` : "", null]
    return [`Rad ${note.line}`, () => {
      const lines = text.value.split("\n")
      const start = lines.slice(0, note.line - 1).join("\n").length + (note.line > 1)
      const caret = start + Math.max(0, Math.min(note.column - 1, lines[note.line - 1]?.length ?? 0))
      text.setSelectionRange(caret, caret)
      text.blur()
      text.focus()  // and so scrolls to the caret
    }]
  }

  function announce(count) {
    if (counted === count) return
    const before = counted
    counted = count
    unsaid = count === 0 ? "Inget att se över." : count === 1 ? "En sak att se över." : `${count} saker att se över.`
    if (before === null && count === 0) unsaid = ""
    clearTimeout(quiet)
    quiet = setTimeout(() => {
      if (!isSaving) sayUnsaid()
    }, before === null ? 0 : 1200)
  }

  function sayUnsaid() {
    if (unsaid) say(outcome ? `${outcome}. ${unsaid}` : unsaid)
    unsaid = ""
  }

  /* Saving */
  async function save(over) {
    const sent = contents()
    say("Sparar …")
    isSaving = true
    try {
      const answer = await send(form.getAttribute("action"), over ? { gor: "spara", over } : { gor: "spara" })
      const told = await answer.json()
      if (answer.status === 409) return showConflict(told)
      if (!answer.ok) return say(told.message)
      form.elements.grund.value = told.digest
      form.removeAttribute("data-unsaved")
      const isSame = contents() === sent
      takeMade(told.made)
      saved = isSame ? contents() : sent
      await remember()
      others.postMessage("sparat")
      showTitle(told.title)
      showState(told.state)
      byId("annan").hidden = true
      say(told.status)
      outcome = isSame ? told.status : ""
      sayUnsaid()
      setTimeout(look, 700)
      return true
    } catch {
      say("Det gick inte att spara: förhandsvisningen svarar inte. Det du har skrivit finns kvar här.")
    } finally {
      isSaving = false
    }
  }

  function showTitle(title) {
    form.querySelector("h1").textContent = title
    document.title = document.title.replace(/^.* – /, () => `${title} – `)
  }

  byId("publicera").addEventListener("click", async event => {
    if (!isDirty()) return
    event.preventDefault()
    if (await save("")) leaveFor(() => location.assign(event.target.href))
  })

  form.addEventListener("submit", event => {
    event.preventDefault()
    save(event.submitter?.name === "over" ? event.submitter.value : "")
  })

  function showConflict(told) {
    say("Inte sparat: filen har ändrats i ett annat program.")
    byId("konflikt-borta").hidden = !told.gone
    byId("konflikt-deras").hidden = byId("konflikt-ihop").hidden = told.gone
    const list = document.createElement("ul")
    list.className = "difference"
    for (const [sign, line] of told.lines) {
      const item = document.createElement("li")
      item.className = { "-": "theirs", "+": "mine" }[sign] ?? ""
      if (sign === "-" || sign === "+") {
        const mark = Object.assign(document.createElement("span"), { className: "sign", textContent: sign === "-" ? "− " : "+ " })
        mark.append(Object.assign(document.createElement("span"), { className: "hidden", textContent: sign === "-" ? "i filen: " : "ditt: " }))
        item.append(mark)
      }
      item.append(sign === "@" ? "…" : line)
      list.append(item)
    }
    byId("konflikt-rader").replaceChildren(list)
    byId("konflikt-min").value = told.digest
    byId("konflikt").showModal()
  }

  byId("konflikt-min").addEventListener("click", event => {
    byId("konflikt").close()
    save(event.target.value)
  })
  byId("konflikt-ihop").addEventListener("click", async () => {
    await remember()
    sendAway(new URLSearchParams(new FormData(form)), "ihop")
  })
  byId("konflikt-deras").addEventListener("click", async () => {
    await remember()
    leaveFor(() => location.assign(`${location.pathname}?${new URLSearchParams({ fil: path })}`))
  })

  let leaving = false
  function leaveFor(go) {
    leaving = true
    go()
  }
  addEventListener("beforeunload", event => {
    if (!leaving && isDirty()) event.preventDefault()
  })

  /* What was written survives a crash. */
  function remember() {
    if (!isDirty()) return rescue.forget()
    return rescue.keep({ grund: form.elements.grund.value, sent: contents(), words: text.value })
  }

  /* Go to a page that the server makes of what was written. */
  function sendAway(fields, act) {
    const again = document.createElement("form")
    again.method = "post"
    again.action = form.getAttribute("action")
    fields.set("nyckel", form.elements.nyckel.value)
    fields.set("gor", act)
    for (const [name, value] of fields) again.append(Object.assign(document.createElement("textarea"), { name, value }))
    again.hidden = true
    document.body.append(again)
    leaveFor(() => again.submit())
  }

  const taken = "skriv:tagen"

  async function offer() {
    if (form.hasAttribute("data-unsaved")) {
      await remember()
      const id = sessionStorage.getItem(taken)
      sessionStorage.removeItem(taken)
      if (id) await rescue.drop(id)  // not before there is a copy of this page
    }
    await showOffers()
    setTimeout(showOffers, 600)  // a page that has just been left may not be gone yet
  }

  async function showOffers() {
    const found = (await rescue.find()).filter(each => each.sent !== saved && each.sent !== contents())
    if (byId("rester-lista").children.length === found.length) return
    byId("rester-lista").replaceChildren(...found.map(showOffer))
    byId("rester").hidden = found.length === 0
  }

  function showOffer(copy) {
    const at = new Date(copy.at).toLocaleString("sv-SE", { dateStyle: "long", timeStyle: "short" }).replace(/(\d\d):(\d\d)/, "$1.$2")
    const count = copy.words.split(/\s+/).filter(Boolean).length - text.value.split(/\s+/).filter(Boolean).length
    const than = count === 0 ? "Lika många ord som här." : `${Math.abs(count)} ord ${count > 0 ? "mer" : "färre"} än här.`
    const item = document.createElement("li")
    const told = Object.assign(document.createElement("span"), { textContent: `Från ${at}. ${than}` })
    const take = Object.assign(document.createElement("button"), { type: "button", textContent: "Ta tillbaka den" })
    const drop = Object.assign(document.createElement("button"), { type: "button", textContent: "Släng den" })
    take.addEventListener("click", async () => {
      await remember()  // what is written here stays a copy too
      sessionStorage.setItem(taken, copy.id)
      const fields = new URLSearchParams(copy.sent)
      fields.set("grund", copy.grund)
      sendAway(fields, "oppna")
    })
    drop.addEventListener("click", async () => {
      await rescue.drop(copy.id)
      item.remove()
      byId("rester").hidden = byId("rester-lista").children.length === 0
      text.focus()
    })
    item.append(told, take, drop)
    return item
  }

  addEventListener("keydown", event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return
    event.preventDefault()
    save("")
  })

  /* On a phone: the text, or what it comes to */
  const swap = byId("byt")
  if (swap) swap.hidden = false
  swap?.addEventListener("click", () => {
    const isLooking = form.classList.toggle("looks")
    swap.setAttribute("aria-pressed", isLooking)
    swap.textContent = isLooking ? "Skriv vidare" : "Så blir det"
    scrollTo(0, 0)
    if (isLooking) look()
    else text.focus()
  })

  const tools = startTools({ form, text, path, say, look })
  if (tools) startPasting({ form, text, tools, remark })
  form.addEventListener("input", lookSoon)
  form.addEventListener("change", lookSoon)
  offer()
  look()
}
