// The list of plans. Each way to narrow it is a link to a page of its own; with this, several can be
// combined: one of each kind, here on the page.

const rows = [...document.querySelectorAll("[data-parts]")];
const status = document.querySelector(".chosen");
const chosen = new Map(); // the list of links → the link chosen of it

function show() {
  const links = [...chosen.values()];
  let left = 0;
  for (const row of rows) {
    const parts = row.dataset.parts.split(" ");
    row.hidden = !links.every((link) => parts.includes(link.getAttribute("href")));
    left += !row.hidden;
  }
  for (const list of document.querySelectorAll(".plan-list")) {
    list.parentElement.hidden = ![...list.children].some((row) => !row.hidden);
  }
  status.replaceChildren();
  if (!links.length) return;
  const names = new Intl.ListFormat("sv").format(links.map((link) => link.textContent));
  const all = Object.assign(document.createElement("button"), { type: "button", textContent: "Visa alla" });
  all.addEventListener("click", () => {
    for (const link of links) link.removeAttribute("aria-current");
    chosen.clear();
    show();
    links[0].focus();
  });
  status.append(`${left} av ${rows.length} planer: ${names}. `, all);
}

document.querySelector(".filters")?.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const list = link.closest("ul"), before = chosen.get(list);
  before?.removeAttribute("aria-current");
  chosen.delete(list);
  if (before !== link) {
    link.setAttribute("aria-current", "true");
    chosen.set(list, link);
  }
  show();
});
