// A field for the name of a kommun: proposes names while one types, and leads to the page chosen.
// Without it the form leads to the list of all kommuner.

const form = document.querySelector("[data-kommuner]");
const field = form.querySelector("input");
const status = form.querySelector("[role=status]");
let kommuner;

// “Göteborgs stad”, “region Gotland” and “Upplands-Väsby” are ways to write a name.
const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()
  .replace(/^region /, "").replace(/ (kommun|stad)$/, "").replace(/s$/, "");
const bare = (text) => plain(text).normalize("NFD").replace(/\p{M}/gu, "");

async function load() {
  kommuner ??= fetch(form.dataset.kommuner).then((answer) => answer.json());
  const options = form.querySelector("datalist");
  if (options.children.length) return kommuner;
  const names = await kommuner;
  if (!options.children.length) {
    options.append(...names.map(([name, , note]) => new Option(note, name)));
  }
  return names;
}

// How many letters must be changed, added or left out (Levenshtein).
function difference(one, other) {
  let before = [...Array(other.length + 1).keys()];
  for (const [i, letter] of [...one].entries()) {
    const row = [i + 1];
    for (const [j, another] of [...other].entries()) {
      row.push(Math.min(row[j] + 1, before[j + 1] + 1, before[j] + (letter !== another)));
    }
    before = row;
  }
  return before.at(-1);
}

// What may be meant: [the names, whether it is sure]. Å, ä and ö may be written without their marks.
function find(names, typed) {
  const wanted = bare(typed);
  const same = names.filter(([name]) => bare(name) === wanted);
  const exact = same.filter(([name]) => plain(name) === plain(typed));
  if (exact.length && wanted !== plain(typed)) return [exact, true];
  if (same.length) return [same, true];
  const begun = names.filter(([name]) => bare(name).startsWith(wanted));
  if (begun.length) return [begun, true];
  const near = names.filter(([name]) => difference(bare(name), wanted) <= (wanted.length > 5 ? 2 : 1));
  return [near, false];
}

function link([name, url]) {
  return Object.assign(document.createElement("a"), { href: url, textContent: name });
}

function ask(found) {
  const between = (i) => (i === 0 ? "" : i === found.length - 1 ? " eller " : ", ");
  status.append("Menar du ", ...found.flatMap((each, i) => [between(i), link(each)]), "?");
}

field.addEventListener("focus", load);
form.addEventListener("submit", (event) => {
  if (!field.value.trim()) return; // to the list of all
  event.preventDefault();
  load().then((names) => {
    const [found, isSure] = find(names, field.value);
    if (isSure && found.length === 1) return location.assign(found[0][1]);
    status.replaceChildren();
    if (found.length > 12) {
      status.append(`${found.length} namn börjar så. Skriv lite mer.`);
    } else if (found.length) {
      ask(found);
    } else {
      const all = link(["se alla kommuner", form.action]);
      status.append("Ingen kommun heter så. Skriv kommunens namn, inte ortens, eller ", all, ".");
    }
  }).catch(() => form.submit());
});
