// What of a text a search result shows: the passage in which most of the words stand, with the words
// marked, and in what else they were found.

const LENGTH = 34; // words of a passage
const BEFORE = 5; // words shown before the first that was found

// Which term a word of a text stands for: its number, or -1.
function hit(word, terms) {
  return terms.findIndex(({ word: sought, forms, others }) => {
    if (forms.has(word) || others?.some((start) => word.startsWith(start))) return true;
    const start = sought.length > 4 ? sought.slice(0, -1) : sought;
    if (start.length > 3 && word.length > sought.length && word.includes(start)) return true;
    return [...forms.keys()].some((form) => form.length > 2 && word.length > form.length + 2 && word.endsWith(form));
  });
}

const TOKEN = /[\p{L}\p{N}]+/gu;

function tokens(text, terms) {
  return [...text.matchAll(TOKEN)].map((found) => {
    const word = found[0].toLowerCase().normalize("NFC");
    return { start: found.index, end: found.index + found[0].length, term: hit(word, terms) };
  });
}

// The densest window of a text: {worth, from, to} in tokens.
function densest(words) {
  let best = { worth: 0, from: 0 };
  words.forEach(({ term }, from) => {
    if (term < 0) return;
    const near = words.slice(from, from + LENGTH - BEFORE).filter((each) => each.term >= 0);
    const worth = new Set(near.map((each) => each.term)).size + Math.min(near.length, 9) / 10;
    if (worth > best.worth) best = { worth, from };
  });
  return best;
}

function cut(text, words, from) {
  const first = Math.max(0, Math.min(from - BEFORE, words.length - LENGTH));
  const last = Math.min(words.length, first + LENGTH) - 1;
  if (last < 0) return [[text, false]];
  const parts = [];
  let at = words[first].start;
  if (first === 0) at = 0;
  if (first > 0) parts.push(["… ", false]);
  for (const { start, end, term } of words.slice(first, last + 1)) {
    if (term < 0) continue;
    parts.push([text.slice(at, start), false], [text.slice(start, end), true]);
    at = end;
  }
  const isWhole = last === words.length - 1;
  parts.push([isWhole ? text.slice(at) : `${text.slice(at, words[last].end)} …`, false]);
  return parts.filter(([part]) => part).map(([part, isHit]) => [part.replace(/\s+/g, " "), isHit]);
}

// The passage: {anchor, heading, parts}; parts are [text, true if it was found].
export function showPassage(text, terms) {
  const sections = [["", "", text.ingress], ...text.avsnitt].filter(([, heading, words]) => heading || words);
  let best = { worth: -1 };
  for (const [anchor, heading, words] of sections) {
    const found = tokens(words, terms), { worth, from } = densest(found);
    const above = new Set(tokens(heading, terms).map(({ term }) => term).filter((term) => term >= 0)).size;
    if (worth + above * 0.8 > best.worth) best = { worth: worth + above * 0.8, anchor, heading, words, found, from };
  }
  if (!best.words && best.worth <= 0) return { parts: [[text.ingress, false]] };
  if (best.worth <= 0) {
    const words = text.ingress || best.words;
    return { parts: cut(words, tokens(words, []), 0) };
  }
  return { anchor: best.anchor, heading: best.heading, parts: cut(best.words, best.found, best.from) };
}

// In what the words were found, as words after “Träff i”.
export function showReasons(text, terms) {
  if (!terms.length) return [];
  const has = (words) => tokens(words, terms).some(({ term }) => term >= 0);
  const found = [];
  if (has(text.rubrik)) found.push("rubriken");
  for (const place of [...text.kommuner, ...text.lan].filter(has).slice(0, 2)) found.push(`platsen ${place}`);
  const themes = text.teman.filter(has);
  for (const theme of themes.slice(0, 2)) found.push(`temat ${theme}`);
  const other = themes.length ? undefined : text.andra.find(has);
  if (other) found.push(`ett av temanas andra ord, ${other}`);
  for (const name of text.deltagare.filter(has).slice(0, 2)) found.push(`deltagaren ${name}`);
  if (has(text.skribent)) found.push(`skribenten ${text.skribent}`);
  if (has(`${text.datum} ${text.besok}`)) found.push("tiden eller besöket");
  if (has(text.ingress) || text.avsnitt.some(([, heading, words]) => has(heading) || has(words))) found.push("texten");
  return found;
}
