/* Pasting and dropping in the text: what has form becomes Markdown, an address over chosen words
   makes them a link, and pictures are asked about one by one. What is plain text stays as it is. */

const byId = id => document.getElementById(id)
const ADDRESS = /^(https?:\/\/|mailto:)\S+$/i
const SHOWN = /^image\//

/** Let `text` take what is pasted and dropped; `tools` write in it, and `remark` says what was left out. */
export function startPasting({ form, text, tools, remark }) {
  let turn = 0

  text.addEventListener("paste", event => {
    const given = event.clipboardData
    const html = given.getData("text/html")
    const plain = given.getData("text/plain").replaceAll("\r\n", "\n")
    const files = [...given.files]
    if (linkChosen(plain)) return event.preventDefault()
    if (files.length && !plain.trim() && !hasWords(html)) {
      event.preventDefault()
      return takeFiles(files)
    }
    const isRaw = form.elements.hel || given.types.includes("vscode-editor-data")
    if (!html || isRaw) return
    event.preventDefault()
    convert(html, plain)
  })

  text.addEventListener("dragover", event => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault()
  })
  text.addEventListener("drop", event => {
    const files = [...event.dataTransfer.files]
    if (!files.length) return
    event.preventDefault()
    const spot = document.caretPositionFromPoint?.(event.clientX, event.clientY)
    text.focus()
    if (spot?.offsetNode === text) text.setSelectionRange(spot.offset, spot.offset)
    takeFiles(files)
  })

  function hasWords(html) {
    return html !== "" && new DOMParser().parseFromString(html, "text/html").body.textContent.trim() !== ""
  }

  function linkChosen(plain) {
    const address = plain.trim()
    const chosen = text.value.slice(text.selectionStart, text.selectionEnd)
    const isTarget = text.value.slice(0, text.selectionStart).endsWith("](")
    if (!ADDRESS.test(address) || !chosen.trim() || /[\n[\]]/.test(chosen) || ADDRESS.test(chosen.trim()) || isTarget) return false
    const from = text.selectionStart + chosen.length - chosen.trimStart().length
    const to = text.selectionEnd - (chosen.length - chosen.trimEnd().length)
    const target = address.replaceAll("(", "%28").replaceAll(")", "%29")
    tools.insert(`[${chosen.trim()}](${target})`, from, to)
    return true
  }

  async function convert(html, plain) {
    const mine = ++turn
    const used = [...text.value.matchAll(/\[\^(\d{1,3})\]/g)].map(found => Number(found[1]))
    const address = `${form.dataset.paste}?${new URLSearchParams({ not: Math.max(0, ...used) + 1 })}`
    const body = html.replace(/\bdata:[\w/+.-]+;base64,[\w+/=%]+/g, "")
    const slow = setTimeout(() => remark("Klistrar in …"), 400)
    try {
      const answer = await fetch(address, {
        method: "POST", body,
        headers: { Accept: "application/json", "Content-Type": "text/plain", "X-Skriv-Nyckel": form.elements.nyckel.value },
      })
      const made = await answer.json()
      if (!answer.ok) return insertPlain(plain, [made.message])
      if (!made.has_form || !made.markdown) return insertPlain(plain || made.markdown, made.simplified)
      if (made.is_block) tools.insertBlock(made.markdown, "", text.selectionStart)
      else tools.insert(/^[ \u00a0]/.exec(plain) ? ` ${made.markdown}` : made.markdown)
      if (!made.is_block && /[ \u00a0]$/.test(plain)) tools.insert(" ")
      report(made.simplified)
    } catch {
      insertPlain(plain, ["Bara orden följde med, utan form: förhandsvisningen svarar inte."])
    } finally {
      clearTimeout(slow)
      if (mine === turn) text.focus()
    }
  }

  function insertPlain(plain, simplified) {
    if (plain) tools.insert(plain)
    report(simplified)
  }

  function report(simplified) {
    remark(["Inklistrat.", ...simplified].join(" "))
  }

  function takeFiles(files) {
    const pictures = files.filter(file => SHOWN.test(file.type) || /\.(avif|heic|svg|webp)$/i.test(file.name))
    const others = files.filter(file => !pictures.includes(file))
    if (others.length) remark(describeOthers(others))
    if (pictures.length) tools.addPictures(pictures)
  }

  function describeOthers(files) {
    const names = files.map(file => `”${file.name}”`).join(", ")
    const isText = files.some(file => /\.(docx?|odt|rtf|pages)$/i.test(file.name))
    const what = files.length === 1 ? "är ingen bild" : "är inga bilder"
    return `${names} ${what}. ${isText ? "Öppna dokumentet, kopiera texten och klistra in den här." : "Här kan du bara släppa bilder."}`
  }
}
