// A field for the name of a kommun: proposes names while one types, and leads to the page chosen.
// Without it the form leads to the list of all kommuner.

const form = document.querySelector(".finder");
const field = form.querySelector("input");
const status = form.querySelector("[role=status]");

const load = () => import(document.querySelector(".masthead").dataset.words);

async function propose() {
  const { loadAnswers } = await load();
  const options = form.querySelector("datalist");
  const entries = await loadAnswers();
  if (options.children.length) return;
  const places = entries.filter(({ kind }) => kind === "Kommun" || kind === "Län");
  options.append(...places.map(({ name, line }) => new Option(line, name)));
}

function link({ name, url }) {
  return Object.assign(document.createElement("a"), { href: url, textContent: name });
}

function ask(found) {
  const between = (i) => (i === 0 ? "" : i === found.length - 1 ? " eller " : ", ");
  status.append("Menar du ", ...found.flatMap((each, i) => [between(i), link(each)]), "?");
}

field.addEventListener("focus", () => propose().catch(() => {}));
form.addEventListener("submit", (event) => {
  if (!field.value.trim()) return; // to the list of all
  event.preventDefault();
  load().then(({ findPlaces }) => findPlaces(field.value)).then(([found, isSure]) => {
    if (isSure && found.length === 1) return location.assign(found[0].url);
    status.replaceChildren();
    if (found.length > 12) {
      status.append(`${found.length} namn börjar så. Skriv lite mer.`);
    } else if (found.length) {
      ask(found);
    } else {
      const all = link({ name: "se alla kommuner", url: form.action });
      status.append("Ingen kommun heter så. Skriv kommunens namn, inte ortens, eller ", all, ".");
    }
  }).catch(() => form.submit());
});
