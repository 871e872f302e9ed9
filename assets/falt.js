// The search field of the masthead: proposes answers while one types, and has a key of its own, /.
// Without it the field leads to the search page, which asks the same.

const masthead = document.querySelector(".masthead");
const quick = masthead.querySelector(".quick"); // not on the search page, which has a larger one
const MOST = 6;

function item({ kind, name, url, line }) {
  const made = document.createElement("a");
  const about = Object.assign(document.createElement("span"), { className: "note", textContent: `${kind}. ${line}` });
  made.href = url;
  made.append(name, " ", about);
  const holder = document.createElement("li");
  holder.append(made);
  return holder;
}

function propose(form) {
  const field = form.elements.q, list = form.querySelector("ul"), status = form.querySelector("[role=status]");
  let turn = 0;

  function close() {
    turn += 1;
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
  }

  async function show() {
    const mine = ++turn, asked = field.value.trim();
    if (!asked) return close();
    const { findAnswers, loadAnswers } = await import(masthead.dataset.words);
    const found = findAnswers(await loadAnswers(), asked, MOST);
    if (mine !== turn) return;
    list.replaceChildren(...found.map(item));
    list.hidden = !found.length;
    status.textContent = found.length ? `${found.length} förslag. Gå till dem med nedåtpilen.` : "";
  }

  function move(event) {
    const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (!links.length) return;
    if (event.key === "Escape") {
      field.focus();
      close();
    } else if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? field).focus();
    else return;
    event.preventDefault();
  }

  field.addEventListener("input", () => show().catch(close));
  form.addEventListener("keydown", move);
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!form.contains(relatedTarget)) close();
  });
}

if (quick) propose(quick);

addEventListener("keydown", (event) => {
  const { target } = event;
  const isTyping = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const own = document.querySelector("main [type=search]");
  const shown = [own, quick?.elements.q].find((each) => each?.checkVisibility());
  event.preventDefault();
  if (!shown) return location.assign(masthead.querySelector(".to-search").href);
  shown.focus();
  shown.select();
});
