// The search field of the masthead: proposes answers while one types, and has a key of its own, /,
// which the search page can turn off. Without it the field leads to the search page, which asks the
// same. It asks the page each time and keeps nothing of it, so that the preview may change the page
// under it.

const MOST = 6;
const KEY_OFF = "utan-soktangent"; // as the browser remembers it
let turn = 0;

function item({ kind, name, url, line }) {
  const made = document.createElement("a");
  const about = Object.assign(document.createElement("span"), { className: "note", textContent: `${kind}. ${line}` });
  made.href = url;
  made.append(name, " ", about);
  const holder = document.createElement("li");
  holder.append(made);
  return holder;
}

function close(form) {
  turn += 1;
  show(form, []);
}

function show(form, found) {
  const list = form.querySelector("ul");
  list.replaceChildren(...found.map(item));
  list.hidden = !found.length;
  statusOf(form).textContent =
    found.length ? `${found.length} förslag. Gå till dem med nedåtpilen.` : "";
}

// Where what is proposed is told; it is there once the field is used.
function statusOf(form) {
  const made = form.querySelector("[role=status]") ?? Object.assign(document.createElement("p"), { className: "hidden" });
  made.setAttribute("role", "status");
  if (!made.isConnected) form.append(made);
  return made;
}

async function propose(form) {
  const mine = ++turn, asked = form.elements.q.value.trim();
  if (!asked) return close(form);
  const { findAnswers, loadAnswers } = await import(document.querySelector(".masthead").dataset.words);
  const found = findAnswers(await loadAnswers(), asked, MOST);
  if (mine === turn) show(form, found);
}

function move(event, form) {
  const field = form.elements.q, links = [...form.querySelectorAll("li a")];
  const at = links.indexOf(document.activeElement);
  if (!links.length) return;
  if (event.key === "Escape") {
    field.focus();
    close(form);
  } else if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)].focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? field).focus();
  else return;
  event.preventDefault();
}

// Storage may be forbidden: then the key is on.
function isKeyOff() {
  try {
    return localStorage.getItem(KEY_OFF) !== null;
  } catch {
    return false;
  }
}

function turnKey(on) {
  try {
    if (on) localStorage.removeItem(KEY_OFF);
    else localStorage.setItem(KEY_OFF, "1");
  } catch { /* it stays as it is */ }
}

function goToField(event) {
  const { target } = event, isTyping = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || isKeyOff()) return;
  const fields = [...document.querySelectorAll("main [type=search], .quick [type=search]")].reverse();
  const shown = fields.find((each) => each.checkVisibility());
  event.preventDefault();
  if (!shown) return location.assign(document.querySelector(".to-search").href);
  shown.focus();
  shown.select();
}

const quickOf = (target) => target.closest?.(".quick"); // not on the search page, which has a larger one

addEventListener("input", ({ target }) => {
  const form = quickOf(target);
  if (form) propose(form).catch(() => close(form));
});
addEventListener("focusin", ({ target }) => {
  const form = quickOf(target);
  if (form) statusOf(form);
});
addEventListener("focusout", ({ target, relatedTarget }) => {
  const form = quickOf(target);
  if (form && !form.contains(relatedTarget)) close(form);
});
addEventListener("keydown", (event) => {
  const form = quickOf(event.target);
  if (event.key === "/") goToField(event);
  else if (form) move(event, form);
});
addEventListener("change", ({ target }) => {
  if (target.id === "_tangent") turnKey(target.checked);
});

const choice = document.getElementById("_tangent"); // on the search page
if (choice) choice.checked = !isKeyOff();
