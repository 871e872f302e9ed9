// The page for wrong addresses: puts the words of the address into the search field, and proposes
// what they may have led to.

const field = document.querySelector("main .search [name=q]");
const perhaps = document.querySelector(".perhaps");
const MOST = 5;
const SAYS_NOTHING = /^(besok|kommunbesok|kommun|lan|tema|planer|arkiv|skribent|sok|index|html?|php|aspx?|www|sida|404|\d{1,2})$/;

function wordsOf(path) {
  let letters = path;
  try {
    letters = decodeURIComponent(path);
  } catch { /* as old servers encoded it */ }
  return [...new Set(letters.split(/[^\p{L}\p{N}]+/u).filter((word) => word && !SAYS_NOTHING.test(word)))];
}

async function propose(words) {
  const { findAnswers, loadAnswers, loadDistance, nearAnswers } = await import(document.querySelector(".masthead").dataset.words);
  const entries = await loadAnswers(), found = new Map();
  const add = (answers) => answers.forEach((each) => found.set(each.url, each));
  add(findAnswers(entries, words.join(" "), MOST));
  for (const word of words.filter((each) => each.length > 3)) add(findAnswers(entries, word, 3).filter(({ score }) => score > 55));
  if (!found.size) {
    const distance = await loadDistance();
    for (const word of [words.join(" "), ...words]) add(nearAnswers(entries, word, distance, 2));
  }
  const links = [...found.values()].slice(0, MOST).map(({ kind, name, url, line }) => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href: url, textContent: name }), " ",
      Object.assign(document.createElement("span"), { className: "note", textContent: `${kind}. ${line}` }));
    return item;
  });
  perhaps.querySelector("ul").replaceChildren(...links);
  perhaps.hidden = !links.length;
}

const root = document.querySelector(".brand").pathname; // the blog may lie in a folder
const words = wordsOf(location.pathname.slice(root.length));
field.value = words.join(" ");
if (words.length) propose(words).catch(() => {});
