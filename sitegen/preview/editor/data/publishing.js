/* Publishing in motion: how far it has come, what is chosen, and the state of the text. Without this
   script the pages load themselves again, and say the same. */

const byId = id => document.getElementById(id)
const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds))

document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy]")
  if (!button) return
  try {
    await navigator.clipboard.writeText(button.dataset.copy)
    button.textContent = "Kopierat"
  } catch {
    button.textContent = "Det gick inte att kopiera"
  }
})

/* How far it has come */
async function follow() {
  while (byId("gang")?.dataset.going) {
    await wait(1000)
    try {
      const answer = await fetch(location.href, { cache: "no-store" })
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      const fresh = page.getElementById("gang")
      if (!fresh) return
      if (fresh.innerHTML === byId("gang").innerHTML) continue
      const hadFocus = byId("gang").contains(document.activeElement)
      byId("gang").replaceWith(document.importNode(fresh, true))
      document.title = page.title
      if (hadFocus) {
        const heading = byId("gang").querySelector("h1")
        heading.tabIndex = -1
        heading.focus()
      }
    } catch { /* the preview has stopped; it goes on when it is back */ }
  }
}
follow()

/* What is chosen */
const form = document.querySelector("[data-publish]")
form?.addEventListener("change", () => {
  const chosen = [...form.querySelectorAll("[name=text]:checked")]
  const records = chosen.filter(each => each.value.endsWith(".yml")).length
  const texts = chosen.length - records
  const parts = []
  if (texts || !records) parts.push(texts === 1 ? "1 text" : `${texts} texter`)
  if (records) parts.push(records === 1 ? "1 uppgift" : `${records} uppgifter`)
  byId("inget-valt").textContent = ""
  form.querySelector("[data-counted]").textContent = `Publicera ${parts.join(" och ")}`
})

form?.querySelector(".when .row")?.addEventListener("input", () => {
  form.querySelector("[name=nar][value=sedan]").checked = true
})
form?.addEventListener("submit", event => {
  if (form.querySelector("[name=text]:checked")) return
  event.preventDefault()
  byId("inget-valt").textContent = "Bocka för minst en text att publicera."
  form.querySelector("[name=text]:enabled")?.focus()
})

/** Put a state line in place of the one that stands there, unless they say the same. */
export function showState(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("lage")
  if (fresh && !fresh.isEqualNode(byId("lage"))) byId("lage").replaceWith(document.importNode(fresh, true))
}

/* The state of the text: readers' page is asked once, and again while something is under way */
async function watchState() {
  const address = byId("skriv")?.dataset.state
  if (!address) return
  for (let first = true; ; first = false) {
    const isMoving = byId("lage").dataset.state === "running"
    if (!first && !isMoving) {
      await wait(5000)
      continue
    }
    try {
      const answer = await fetch(`${address}&fraga=1`)
      if (answer.ok) showState(await answer.text())
    } catch { /* the preview has stopped */ }
    await wait(isMoving ? 2000 : 5000)
  }
}
watchState()
