/* The tools above the text: Markdown that can be undone, and pictures that are stored beside it. */

const byId = id => document.getElementById(id)

/** Let the tools write in `text`; a text without them has none. */
export function startTools({ form, text, path, say, look }) {
  const toolbar = document.querySelector(".tools")
  if (!toolbar) return
  toolbar.hidden = false

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

  function beginLines(mark) {
    const from = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1
    const end = text.value.indexOf("\n", text.selectionEnd)
    const to = end < 0 ? text.value.length : end
    const lines = text.value.slice(from, to).split("\n")
    const all = lines.every(line => line.startsWith(mark))
    insert(lines.map(line => all ? line.slice(mark.length) : mark + line).join("\n"), from, to)
  }

  const tools = {
    heading: () => beginLines("## "),
    bold: () => wrap("**", "**", "fet text"),
    link: () => wrap("[", "](https://)", "länkens text"),
    list: () => beginLines("- "),
    quote: () => beginLines("> "),
    picture: openPicture,
  }
  toolbar.addEventListener("click", event => {
    tools[event.target.closest("[data-tool]")?.dataset.tool]?.()
  })
  addEventListener("keydown", event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    const tool = { b: "bold", k: "link" }[event.key.toLowerCase()]
    if (!tool || document.activeElement !== text) return
    event.preventDefault()
    tools[tool]()
  })

  /* Pictures */
  const pictureForm = byId("bild").querySelector("form")

  function openPicture() {
    pictureForm.reset()
    tellPicture({})
    byId("bild").showModal()
  }

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
    const at = text.selectionEnd
    const before = text.value.slice(0, at)
    const above = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n"
    const below = text.value.slice(at).startsWith("\n\n") ? "" : text.value.slice(at).startsWith("\n") ? "\n" : "\n\n"
    insert(above + markdown + below, at, at)
  }
}
