// The search index as a reader's browser asks it: finds the documents that have some words. Parts
// of it are fetched when a word needs them. How it is made is in sitegen/search.

// Where a word may occur, and how much that says: the title, a heading, running text, the place, the
// theme, who took part, who wrote it, when, another word for the same, a part of a compound.
const WEIGHTS = { t: 5, h: 2, "": 1, p: 2.5, m: 3, d: 2, f: 2, b: 2, s: 0.7, x: 0.6 };
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

export async function openIndex(address, tools) {
  return new Index(new URL(".", new URL(address, location)).href, await read(address), tools);
}

class Index {
  constructor(root, catalogue, tools) {
    this.root = root;
    this.base = new URL("..", root).pathname.replace(/\/$/, "");
    this.tools = tools; // stem, begin, plain, fold of svar.js
    this.common = new Set(catalogue.vanliga);
    this.catalogue = catalogue;
    this.count = catalogue.texter.length;
    this.values = {
      kommun: (doc) => names(catalogue.kommun[doc], catalogue.kommuner),
      lan: (doc) => names(catalogue.lan[doc], catalogue.alla_lan),
      tema: (doc) => names(catalogue.tema[doc], catalogue.teman),
      deltagare: (doc) => names(catalogue.med[doc], catalogue.deltagare),
      ar: (doc) => (catalogue.dagar[doc] === null ? [] : [this.day(doc).slice(0, 4)]),
      sort: (doc) => [{ i: "Inlägg", p: "Plan", s: "Sida" }[catalogue.sorter[doc]]],
    };
    this.varied = {};
    this.shards = new Map();
    this.terms = new Map();
    this.texts = new Map();
  }

  day(doc) {
    const days = this.catalogue.dagar[doc];
    return days === null ? "" : new Date(days * DAY).toISOString().slice(0, 10);
  }

  // True if some document has that value of a filter.
  has(name, value) {
    return this.catalogue.dagar.some((_, doc) => this.values[name](doc).includes(value));
  }

  // True if the documents differ in that filter.
  isVaried(name) {
    this.varied[name] ??= new Set(this.catalogue.dagar.flatMap((_, doc) => this.values[name](doc))).size > 1;
    return this.varied[name];
  }

  isCommon(word) {
    return this.common.has(word);
  }

  // The text of a document and all that is known of it.
  text(doc) {
    if (!this.texts.has(doc)) {
      const text = read(`${this.root}text/${this.catalogue.texter[doc]}.sok`);
      text.catch(() => this.texts.delete(doc));
      this.texts.set(doc, text);
    }
    return this.texts.get(doc);
  }

  // All words of the texts, each with the number of documents it is in.
  vocabulary() {
    this.words ??= read(`${this.root}ord.sok`).then(([words, counts]) => new Map(words.map((word, i) => [word, counts[i]])));
    this.words.catch(() => (this.words = undefined));
    return this.words;
  }

  shard(name) {
    if (!this.shards.has(name)) {
      const shard = read(this.root + name);
      shard.catch(() => this.shards.delete(name));
      this.shards.set(name, shard);
    }
    return this.shards.get(name);
  }

  // What the index has of all words that begin so: [[number of the first document, words]].
  async beginning(start) {
    const key = this.tools.fold(start);
    const found = this.catalogue.delar.map(async ([first, shards]) => {
      let from = 0;
      while (from + 1 < shards.length && shards[from + 1][0] <= key) from++;
      let to = from + 1;
      while (to < shards.length && to - from < LONGEST_RANGE && shards[to][0].startsWith(key)) to++;
      const words = await Promise.all(shards.slice(from, to).map(([, name]) => this.shard(name)));
      return [first, words.flatMap(Object.entries)];
    });
    return Promise.all(found);
  }

  // Where a word occurs, in any form. `score` is by document, `forms` the words that are meant,
  // `known` the number of documents that have it as it stands. With `exact` no other form counts.
  term(word, exact = false) {
    const key = (exact ? "=" : "") + word;
    if (!this.terms.has(key)) {
      const term = this.makeTerm(word, exact);
      term.catch(() => this.terms.delete(key));
      this.terms.set(key, term);
    }
    return this.terms.get(key);
  }

  async makeTerm(word, exact) {
    const { begin, fold } = this.tools;
    const start = begin(word), isShort = word.length < 3;
    const parts = await this.beginning(exact || isShort ? word : start);
    const others = exact ? [] : this.others(word);
    const strict = new Term(word, this.count, others), loose = new Term(word, this.count);
    for (const [first, words] of parts) {
      for (const [other, places] of words) {
        const weight = this.likeness(word, start, other, exact || isShort);
        if (weight) strict.add(other, places, first, weight);
        else if (!exact && !isShort && fold(other).startsWith(fold(start))) {
          const isSame = fold(begin(other)) === fold(start);
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

  // How the words begin that stand for the same as a word.
  others(word) {
    const { begin } = this.tools, same = Object.entries(this.catalogue.samma);
    return same.filter(([each]) => begin(each) === begin(word)).flatMap(([, words]) => words.map(begin));
  }

  likeness(word, start, other, exact) {
    if (other === word) return 1;
    if (exact || !other.startsWith(start)) return 0;
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

  // Which documents the filters leave, a set of values for each name; within a name any will do.
  // With `except` that name does not count.
  left(filters, except) {
    const { from, to, ...groups } = filters;
    const tests = Object.entries(groups).filter(([name, values]) => name !== except && values.length);
    return (doc) => {
      const day = this.day(doc);
      if (except !== "period" && ((from && !(day >= from)) || (to && !(day && day <= to)))) return false;
      return tests.every(([name, values]) => this.values[name](doc).some((value) => values.includes(value)));
    };
  }
}

const names = (found, all) => (Array.isArray(found) ? found : [found]).map((number) => all[number]);

class Term {
  constructor(word, count, others = []) {
    this.word = word;
    this.others = others; // how other words for the same begin
    this.sums = new Float32Array(count);
    this.same = new Set(); // documents that have the word itself
    this.forms = new Map(); // word in the text → where it stands, of those that are meant
    this.positions = new Map(); // document → positions of the word as it is written
  }

  add(form, places, first, weight) {
    this.forms.set(form, Math.max(weight, this.forms.get(form) ?? 0));
    for (const [place, numbers] of Object.entries(places)) {
      const worth = weight * WEIGHTS[place], isPart = place === "x";
      for (let i = 0, doc = first; i < numbers.length;) {
        doc += numbers[i++];
        let often = 1;
        if (POSITIONED.has(place)) {
          often = numbers[i++];
          if (weight === 1) this.stand(doc, numbers, i, often);
          i += often;
        }
        this.sums[doc] += worth * (often * 1.6 / (often + 0.6));
        if (weight > BEGINS || isPart) this.same.add(doc);
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
    this.size = this.sums.reduce((sum, each) => sum + (each > 0), 0);
    this.known = this.same.size;
    const rare = Math.log(1 + count / (1 + (this.known || this.size)));
    this.score = this.sums.map((sum) => (sum ? rare * (sum / (sum + 1.5)) : 0));
    return this;
  }
}
