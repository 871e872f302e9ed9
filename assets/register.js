// The search index as a reader's browser asks it: takes a question apart and finds the documents that
// answer it. Parts of the index are fetched when a word needs them. How it is made is in
// sitegen/search.

// Where a word may occur, and how much that says: the title, a heading, running text, the place, the
// theme, who took part, who wrote it, when, another word for the same, a part of a compound, and those
// two in the title.
const WEIGHTS = { t: 5, h: 2, "": 1, p: 2.5, m: 3, d: 2, f: 2, b: 2, s: 0.7, st: 3, x: 0.6, xt: 2.5 };
const POSITIONED = new Set(["t", "h", ""]);
const SAME_FORM = 0.95, BEGINS = 0.45; // of a word that is the very same
const DAY = 86_400_000;
const LONGEST_RANGE = 2; // shards to look into for a short beginning

async function read(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const data = response.body.pipeThrough(new DecompressionStream("gzip"));
  return new Response(data).json();
}

// `entries` are the best answers, whose names of places have no forms but the genitive.
export async function openIndex(address, entries, tools) {
  const root = new URL(".", new URL(address, location)).href, [catalogue, all] = await Promise.all([read(address), entries]);
  return new Index(root, catalogue, all, tools);
}

// What the documents have of one filter: `names` of its values, `of` the number of the value of each
// document, or a list of several.
class Facet {
  constructor(names, of) {
    Object.assign(this, { names, of });
  }

  // Calls `each` with the number of every value of a document.
  visit(doc, each) {
    const found = this.of[doc];
    if (typeof found === "number") each(found);
    else for (const number of found) each(number);
  }

  hasAny(doc, numbers) {
    const found = this.of[doc];
    return typeof found === "number" ? numbers.has(found) : found.some((number) => numbers.has(number));
  }
}

// One value for each document; undefined is none.
function facetOf(values) {
  const names = [...new Set(values)].filter((value) => value !== undefined).sort();
  const numbers = new Map(names.map((name, number) => [name, number]));
  return new Facet(names, values.map((value) => numbers.get(value) ?? []));
}

class Index {
  constructor(root, catalogue, entries, tools) {
    const { dagar, sorter, samma } = catalogue;
    this.root = root;
    this.base = new URL("..", root).pathname.replace(/\/$/, "");
    this.tools = tools; // stem, begin, plain, fold of svar.js
    this.entries = entries;
    this.places = new Set(entries.filter(({ kind }) => /^(Kommun|Län)$/.test(kind))
      .flatMap(({ forms }) => forms.filter((form) => form.length === 1 && form[0].length > 2).flat()));
    this.common = new Set(catalogue.vanliga);
    this.catalogue = catalogue;
    this.count = catalogue.texter.length;
    const yearOf = (days) => (days === null ? undefined : String(new Date(days * DAY).getUTCFullYear()));
    this.facets = {
      kommun: new Facet(catalogue.kommuner, catalogue.kommun),
      lan: new Facet(catalogue.alla_lan, catalogue.lan),
      tema: new Facet(catalogue.teman, catalogue.tema),
      deltagare: new Facet(catalogue.deltagare, catalogue.med),
      ar: facetOf(dagar.map(yearOf)),
      sort: facetOf([...sorter].map((sort) => ({ i: "Inlägg", p: "Plan", s: "Sida" })[sort])),
    };
    this.same = new Map();
    for (const [word, others] of Object.entries(samma)) {
      const start = tools.begin(word);
      this.same.set(start, [...(this.same.get(start) ?? []), ...others.map(tools.begin)]);
    }
    this.shards = new Map();
    this.terms = new Map();
    this.texts = new Map();
  }

  // Orders documents from the newest.
  newer(a, b) {
    const { dagar } = this.catalogue;
    return (dagar[b] ?? -Infinity) - (dagar[a] ?? -Infinity) || b - a;
  }

  // True if some document has that value of a filter.
  has(name, value) {
    return this.facets[name].names.includes(value);
  }

  // True if the documents differ in that filter.
  isVaried(name) {
    return this.facets[name].names.length > 1;
  }

  // How many of some documents have each value of a filter.
  tally(name, docs) {
    const facet = this.facets[name], counts = new Uint32Array(facet.names.length);
    for (const doc of docs) facet.visit(doc, (number) => counts[number]++);
    return new Map(facet.names.flatMap((value, number) => (counts[number] ? [[value, counts[number]]] : [])));
  }

  isCommon(word) {
    return this.common.has(word);
  }

  // The text of a document and all that is known of it.
  text(doc) {
    return kept(this.texts, doc, () => read(`${this.root}text/${this.catalogue.texter[doc]}.sok`));
  }

  // All words of the texts, each with the number of documents it is in.
  vocabulary() {
    this.words ??= read(`${this.root}ord.sok`).then((all) => new Vocabulary(...all, this));
    this.words.catch(() => (this.words = undefined));
    return this.words;
  }

  shard(name) {
    return kept(this.shards, name, async () => Object.entries(await read(this.root + name)));
  }

  // What the index has of all words that begin so: [[number of the first document, words]]; with
  // `exact`, their positions.
  async beginning(start, exact) {
    const key = this.tools.fold(start);
    const found = this.catalogue.delar.map(async ([first, ...files]) => {
      const shards = files[exact ? 1 : 0];
      let from = 0;
      while (from + 1 < shards.length && shards[from + 1][0] <= key) from++;
      let to = from + 1;
      while (to < shards.length && to - from < LONGEST_RANGE && shards[to][0].startsWith(key)) to++;
      const words = await Promise.all(shards.slice(from, to).map(([, name]) => this.shard(name)));
      return [first, words.flat()];
    });
    return Promise.all(found);
  }

  // Where a word occurs, in any form. `score` is by document, `forms` the words that are meant,
  // `known` the number of documents that have it as it stands. With `exact` no other form counts,
  // nothing but running text, and `positions` are known.
  term(word, exact = false) {
    return kept(this.terms, (exact ? "=" : "") + word, () => this.makeTerm(word, exact));
  }

  async makeTerm(word, exact) {
    const { begin, fold } = this.tools;
    const start = begin(word), isShort = word.length < 3, bare = fold(start);
    const parts = await this.beginning(exact || isShort ? word : start, exact);
    const others = exact ? [] : this.same.get(start) ?? [];
    const strict = new Term(word, this.count, others), loose = new Term(word, this.count);
    for (const [first, words] of parts) {
      for (const [other, places] of words) {
        const weight = this.likeness(word, start, other, exact || isShort);
        if (weight) strict.add(other, places, first, weight, exact);
        else if (!exact && !isShort && beginsLike(other, bare)) {
          const isSame = fold(begin(other)) === bare;
          if (isSame || fold(other) === fold(word)) loose.add(other, places, first, 0.9);
        }
      }
    }
    const found = strict.finish();
    if (found.known || exact) return found;
    const likely = loose.finish();
    if (!likely.known || (found.size && found.size > likely.size)) return found;
    return Object.assign(likely, { isLoose: true });
  }

  likeness(word, start, other, exact) {
    if (other === word) return 1;
    if (exact || !other.startsWith(start)) return 0;
    if (this.places.has(word)) return other === `${word}s` || word === `${other}s` ? SAME_FORM : 0;
    if (this.tools.begin(other) === start) return SAME_FORM;
    return start.length > 3 || (word.length > 2 && other.startsWith(word)) ? BEGINS : 0;
  }

  // Which documents have words side by side, in that order; common words may be any.
  async phrase(words) {
    const sought = words.map((word, at) => [word, at]).filter(([word]) => !this.isCommon(word));
    const terms = await Promise.all(sought.map(([word]) => this.term(word, true)));
    const found = new Float32Array(this.count);
    if (!terms.length) return found;
    for (const [doc, starts] of terms[0].positions) {
      const others = terms.slice(1).map((term) => new Set(term.positions.get(doc)));
      const fits = starts.some((start) =>
        others.every((has, i) => has.has(start + sought[i + 1][1] - sought[0][1])));
      if (fits) found[doc] = 1;
    }
    return found;
  }

  // Which documents the filters leave, a list of values for each name; within a name any will do.
  // With `except` that name does not count.
  left(filters, except) {
    const { from, to, ...groups } = filters, { dagar } = this.catalogue;
    const tests = Object.entries(groups).filter(([name, values]) => name !== except && values.length)
      .map(([name, values]) => [this.facets[name], new Set(values.map((value) => this.facets[name].names.indexOf(value)))]);
    const first = from ? Date.parse(from) / DAY : -Infinity, last = to ? Date.parse(to) / DAY : Infinity;
    return (doc) => {
      const day = dagar[doc];
      if ((from || to) && (day === null || day < first || day > last)) return false;
      return tests.every(([facet, numbers]) => facet.hasAny(doc, numbers));
    };
  }
}

const BARE = { å: "a", ä: "a", ö: "o" };

// True if a word begins so but for å, ä and ö.
function beginsLike(word, bare) {
  for (let i = 0; i < bare.length; i++) if (word[i] !== bare[i] && BARE[word[i]] !== bare[i]) return false;
  return true;
}

// What is promised under a key, made once; what failed is tried again the next time.
function kept(promises, key, make) {
  if (!promises.has(key)) {
    const made = make();
    made.catch(() => promises.delete(key));
    promises.set(key, made);
  }
  return promises.get(key);
}

// All words of the texts, which are in the order of their letters; words that are known to be spelt
// right; and for some words wider ones, with which a reader may be content.
class Vocabulary {
  constructor(words, counts, real, near, { entries, tools, common }) {
    Object.assign(this, { words, counts, begin: tools.begin });
    this.numbers = new Map(words.map((word, number) => [word, number]));
    this.real = new Set(real);
    this.near = new Map(Object.entries(near).map(([word, others]) => [this.begin(word), others]));
    this.spellings = new Map(this); // word → how much there is of it
    this.written = new Map(); // names that are written with a capital letter
    for (const { kind, name, weight, forms } of entries) {
      if (kind === "Plan") continue;
      const named = forms.filter((form, i) => !i || form.length === 1).flat();
      for (const word of named.filter((each) => each.length > 2 && !common.has(each) && !/\d/.test(each))) {
        this.spellings.set(word, (this.spellings.get(word) ?? 0) + weight + 1);
      }
      if (forms[0].length === 1 && /^(Kommun|Län)$/.test(kind)) this.written.set(forms[0][0], name);
    }
  }

  // Stem → how much there is of it, of words that may be meant in another form.
  stems() {
    this.byStem ??= new Map([...this.spellings].filter(([word]) => word.length > 5).map(([word, count]) => [this.begin(word), count]));
    return this.byStem;
  }

  // True if a word needs no other spelling, though no text may have it.
  isReal(word) {
    return this.real.has(word) || this.real.has(this.begin(word)) || this.near.has(this.begin(word));
  }

  has(word) {
    return this.numbers.has(word);
  }

  *[Symbol.iterator]() {
    for (let i = 0; i < this.words.length; i++) yield [this.words[i], this.counts[i]];
  }

  // A word that has this stem, with which it begins.
  withStem(stem) {
    let from = 0, to = this.words.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.words[middle] < stem) from = middle + 1;
      else to = middle;
    }
    for (; from < this.words.length && this.words[from].startsWith(stem); from++) {
      if (this.begin(this.words[from]) === stem) return this.words[from];
    }
  }
}

class Term {
  constructor(word, count, others = []) {
    this.word = word;
    this.others = others; // how other words for the same begin
    this.sums = new Float32Array(count);
    this.same = new Uint8Array(count); // 1 for documents that have the word itself
    this.forms = new Map(); // word in the text → how well it fits, of those that are meant
    this.positions = new Map(); // document → positions of the word as it is written
  }

  add(form, places, first, weight, exact = false) {
    this.forms.set(form, Math.max(weight, this.forms.get(form) ?? 0));
    for (const [place, numbers] of Object.entries(places)) {
      const worth = weight * WEIGHTS[place], isCounted = POSITIONED.has(place);
      const isSame = weight > BEGINS || place[0] === "x";
      for (let i = 0, doc = first; i < numbers.length;) {
        doc += numbers[i++];
        const often = isCounted ? numbers[i++] : 1;
        if (exact) this.stand(doc, numbers, i, often);
        if (exact) i += often;
        this.sums[doc] += worth * (often * 1.6 / (often + 0.6));
        if (isSame) this.same[doc] = 1;
      }
    }
  }

  stand(doc, numbers, from, often) {
    const positions = this.positions.get(doc) ?? [];
    for (let i = from, position = 0; i < from + often; i++) positions.push((position += numbers[i]));
    this.positions.set(doc, positions);
  }

  finish() {
    const count = this.sums.length;
    this.size = this.known = 0;
    for (let doc = 0; doc < count; doc++) {
      if (this.sums[doc]) this.size++;
      if (this.same[doc]) this.known++;
    }
    const rare = Math.log(1 + count / (1 + (this.known || this.size)));
    this.score = this.sums.map((sum) => (sum ? rare * (sum / (sum + 1.5)) : 0));
    return this;
  }
}

// A question: its words and phrases, what may be meant by a misspelt one, and what may be a filter.

const MONTHS = { vår: [3, 5], sommar: [6, 8], höst: [9, 11], vinter: [12, 2] };
const SEASON = /^(vår|sommar|höst|vinter)(?:e?n)?$/;
const MONTH = /^(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)(uari|ruari|s|il|i|usti|t|tember|ober|ember)?$/;
const NUMBERS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
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
  const both = terms.length > 1 ? countBoth(terms, index.count) : FEW;
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

function countBoth(terms, count) {
  let both = 0;
  for (let doc = 0; doc < count; doc++) if (terms.every((term) => term.score[doc])) both++;
  return both;
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
  const words = await index.vocabulary();
  const pairs = terms.slice(1).map(async (term, i) => {
    const before = terms[i], both = before.word + term.word;
    if (!words.has(both) && !words.withStem(begin(both))) return; // nothing is fetched for it
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

// Words that the index has not: the parts of a compound, each a word of the texts; the compounds that
// end so; or wider words. A word that is hardly misspelt is left as it is.
async function takeApart(index, terms, { begin, loadDistance }) {
  const [words, distance] = await Promise.all([index.vocabulary(), loadDistance()]), found = new Map();
  for (const term of terms) {
    if (!words.isReal(term.word) && nearest(term.word, words.spellings, distance, 1)) continue;
    const parts = split(term.word, words, begin);
    const start = begin(term.word);
    const longer = start.length < SHORTEST_PART ? [] :
      words.words.filter((word) => word.indexOf(start) > 2).slice(0, 8);
    if (parts) found.set(term, await Promise.all(parts.map((part) => index.term(part))));
    else if (longer.length) found.set(term, [await union(index, term.word, longer)]);
    else {
      const wider = await widerTerm(index, term.word, words);
      if (wider) found.set(term, [wider]);
    }
  }
  return found;
}

// What the index has of the first of the wider words that it has.
async function widerTerm(index, word, words) {
  const others = words.near.get(words.begin(word)) ?? [];
  for (const other of others.filter((each) => words.has(each) || words.withStem(words.begin(each)))) {
    const term = await index.term(other);
    if (term.known) return { ...term, word, instead: other };
  }
}

function split(word, words, begin) {
  for (let at = word.length - SHORTEST_PART; at >= 3; at--) {
    const tail = word.slice(at), head = word.slice(0, at).replace(/s$/, "");
    const last = words.has(tail) || (begin(tail).length > 3 && words.withStem(begin(tail)));
    const first = words.has(head) ? head : words.withStem(begin(head)) ?? words.withStem(head);
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
  const words = await index.vocabulary(), found = [];
  for (const term of compounds.filter(({ word, known }) => known || words.isReal(word))) {
    const parts = split(term.word, words, tools.begin);
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

// Another spelling of what is asked, by the words of the texts and the names of best answers; empty if
// there is none that is near. `known` are the best answers to what is asked.
export async function respell(index, found, known, { loadDistance, slack, begin }) {
  const answered = new Set(known.flatMap((each) => [...each.known]));
  const unknown = found.unknown.map(({ word }) => word)
    .filter((word) => word.length > 2 && !/\d/.test(word) && !answered.has(begin(word)));
  if (!unknown.length) return "";
  const [words, distance] = await Promise.all([index.vocabulary(), loadDistance()]);
  let isChanged = false;
  const respelled = found.typed.map((word) => {
    if (!unknown.includes(word) || words.isReal(word)) return word;
    const best = nearest(word, words.spellings, distance, slack(word)) ||
      nearest(begin(word), words.stems(), distance, 1);
    if (!best || begin(best) === begin(word)) return word;
    isChanged = true;
    return words.written.get(best) ?? (words.spellings.has(best) ? best : words.withStem(best) ?? best);
  });
  return isChanged ? respelled.join(" ") : "";
}

function nearest(word, words, distance, most) {
  let best = "", least = Infinity;
  for (const [other, count] of words) {
    if (Math.abs(other.length - word.length) > most || other.length < 3) continue;
    const away = isSwap(word, other) ? 1 : distance(word, other), isLike = other[0] === word[0];
    if (away > most || (!isLike && (away > 1 || word.length < 5)) || (word.length < 4 && other.length <= word.length)) continue;
    const worth = away + (isLike ? 0 : 0.5) - Math.min(0.4, Math.log10(1 + count) / 6);
    if (worth < least) [best, least] = [other, worth];
  }
  return best;
}

// Two letters that have changed places count as one error.
function isSwap(one, other) {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at + 1 < one.length && one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}

// What of the words may be made a filter instead: [{label, filters, rest of the words}].
export function offers(index, query, best, { wordsIn, begin }) {
  const typed = wordsIn(query), found = [];
  const without = (used) => typed.filter((_, i) => !used.includes(i)).join(" ");
  typed.forEach((word, i) => {
    const months = MONTHS[SEASON.exec(word)?.[1]] ?? monthOf(word);
    if (months && YEAR.test(typed[i + 1] ?? "")) {
      found.push({ label: `${word} ${typed[i + 1]}`, filters: period(months, Number(typed[i + 1])), rest: without([i, i + 1]) });
    } else if (YEAR.test(word) && !SEASON.test(typed[i - 1] ?? "") && !monthOf(typed[i - 1] ?? "")) {
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

function monthOf(word) {
  const month = NUMBERS.indexOf(MONTH.exec(word)?.[1]) + 1;
  return month ? [month, month] : undefined;
}

function period([first, last], year) {
  const begins = first > last ? year - 1 : year;
  const end = new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10);
  return { fran: `${begins}-${String(first).padStart(2, "0")}-01`, till: end };
}
