// The page about following: it finds what the reader names, and copies addresses.

const field = document.querySelector(".pick input");
const [told, said] = document.querySelectorAll(".wanted [role=status]"); // at the field; to be heard
const anchors = new Map(); // the name of each choice → its anchor

for (const named of document.querySelectorAll(".choice > h2, .coming > span")) {
  anchors.set(named.textContent, named.id || named.parentElement.id);
}
document.querySelector("datalist").append(...[...anchors.keys()].map((name) => new Option(name)));

function find(text) {
  const wanted = text.trim().toLocaleLowerCase("sv");
  const names = [...anchors.keys()].map((name) => [name.toLocaleLowerCase("sv"), name]);
  const fits = [(name) => name === wanted, (name) => name.startsWith(wanted), (name) => name.includes(wanted)];
  const found = fits.map((fit) => names.find(([name]) => fit(name))).find(Boolean);
  return wanted && found?.[1];
}

field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  const name = find(field.value);
  told.textContent = "";
  if (name) {
    field.value = name;
    location.hash = anchors.get(name);
  } else if (field.value.trim()) {
    told.textContent = `Vi hittar inget som heter ”${field.value.trim()}”. Se efter om det är rätt stavat, eller välj i listan längre ned.`;
  }
});

field.addEventListener("input", () => { // what was chosen among the proposals
  if (anchors.has(field.value)) location.hash = anchors.get(field.value);
});

document.querySelector(".wanted").addEventListener("click", async (event) => {
  const button = event.target.closest(".copy");
  if (!button) return;
  const link = button.closest("section").querySelector(".address a");
  getSelection().selectAllChildren(link);
  try {
    await navigator.clipboard.writeText(link.textContent);
  } catch { // an address without https, or a reader who does not allow it
    if (!document.execCommand("copy")) return;
  }
  for (const each of document.querySelectorAll(".copy")) {
    each.classList.toggle("copied", each === button);
    each.firstChild.data = each === button ? "Kopierad" : "Kopiera adressen";
  }
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = "Adressen är kopierad."; }); // said again, too
});
