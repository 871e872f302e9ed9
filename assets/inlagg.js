/* A post: copies the address of a section and the reference line, and marks the section one is in.
   Without it the links lead to their sections, and the reference can be selected. It asks the page
   each time and keeps nothing of it, so that the preview may change the page under it. */

const DONE = "Kopierad";
const said = document.createElement("p");
said.className = "hidden";
said.setAttribute("role", "status");

async function copy(text, place) {
  const label = place.textContent;
  if (label === DONE) return;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return; // not allowed here: the link has still led to its section
  }
  if (!said.isConnected) document.body.append(said);
  place.textContent = said.textContent = DONE;
  setTimeout(() => {
    place.textContent = label;
    said.textContent = "";
  }, 2000);
}

document.addEventListener("click", ({ target }) => {
  const anchor = target.closest(".anchor"), button = target.closest("[data-copy]");
  if (anchor) copy(anchor.href, anchor);
  if (button) copy(document.getElementById(button.dataset.copy).textContent, button);
});

/* One is in the last section whose heading has passed the upper third of the window. */
function mark() {
  waiting = false;
  const entries = [...document.querySelectorAll(".contents a")];
  const heading = (entry) => document.getElementById(decodeURIComponent(entry.hash.slice(1)));
  const hasPassed = (entry) => heading(entry)?.getBoundingClientRect().top < innerHeight / 3;
  const here = entries.findLast(hasPassed);
  for (const entry of entries) {
    if (entry === here) entry.setAttribute("aria-current", "true");
    else entry.removeAttribute("aria-current");
  }
}

let waiting = false;
addEventListener("scroll", () => {
  if (!waiting) requestAnimationFrame(mark);
  waiting = true;
}, { passive: true });
mark();
