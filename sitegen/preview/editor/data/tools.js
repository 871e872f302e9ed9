/* The tools above the text: Markdown that can be undone, and pictures that are stored beside it. */

const byId = id => document.getElementById(id)

/** Let the tools write in `text`; a text without them has none. `replace` puts another text in its
    place, which can be undone. */
export function startTools({ form, text, path, say, look }) {
  const toolbar = document.querySelector(".tools")
  if (!toolbar) return
  toolbar.hidden = false
  startRoving(toolbar)

  function insert(words, from = text.selectionStart, to = text.selectionEnd) {
    text.focus()
    text.setSelectionRange(from, to)
    // The only way that leaves something to undo; where there is none, the text itself is set.
    if (!document.execCommand("insertText", false, words)) text.setRangeText(words, from, to, "end")
    text.dispatchEvent(new Event("input", { bubbles: true }))
  }

  function wrap(before, after, empty) {
    const [from, to] = [text.selectionStart, text.selectionEnd]
    const chosen = text.value.slice(from, to) || empty
    insert(before + chosen + after)
    text.setSelectionRange(from + before.length, from + before.length + chosen.length)
  }

  /* Begin the chosen lines with a mark, in place of `other`; or without it, if all have it. */
  function beginLines(mark, other = /^$/) {
    const from = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1
    const end = text.value.indexOf("\n", text.selectionEnd)
    const to = end < 0 ? text.value.length : end
    const lines = text.value.slice(from, to).split("\n")
    const all = lines.every(line => line.startsWith(mark))
    insert(lines.map(line => all ? line.slice(mark.length) : mark + line.replace(other, "")).join("\n"), from, to)
  }

  function numberLines() {
    const from = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1
    const end = text.value.indexOf("\n", text.selectionEnd)
    const to = end < 0 ? text.value.length : end
    const lines = text.value.slice(from, to).split("\n")
    const mark = /^\d+\. /
    const all = lines.every(line => mark.test(line))
    insert(lines.map((line, at) => all ? line.replace(mark, "") : `${at + 1}. ${line}`).join("\n"), from, to)
  }

  function insertFootnote() {
    const used = new Set([...text.value.matchAll(/\[\^(\d+)\]/g)].map(found => Number(found[1])))
    let number = 1
    while (used.has(number)) number++
    const at = text.selectionEnd
    const after = text.value.slice(at).replace(/\n*$/, "")
    const words = "fotnotens text"
    insert(`[^${number}]${after}\n\n[^${number}]: ${words}\n`, at, text.value.length)
    text.setSelectionRange(text.value.length - words.length - 1, text.value.length - 1)
  }

  /* Who is quoted stands last in the quotation that the caret is in, or in a new one. */
  function insertSource() {
    const words = "namn och titel"
    const lineEnd = at => (at = text.value.indexOf("\n", at)) < 0 ? text.value.length : at
    const start = text.value.lastIndexOf("\n", text.selectionEnd - 1) + 1
    let end = lineEnd(text.selectionEnd)
    if (!text.value.startsWith(">", start)) {
      return insertBlock(`> vad som sades\n>\n> — ${words}`, "vad som sades")
    }
    while (text.value.startsWith("\n>", end)) end = lineEnd(end + 1)
    insert(`\n>\n> — ${words}`, end, end)
    text.setSelectionRange(text.selectionEnd - words.length, text.selectionEnd)
  }

  const tools = {
    heading: () => beginLines("## ", /^#{1,6} /),
    subheading: () => beginLines("### ", /^#{1,6} /),
    bold: () => wrap("**", "**", "fet text"),
    italics: () => wrap("*", "*", "kursiv text"),
    link: openLink,
    list: () => beginLines("- "),
    numbers: numberLines,
    quote: () => beginLines("> "),
    source: insertSource,
    table: () => insertBlock("| Rubrik | Rubrik |\n|---|---|\n| ord | ord |", "ord"),
    footnote: insertFootnote,
    picture: openPicture,
  }
  toolbar.addEventListener("click", event => {
    tools[event.target.closest("[data-tool]")?.dataset.tool]?.()
  })
  addEventListener("keydown", event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    const tool = { b: "bold", i: "italics", k: "link" }[event.key.toLowerCase()]
    if (!tool || document.activeElement !== text) return
    event.preventDefault()
    tools[tool]()
  })

  /* Links */
  const linkForm = byId("lank").querySelector("form")
  const query = byId("lank-sok")
  const targets = byId("lank-mal")
  let chosenFrom = 0
  let chosenTo = 0
  let turn = 0

  function openLink() {
    [chosenFrom, chosenTo] = [text.selectionStart, text.selectionEnd]
    linkForm.reset()
    byId("lank-ord").value = text.value.slice(chosenFrom, chosenTo)
    tellLink("")
    findTargets()
    byId("lank").showModal()
    query.focus()
  }

  function tellLink(message) {
    byId("lank-sok-fel").textContent = message
    query.toggleAttribute("aria-invalid", false)
    if (!message) return
    query.setAttribute("aria-invalid", "true")
    query.focus()
  }

  async function findTargets() {
    const mine = ++turn
    await new Promise(done => setTimeout(done, 120))
    if (mine !== turn) return
    const asked = new URLSearchParams({ fil: path, sok: query.value })
    try {
      const answer = await fetch(`${form.dataset.targets}?${asked}`, { headers: { Accept: "application/json" } })
      const found = await answer.json()
      if (mine !== turn || !answer.ok) return
      targets.replaceChildren(...found.map(showTarget))
      byId("lank-antal").textContent = found.length ? `${found.length} förslag` : "Inget på bloggen heter så."
    } catch {
      tellLink("Förhandsvisningen svarar inte. Är den avstängd?")
    }
  }

  function showTarget(found) {
    const item = document.createElement("li")
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: `${found.title} ` })
    button.append(Object.assign(document.createElement("span"), { className: "note", textContent: found.what }))
    button.addEventListener("click", () => insertLink(found.target, found.title))
    item.append(button)
    return item
  }

  function insertLink(target, title) {
    const chosen = text.value.slice(chosenFrom, chosenTo)
    chosenFrom += chosen.length - chosen.trimStart().length
    chosenTo -= chosen.trim() ? chosen.length - chosen.trimEnd().length : 0
    const words = (byId("lank-ord").value.trim() || title).replaceAll(/[[\]]/g, "\\$&")
    byId("lank").close()
    insert(`[${words}](${target})`, chosenFrom, chosenTo)
  }

  query.addEventListener("input", () => {
    tellLink("")
    findTargets()
  })
  linkForm.addEventListener("submit", event => {
    event.preventDefault()
    const typed = query.value.trim()
    const isMail = /^[^\s@/]+@[^\s@/]+\.\w+$/.test(typed)
    const isSite = /^(https?:\/\/)?[\w.-]+\.[a-zåäö]{2,}(\/\S*)?$/i.test(typed)
    if (isMail) return insertLink(`mailto:${typed}`, typed)
    if (isSite) return insertLink(/^https?:/i.test(typed) ? typed : `https://${typed}`, typed)
    const only = targets.querySelectorAll("button")
    if (typed && only.length === 1) return only[0].click()
    tellLink("Välj något i listan, eller skriv en adress som börjar med https://.")
  })

  /* Pictures */
  const pictureForm = byId("bild").querySelector("form")

  const heading = byId("bild-rubrik")
  let waiting = []
  let count = 0

  function openPicture() {
    addPictures([])
  }

  /* Ask about pictures that are pasted or dropped, one after another; none is chosen for no files. */
  function addPictures(files) {
    waiting.push(...files)
    count = waiting.length
    askPicture()
  }

  function askPicture() {
    pictureForm.reset()
    tellPicture({})
    const number = count - waiting.length + 1
    heading.textContent = count > 1 ? `Lägg in bild ${number} av ${count}` : "Lägg in en bild"
    if (waiting.length) {
      const chosen = new DataTransfer()
      chosen.items.add(waiting.shift())
      byId("bild-fil").files = chosen.files
    }
    byId("bild").showModal()
    if (byId("bild-fil").files.length) byId("bild-alt").focus()
  }

  byId("bild").addEventListener("close", () => {
    if (waiting.length) askPicture()
  })

  function tellPicture({ field, message = "" }) {
    for (const [name, control] of [["fil", byId("bild-fil")], ["alt", byId("bild-alt")]]) {
      byId(`bild-${name}-fel`).textContent = name === field ? message : ""
      control.toggleAttribute("aria-invalid", false)
      if (name === field) {
        control.setAttribute("aria-invalid", "true")
        control.focus()
      }
    }
  }

  pictureForm.addEventListener("submit", async event => {
    event.preventDefault()
    const [file] = byId("bild-fil").files
    const alt = byId("bild-alt").value.trim()
    if (!file) return tellPicture({ field: "fil", message: "Välj en bildfil." })
    if (file.size > 25_000_000) return tellPicture({ field: "fil", message: "Bilden är större än 25 MB. Spara en mindre kopia." })
    if (!alt) return tellPicture({ field: "alt", message: "Skriv vad bilden visar, för den som inte ser den." })
    const asked = new URLSearchParams({ fil: path, namn: file.name, alt, bildtext: byId("bild-text").value })
    try {
      const answer = await fetch(`${form.dataset.picture}?${asked}`, {
        method: "POST", body: file,
        headers: { Accept: "application/json", "Content-Type": "application/octet-stream", "X-Skriv-Nyckel": form.elements.nyckel.value },
      })
      const told = await answer.json()
      if (!answer.ok) return tellPicture({ field: told.field ?? "fil", message: told.message })
      byId("bild").close()
      insertPicture(told.markdown)
      say("Bilden är inlagd i texten.")
      setTimeout(lookUntilShown, 400, 800)
    } catch {
      tellPicture({ field: "fil", message: "Förhandsvisningen svarar inte. Är den avstängd?" })
    }
  })

  /* A new picture is shown when the preview has found it, which may take a while. */
  async function lookUntilShown(wait) {
    await look()
    const isMissing = byId("ruta").contentDocument?.querySelector('img[src=""]')
    if (isMissing && wait < 60_000) setTimeout(lookUntilShown, wait, 2 * wait)
  }

  function insertPicture(markdown) {
    insertBlock(markdown)
  }

  /* A block of its own after what is chosen, or from `at` in its place; `select` are the words in it to write over. */
  function insertBlock(markdown, select = "", at = text.selectionEnd) {
    const before = text.value.slice(0, at)
    const end = text.selectionEnd
    const above = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n"
    const below = text.value.slice(end).startsWith("\n\n") ? "" : text.value.slice(end).startsWith("\n") ? "\n" : "\n\n"
    insert(above + markdown + below, at, end)
    const found = select ? at + above.length + markdown.indexOf(select) : -1
    if (select) text.setSelectionRange(found, found + select.length)
  }

  /* Only what differs is written over, so that the caret and what can be undone stay near. */
  function replace(value) {
    const before = text.value
    let start = 0
    while (start < before.length && before[start] === value[start]) start++
    let end = 0
    while (end < Math.min(before.length, value.length) - start && before.at(-1 - end) === value.at(-1 - end)) end++
    insert(value.slice(start, value.length - end), start, before.length - end)
  }

  return { replace, insert, insertBlock, addPictures }
}

/* One Tab stop; the arrows go between the tools. */
function startRoving(toolbar) {
  const buttons = [...toolbar.querySelectorAll("button")]
  const rove = to => buttons.forEach((button, at) => { button.tabIndex = at === to ? 0 : -1 })
  rove(0)
  toolbar.addEventListener("keydown", event => {
    const at = buttons.indexOf(document.activeElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    buttons.at(to % buttons.length).focus()
  })
  toolbar.addEventListener("focusin", event => rove(buttons.indexOf(event.target.closest("button"))))
}
