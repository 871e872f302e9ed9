// Words and best answers, for every field in which a reader asks for something: that of the search
// page, of the masthead and of the home page. The answers are loaded at the first key.

const places = document.querySelector(".masthead").dataset;
let answers, distances;

export function loadAnswers() {
  answers ??= fetch(places.answers).then((response) => response.json()).then((rows) => rows.map(prepare));
  answers.catch(() => (answers = undefined)); // so that the next attempt starts afresh
  return answers;
}

// Levenshtein's distance between two words, by a library that is needed for misspelt words only.
export function loadDistance() {
  distances ??= import(places.distance).then(({ distance }) => distance);
  distances.catch(() => (distances = undefined));
  return distances;
}

// The stem of a Swedish word by Snowball 3.0 (snowballstem.org): always how the word begins.
const ENDING = new RegExp(
  "(heterna|hetens?|heter|het|ande[nst]?|[aeo]rnas?|arens?|arne|are|aste?|ades?|a[dst]?|" +
  "erns?|ens?|[aeo]r|e[st]?|s)$",
);
const ET = /.[aeiouyåäö][^aeiouyåäö]ets?$/;
const NOT_ET = /(fab|h|[pr]ak|stak|kom|iet|[cdmnprstux]it|[ai]lit|ivit|kvit)ets?$/;

export function stem(word) {
  const start = Math.max(3, (/[aeiouyåäö][^aeiouyåäö]/.exec(word)?.index ?? word.length) + 2);
  let end = word.length;
  const ends = (pattern) => pattern.exec(word.slice(start, end))?.[0] ?? "";
  const ending = ends(ENDING), et = ET.test(word) && !NOT_ET.test(word);
  if (ending === "et") end -= et ? 2 : 0;
  else if (ending !== "s") end -= ending.length;
  else if (et && word.endsWith("ets")) end -= 3;
  else if (/[bcdfghj-prtvy]s$/.test(word)) end -= 1;
  if (ends(/([dg]d|nn|[dgkt]t)$/)) end -= 1;
  const last = ends(/(l?ig|els|(full|ös)t)$/);
  if (!last.endsWith("t")) end -= last.length;
  else if (/(full|[iklnprtuv]ös)t$/.test(word.slice(0, end))) end -= 1;
  return word.slice(0, end);
}

// How all forms of a word begin. Snowball leaves “skolan”, “barnet” and “hemm(et)” longer than it
// might.
const begun = new Map(); // as found before
export function begin(word) {
  const known = begun.get(word);
  if (known !== undefined) return known;
  const found = stem(word.replace(/^(.{3,}[^aeiouyåäö])(an|et)s?$/, "$1a")).replace(/mm$/, "m");
  begun.set(word, found);
  return found;
}

// As the index has words: no marks but those of å, ä and ö. And without those.
export const plain = (text) => text.toLowerCase().normalize("NFC").replace(/[^\x00-\x7fåäö]/g,
  (letter) => letter.normalize("NFD").replace(/\p{M}/gu, ""));
export const fold = (text) => plain(text).replace(/[åä]/g, "a").replaceAll("ö", "o");
export const wordsIn = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

// How many letters may be wrong in a word that long.
export const slack = (word) => (word.length < 3 ? 0 : word.length < 8 ? 1 : 2);

const RANKS = ["Sida", "Skribent", "Deltagare", "Organisation", "Plan", "Tema", "Län", "Kommun"];
const IS_PLACE = /^(Kommun|Län)$/;
const SURE = 55; // of the score of an answer that a name, or its beginning, stands for
const WHOLE = 90; // of that of a whole name
const LEAST = 40; // of the score of an answer that is worth showing

function prepare([kind, name, url, line, words, weight]) {
  const forms = [name, ...words].map(wordsIn);
  return { kind, name, url, line, words, weight, forms, known: new Set(forms.flat().map(begin)) };
}

// Kommuner are names: they have no endings but the genitive's.
function same(entry, own, typed) {
  if (own === typed) return true;
  if (IS_PLACE.test(entry.kind)) return `${own}s` === typed || own === `${typed}s`;
  return own.length > 3 && begin(own) === begin(typed);
}

function starts(own, typed) {
  return own.startsWith(typed);
}

// How well one form of a name fits what is typed; 0 if it does not.
function fit(entry, form, typed) {
  if (!form.length) return 0;
  const last = typed.length - 1;
  if (form.length === typed.length && form.every((own, i) => same(entry, own, typed[i]))) {
    return form.join("").length > 2 || /^\d+$/.test(form[0]) ? 100 : 68; // a letter may as well begin a name
  }
  if (form.length > last && typed.every((word, i) =>
    i < last ? same(entry, form[i], word) : starts(form[i], word))) {
    return 70 + 10 * typed.join(" ").length / form.join(" ").length + (entry.kind === "Plan" ? 0 : Math.min(entry.weight, 10));
  }
  for (let at = 0; at + form.length <= typed.length; at++) {
    if (form.every((own, i) => same(entry, own, typed[at + i]))) {
      const letters = form.join("").length;
      return letters < 3 || (form.length === 1 && letters === 3 && IS_PLACE.test(entry.kind) && typed.length > 2) ? 0 : 58 + 4 * form.length;
    }
  }
  if (typed.length > (entry.kind === "Plan" ? 1 : 0) && typed.every((word) =>
    word.length > 3 && form.some((own) => same(entry, own, word)))) {
    return 64 + 20 * typed.length / form.length;
  }
  const meant = typed.filter((word) => word.length > 3 && !/^\d+$/.test(word));
  if (meant.length && meant.length === typed.length && meant.every((word) =>
    form.some((own) => starts(own, word) || own.endsWith(word) || (begin(word).length > 5 && own.includes(begin(word)))))) {
    return 42;
  }
  return 0;
}

// How well an answer fits what is typed, and by which of its names.
function score(entry, typed) {
  let best = 0, by = 0;
  entry.forms.forEach((form, i) => {
    const found = fit(entry, form, typed) - (i ? 5 : 0);
    if (found > best) [best, by] = [found, i];
  });
  if (!best) return { score: 0 };
  const covered = typed.filter((word) => entry.known.has(begin(word))).length;
  const rank = RANKS.indexOf(entry.kind) + Math.min(entry.weight, 40) / 40;
  return { score: best + 9 * Math.max(0, covered - 1) + rank, by: by ? entry.words[by - 1] : "" };
}

function ranked(entries, typed, most) {
  const scored = entries.flatMap((entry) => {
    const found = score(entry, typed);
    return found.score >= LEAST ? [{ ...entry, ...found }] : [];
  });
  return scored.sort((a, b) => b.score - a.score || a.name.localeCompare(b.name, "sv")).slice(0, most);
}

// The answers to what is typed, best first; those of which only å, ä and ö differ if there is no other.
// Who has typed one of them means it, unless a whole name fits.
export function findAnswers(entries, text, most = 6) {
  const typed = wordsIn(text);
  if (!typed.length) return [];
  const found = ranked(entries, typed, most);
  if (found.length) return found;
  for (const entry of entries) entry.bare ??= { ...entry, forms: entry.forms.map((form) => form.map(fold)) };
  const bare = entries.map((entry) => entry.bare);
  const least = /[åäö]/.test(typed.join("")) ? WHOLE : SURE;
  return ranked(bare, typed.map(fold), most).filter((entry) => entry.score > least);
}

// Those whose name, or a part of it that stands for it, is misspelt: at most a few letters are wrong.
export function nearAnswers(entries, text, distance, most = 3) {
  const typed = fold(wordsIn(text).join(" "));
  const found = entries.flatMap((entry) => {
    const forms = entry.kind === "Plan" ? [] : entry.forms.map((form) => fold(form.join(" ")));
    const away = Math.min(...forms.filter((form) => form.length > 2).map((form) => distance(form, typed)));
    return away <= slack(typed) ? [{ ...entry, away }] : [];
  });
  return found.sort((a, b) => a.away - b.away || RANKS.indexOf(b.kind) - RANKS.indexOf(a.kind) ||
    b.weight - a.weight).slice(0, most);
}

// “Göteborgs stad”, “region Gotland” and “Upplands-Väsby” are ways to write a name.
const spoken = (text) => wordsIn(text).join(" ")
  .replace(/^region /, "").replace(/ (kommun|stad)$/, "").replace(/(.)s$/, "$1");

// Which kommun or län is meant: [those, true if it is sure].
export async function findPlaces(text) {
  const entries = (await loadAnswers()).filter(({ kind }) => IS_PLACE.test(kind));
  const named = (entry) => [entry.name, ...entry.forms.slice(1).map((form) => form.join(" "))];
  const typed = spoken(text), bare = fold(typed);
  const exact = entries.filter((entry) => spoken(entry.name) === typed);
  if (exact.length && bare !== typed) return [exact, true];
  const same = entries.filter((entry) => fold(spoken(entry.name)) === bare);
  if (same.length) return [same, true];
  const other = entries.filter((entry) => named(entry).some((name) => fold(spoken(name)) === bare));
  if (other.length) return [other, true];
  const begun = entries.filter((entry) => named(entry).some((name) => fold(spoken(name)).startsWith(bare)));
  if (begun.length) return [begun, true];
  return [nearAnswers(entries, text, await loadDistance(), 12), false];
}
