// What a reader asks, taken apart: words, phrases, what may be meant by a misspelt one, and what may
// be made a filter. And the documents that answer it.

const MONTHS = { vår: [3, 5], sommar: [6, 8], höst: [9, 11], vinter: [12, 2] };
const SEASON = /^(vår|sommar|höst|vinter)(?:e?n)?$/;
const YEAR = /^(19|20)\d\d$/;
const FEW = 3; // documents: with fewer, other spellings are proposed
const CHECKED = 20; // texts in which a phrase with common words is looked for
const SHORTEST_PART = 4; // letters of the last part of a compound

// Phrases in quotation marks, and the words beside them.
export function parse(query, { wordsIn }, isCommon) {
  const phrases = [], rest = query.replace(/["”“„]([^"”“„]+)["”“„]/g, (_, phrase) => {
    phrases.push(wordsIn(phrase));
    return " ";
  });
  const all = wordsIn(rest), words = [...new Set(all.filter((word) => !isCommon(word)))];
  return { phrases: phrases.filter((phrase) => phrase.length), words, typed: all };
}

// All that answers: documents with every word, best first, then those with most of them.
export async function answer(index, query, tools) {
  const asked = parse(query, tools, (word) => index.isCommon(word));
  const phrases = await Promise.all(asked.phrases.map((words) => index.phrase(words)));
  const quoted = await Promise.all(asked.phrases.flat().filter((word) => !index.isCommon(word))
    .map((word) => index.term(word, true)));
  let terms = await Promise.all(asked.words.map((word) => index.term(word)));
  const both = terms.length > 1 ? terms[0].score.filter((_, doc) => terms.every((term) => term.score[doc])).length : FEW;
  if (both < FEW) await join(index, terms, tools);
  const unknown = terms.filter((term) => !term.known && !term.size);
  const meant = unknown.length ? await takeApart(index, unknown, tools) : new Map();
  terms = terms.flatMap((term) => meant.get(term) ?? [term]);
  const isEmpty = !terms.length && !phrases.length && asked.typed.length > 0;
  const all = [], most = [], needed = Math.max(1, Math.ceil(terms.length / 2));
  const scores = new Float32Array(index.count);
  for (let doc = 0; doc < index.count; doc++) {
    if (isEmpty || phrases.some((phrase) => !phrase[doc])) continue;
    let has = 0, score = 0;
    for (const term of quoted) score += term.score[doc];
    for (const term of terms) {
      has += term.score[doc] > 0;
      score += term.score[doc];
    }
    scores[doc] = score + doc * 1e-6 + ({ s: -0.5, p: -0.4 }[index.catalogue.sorter[doc]] ?? 0);
    if (has === terms.length) all.push(doc);
    else if (has >= needed) most.push(doc);
  }
  all.sort((a, b) => scores[b] - scores[a]);
  const inOrder = asked.phrases.filter((words) => words.some((word) => index.isCommon(word)));
  if (inOrder.length) all.splice(0, CHECKED, ...await verify(index, all.slice(0, CHECKED), inOrder, tools));
  const better = (a, b) => scores[b] - scores[a];
  const wide = all.length < FEW ? await widen(index, terms, all, most, tools) : [];
  return {
    ...asked, terms: [...quoted, ...terms], all,
    most: [...new Set([...wide, ...most.sort(better)])], isNear: !all.length || all.length < FEW,
    unknown: terms.filter((term) => !term.size),
  };
}

// Those documents that have phrases word by word: the index has no common words.
async function verify(index, docs, phrases, { wordsIn }) {
  const texts = await Promise.all(docs.map((doc) => index.text(doc)));
  return docs.filter((_, i) => {
    const { rubrik, ingress, avsnitt } = texts[i], whole = [rubrik, ingress, ...avsnitt.flatMap(([, ...words]) => words)];
    const said = whole.map((text) => ` ${wordsIn(text).join(" ")} `);
    return phrases.every((words) => said.some((text) => text.includes(` ${words.join(" ")} `)));
  });
}

// “barn psykiatri” is found where “barnpsykiatri” stands.
async function join(index, terms, { begin }) {
  const words = await index.vocabulary(), stems = stemsOf(index, words, begin);
  const pairs = terms.slice(1).map(async (term, i) => {
    const before = terms[i], both = before.word + term.word;
    if (!words.has(both) && !stems.has(begin(both))) return; // nothing is fetched for it
    const joined = await index.term(both);
    if (!joined.known) return;
    for (let doc = 0; doc < index.count; doc++) {
      const score = joined.score[doc] * 0.8;
      if (score > before.score[doc]) before.score[doc] = score;
      if (score > term.score[doc]) term.score[doc] = score;
      if (score) before.size = term.size = Math.max(1, before.size, term.size);
    }
    for (const form of joined.forms.keys()) before.forms.set(form, 1);
  });
  await Promise.all(pairs);
}

// Words that the index has not: the parts of a compound, each a word of the texts; or the compounds
// that end so.
async function takeApart(index, terms, { begin }) {
  const words = await index.vocabulary(), stems = stemsOf(index, words, begin), found = new Map();
  for (const term of terms) {
    const parts = split(term.word, words, stems, begin);
    const start = begin(term.word);
    const longer = start.length < SHORTEST_PART ? [] :
      [...words.keys()].filter((word) => word.indexOf(start) > 2).slice(0, 8);
    if (parts) found.set(term, await Promise.all(parts.map((part) => index.term(part))));
    else if (longer.length) found.set(term, [await union(index, term.word, longer)]);
  }
  return found;
}

// A word for each stem.
function stemsOf(index, words, begin) {
  index.stems ??= new Map([...words.keys()].map((word) => [begin(word), word]));
  return index.stems;
}

function split(word, words, stems, begin) {
  for (let at = word.length - SHORTEST_PART; at >= 3; at--) {
    const tail = word.slice(at), head = word.slice(0, at).replace(/s$/, "");
    const last = words.has(tail) || stems.has(begin(tail));
    const first = words.has(head) ? head : stems.get(begin(head)) ?? stems.get(head);
    if (last && first && head.length > 2) return [words.has(head) ? head : first, tail];
  }
}

async function union(index, word, others) {
  const terms = await Promise.all(others.map((other) => index.term(other)));
  const whole = { word, known: 1, size: 1, forms: new Map(), score: new Float32Array(index.count), positions: new Map() };
  for (const term of terms) {
    term.score.forEach((score, doc) => (whole.score[doc] = Math.max(whole.score[doc], score * 0.6)));
    for (const form of term.forms.keys()) whole.forms.set(form, 1);
  }
  return whole;
}

// When hardly any document has a compound: those that have all its parts.
async function widen(index, terms, all, most, tools) {
  const compounds = terms.filter((term) => term.word.length > 7);
  if (!compounds.length || terms.length > 3) return [];
  const words = await index.vocabulary(), stems = stemsOf(index, words, tools.begin), found = [];
  for (const term of compounds) {
    const parts = split(term.word, words, stems, tools.begin);
    if (!parts) continue;
    const each = await Promise.all(parts.map((part) => index.term(part)));
    const others = terms.filter((other) => other !== term);
    for (let doc = 0; doc < index.count; doc++) {
      if ([...each, ...others].every((one) => one.score[doc] > 0) && !all.includes(doc)) {
        found.push([each.reduce((sum, one) => sum + one.score[doc], 0), doc]);
        for (const one of each) for (const form of one.forms.keys()) if (!term.forms.has(form)) term.forms.set(form, 0.4);
      }
    }
  }
  return found.sort((a, b) => b[0] - a[0]).map(([, doc]) => doc).slice(0, 20);
}

// Another spelling of what is asked, by the words of the texts; empty if there is none that is near.
export async function respell(index, found, entries, { loadDistance, slack, begin }) {
  const wrong = found.words.filter((word) => {
    const term = found.terms.find((each) => each.word === word);
    return word.length > 2 && !/\d/.test(word) && (!term || term.known < 1);
  });
  if (!wrong.length) return "";
  const distance = await loadDistance(), words = new Map(await index.vocabulary()), written = new Map();
  for (const { kind, name, weight, forms } of entries.filter((each) => each.kind !== "Plan")) {
    for (const word of forms[0].filter((each) => each.length > 2 && !index.isCommon(each))) {
      words.set(word, (words.get(word) ?? 0) + weight + 1);
      if (forms[0].length === 1 && /^(Kommun|Län)$/.test(kind)) written.set(word, name);
    }
  }
  let changed = false;
  const respelled = found.typed.map((word) => {
    if (!wrong.includes(word)) return word;
    const best = nearest(word, words, distance, word.length < 7 ? Math.min(1, slack(word)) : slack(word));
    if (!best || begin(best) === begin(word)) return word;
    changed = true;
    return written.get(best) ?? best;
  });
  return changed ? respelled.join(" ") : "";
}

function nearest(word, words, distance, most) {
  let best = "", least = Infinity;
  for (const [other, count] of words) {
    if (Math.abs(other.length - word.length) > most) continue;
    const swapped = isSwap(word, other), away = swapped ? 1 : distance(word, other);
    if (away > most || (word.length < 5 && other[0] !== word[0] && away > 0 && other.slice(1) !== word.slice(1))) continue;
    const worth = away + (other[0] === word[0] ? 0 : 0.5) - Math.min(0.4, Math.log10(1 + count) / 6);
    if (worth < least) [best, least] = [other, worth];
  }
  return best;
}

// Two letters that have changed places count as one error.
function isSwap(one, other) {
  if (one.length !== other.length) return false;
  const differ = [...one].flatMap((letter, i) => (letter === other[i] ? [] : [i]));
  return differ.length === 2 && differ[1] === differ[0] + 1 &&
    one[differ[0]] === other[differ[1]] && one[differ[1]] === other[differ[0]];
}

// What of the words may be made a filter instead: [{label, filters, rest of the words}].
export function offers(index, query, best, { wordsIn, begin }) {
  const typed = wordsIn(query), found = [];
  const without = (used) => typed.filter((_, i) => !used.includes(i)).join(" ");
  typed.forEach((word, i) => {
    const season = SEASON.exec(word)?.[1];
    if (season && YEAR.test(typed[i + 1] ?? "")) {
      found.push({ label: `${word} ${typed[i + 1]}`, filters: period(season, Number(typed[i + 1])), rest: without([i, i + 1]) });
    } else if (YEAR.test(word) && !SEASON.test(typed[i - 1] ?? "")) {
      found.push({ label: word, filters: { ar: word }, rest: without([i]) });
    }
  });
  for (const { kind, name, forms } of best.filter((each) => each.score > 56 && /^(Kommun|Län|Tema)$/.test(each.kind)).slice(0, 3)) {
    const used = forms.map((form) => span(form, typed, begin)).sort((a, b) => b.length - a.length)[0];
    if (used.length) {
      const filter = { Kommun: "kommun", Län: "lan", Tema: "tema" }[kind];
      found.push({ label: kind === "Tema" ? `temat ${name}` : kind === "Kommun" ? `${name} kommun` : name, filters: { [filter]: name }, rest: without(used) });
    }
  }
  const has = ([name, value]) => /^(fran|till)$/.test(name) || index.has(name, value);
  return found.filter(({ filters }) => Object.entries(filters).every(has));
}

function span(form, typed, begin) {
  for (let at = 0; at + form.length <= typed.length; at++) {
    if (form.every((word, i) => word === typed[at + i] || begin(word) === begin(typed[at + i]))) {
      return form.map((_, i) => at + i);
    }
  }
  return [];
}

function period(season, year) {
  const [first, last] = MONTHS[season], begins = first > last ? year - 1 : year;
  const end = new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10);
  return { fran: `${begins}-${String(first).padStart(2, "0")}-01`, till: end };
}
