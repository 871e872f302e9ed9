// The search page: best answers first, then posts, plans and pages. The address holds all that is
// asked, so that a search can be shared and the way back leads through searches.

const form = document.getElementById("_sokning");
const field = form.elements.q;
const status = document.querySelector(".found");
const best = document.querySelector(".best");
const offered = document.querySelector(".offers");
const advice = document.querySelector(".advice");
const narrow = document.querySelector(".narrow");
const clear = narrow.querySelector(".clear");
const wider = narrow.querySelector(".wider");
const groups = narrow.querySelector(".groups");
const title = document.title;

const FIRST = 4, MORE = 10; // results shown at first, and at each further step
const PAUSE = 40; // ms without typing before a search
const SHOWN = 8; // values of a filter that are shown before one asks for all
const GROUPS = { sort: "Sort", lan: "Län", kommun: "Kommun", tema: "Tema", ar: "År", deltagare: "Deltagare" };
const WIDE = matchMedia("(min-width: 62rem)"); // there the filters stand beside what is found
const SINGLE = ["fran", "till", "ordning"];
const LENGTH = 34; // words of a passage
const BEFORE = 5; // words shown before the first that was found

let tools, timer, typing, turn = 0, chosen = {};
const unfolded = new Set();

function load() {
  tools ??= open();
  tools.catch(() => (tools = undefined)); // so that the next attempt starts afresh
  return tools;
}

async function open() {
  const { words } = document.querySelector(".masthead").dataset;
  const [all, register] = await Promise.all([words, form.dataset.register].map((url) => import(url)));
  const answers = all.loadAnswers(), index = await register.openIndex(form.dataset.index, answers, all);
  return { ...all, ...register, index, entries: await answers };
}

class Results {
  constructor(section) {
    [this.heading, this.list, this.more] = section.children;
    this.section = section;
    this.docs = [];
    this.more.addEventListener("click", () => this.show(MORE, true));
  }

  clear() {
    this.docs = [];
    this.list.replaceChildren();
    this.section.hidden = true;
  }

  // Put other documents in place of those that are shown; `first` of them are shown at once.
  async set(docs, terms, heading, first, mine) {
    const cards = await this.cards(docs.slice(0, first), terms);
    if (mine !== turn) return;
    Object.assign(this, { docs, terms });
    this.list.replaceChildren(...cards);
    this.heading.textContent = heading;
    this.section.hidden = !docs.length;
    this.count();
  }

  async show(count, focus) {
    const mine = turn, shown = this.list.children.length;
    const cards = await this.cards(this.docs.slice(shown, shown + count), this.terms);
    if (mine !== turn) return;
    this.list.append(...cards);
    if (focus) cards[0].querySelector("a").focus();
    this.count();
  }

  async cards(docs, terms) {
    const { index } = await load();
    const texts = await Promise.all(docs.map((doc) => index.text(doc)));
    return texts.map((text) => card(index.base, text, showPassage(text, terms), showReasons(text, terms)));
  }

  count() {
    const left = this.docs.length - this.list.children.length;
    this.more.hidden = left <= 0;
    this.more.textContent = this.list.children.length ? `Visa ${Math.min(left, MORE)} till` : `Visa ${Math.min(left, MORE)} av dem`;
  }
}

const [every, some] = [...document.querySelectorAll(".hits")].map((section) => new Results(section));

function node(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const marked = (parts) => parts.map(([text, isHit]) => (isHit ? node("mark", {}, text) : text));
const listed = (words, type = "conjunction") => new Intl.ListFormat("sv", { type }).format(words);
const counted = (count, one, many) => `${count.toLocaleString("sv")} ${count === 1 ? one : many}`;

// A passage of a text in which most of the words stand, with those marked.

const hits = new WeakMap(); // terms → what is known of words

// Which term a word of a text stands for: its number, or -1.
function hit(word, terms) {
  if (!hits.has(terms)) hits.set(terms, new Map());
  const known = hits.get(terms);
  if (!known.has(word)) known.set(word, findHit(word, terms));
  return known.get(word);
}

function findHit(word, terms) {
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
function showPassage(text, terms) {
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
function showReasons(text, terms) {
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

function card(base, text, { anchor, heading, parts }, reasons) {
  const url = base + text.url;
  const about = node("p", { className: "card-meta" });
  if (text.sort !== "inlägg") about.append(node("span", { className: "label" }, text.sort === "plan" ? "Plan" : "Sida"), " ");
  if (text.sort === "inlägg") about.append(node("time", { dateTime: text.dag }, text.datum), " ");
  about.append(node("span", {}, text.kommuner.join(", ")), " ", node("span", {}, text.besok));
  const words = node("div", { className: "card-text" });
  if (text.utkast) words.append(node("p", {}, node("span", { className: "label" }, text.utkast)));
  words.append(node("h3", {}, node("a", { href: url }, text.rubrik)));
  if (anchor && heading) words.append(node("p", { className: "section" }, node("a", { href: `${url}#${anchor}` }, heading)));
  words.append(node("p", { className: "excerpt" }, ...marked(parts)));
  if (reasons.length) words.append(node("p", { className: "why note" }, `Träff i ${listed(reasons)}`));
  return node("li", {}, node("article", { className: "card" }, about, words));
}

function answerItem({ kind, name, url, line, by }) {
  const called = kind === "Tema" && by && !line.toLowerCase().includes(by.toLowerCase()) ? `, även ${by}` : "";
  return node("li", {}, node("p", { className: "kind" }, kind + called),
    node("h3", {}, node("a", { href: url }, name)), node("p", { className: "note" }, line));
}

function showBest(found) {
  best.hidden = !found.length;
  best.querySelector("ul").replaceChildren(...found.map(answerItem));
}

function button(text, change) {
  const made = node("button", { type: "button" }, text);
  made.addEventListener("click", () => {
    change();
    typing = false;
    field.focus();
    search(true);
  });
  return made;
}

function showOffers(found) {
  offered.hidden = !found.length;
  offered.replaceChildren();
  if (!found.length) return;
  const buttons = found.flatMap(({ label, filters, rest }) => [" ", Object.assign(button(label, () => {
    field.value = rest;
    for (const [name, value] of Object.entries(filters)) {
      if (SINGLE.includes(name)) form.elements[name].value = value;
      else chosen[name] = [...new Set([...(chosen[name] ?? []), value])];
    }
  }), { className: "button-quiet" })]);
  offered.append("Visa bara:", ...buttons);
}

// All that is asked besides the words: values by the name of the filter.
function filters() {
  const { fran, till } = form.elements;
  return { ...chosen, from: fran.value, to: till.value };
}

const isNarrowed = () => Object.values(filters()).some((value) => value.length);

function inWords() {
  const parts = Object.entries(chosen).filter(([, values]) => values.length)
    .map(([name, values]) => (name === "tema" ? "temat " : "") + listed(values, "disjunction"));
  const { fran, till } = form.elements;
  if (fran.value) parts.push(`från ${fran.value}`);
  if (till.value) parts.push(`till och med ${till.value}`);
  return parts.length ? `, avgränsat till ${listed(parts)}` : "";
}

async function search(push) {
  clearTimeout(timer);
  const mine = ++turn, query = field.value.trim();
  remember(push, query);
  const slow = setTimeout(() => (status.textContent = "Söker …"), 600);
  try {
    if (query || isNarrowed()) await find(query, mine);
    else if (mine === turn) empty();
  } catch (error) {
    if (mine !== turn) return;
    console.error(error);
    empty();
    status.textContent = "Sökningen gick inte att ladda. Försök igen om en stund, eller leta i listorna här ovanför.";
  } finally {
    clearTimeout(slow);
  }
}

function empty() {
  every.clear();
  some.clear();
  showBest([]);
  showOffers([]);
  advice.hidden = true;
  status.textContent = "";
}

async function find(query, mine) {
  const { index, entries, answer, findAnswers, nearAnswers, loadDistance, offers, respell, ...rest } = await load();
  if (mine !== turn) return;
  prune(index);
  const known = findAnswers(entries, query), around = { ...rest, loadDistance };
  const left = index.left(filters());
  const ask = async (words) => {
    const found = await answer(index, words, around);
    return { ...found, docs: found.all.filter(left), near: found.most.filter(left) };
  };
  let found = await ask(query), meant = "", near = [];
  if (query && !found.all.length && !known.some(({ score }) => score > 90)) {
    meant = await respell(index, found, known, around);
    const words = await index.vocabulary();
    if (!known.length && !found.typed.every((word) => words.isReal(word))) near = nearAnswers(entries, query, await loadDistance());
  }
  const instead = found.terms.flatMap((term) => term.instead ?? []);
  if (meant && !found.docs.length) {
    const other = await ask(meant);
    if (other.docs.length) found = { ...other, shown: meant };
  }
  if (mine !== turn) return;
  const answers = known.length ? known : near.length ? near : meant ? findAnswers(entries, meant) :
    instead.flatMap((word) => findAnswers(entries, word, 2)).filter(({ kind }) => kind === "Tema");
  if (!found.docs.length && !found.near.length && !answers.length) meant = "";
  if (form.elements.ordning.value) {
    for (const docs of [found.docs, found.near]) docs.sort((a, b) => index.newer(a, b));
  }
  showBest(answers);
  showOffers(query ? offers(index, query, known, rest) : []);
  showFilters(index, query ? [...found.all, ...(found.all.length ? [] : found.most)] : found.all);
  const first = Math.min(found.docs.length, FIRST);
  const number = new Set(found.words).size;
  await Promise.all([
    every.set(found.docs, found.terms, "I inlägg, planer och sidor", first, mine),
    some.set(found.near, found.terms, number > 2 ? "Har de flesta av orden" : number === 2 ? "Har ett av orden" : "Liknar", found.docs.length ? Math.max(0, FIRST - first) : FIRST, mine),
  ]);
  if (mine === turn) tell(query, found, answers, meant);
}

function tell(query, found, answers, meant) {
  const replaced = found.terms.filter(({ instead }) => instead);
  const shown = found.shown ?? query, on = shown && !replaced.length ? ` på ”${shown}”` : "", to = inWords();
  const loose = found.terms.filter(({ isLoose }) => isLoose);
  const count = found.docs.length;
  status.replaceChildren();
  if (found.shown) status.append(`Inga träffar på ”${query}”. `);
  if (meant) status.append("Menade du ", button(meant, () => (field.value = meant)), "? ");
  if (loose.length && count) {
    const nearby = [...new Set(loose.flatMap(({ forms }) => [...forms.keys()].slice(0, 1)))];
    status.append(`Ingen text har ${listed(loose.map(({ word }) => `”${word}”`))}. Visar ord som liknar: ${listed(nearby.map((word) => `”${word}”`))}. `);
  }
  for (const { word, instead } of replaced) {
    status.append(`Ingen text har ”${word}”. Visar i stället ”${instead}”. `);
  }
  if (!count) status.append(`Inga träffar${on}${to}`);
  else status.append(`${counted(count, "träff", "träffar")}${on}${to}`);
  if (!count && answers.length) status.append(`, men ${counted(answers.length, "annat svar", "andra svar")}`);
  if (found.near.length && query) status.append(`. ${counted(found.near.length, "text till har en del av det du skrev", "texter till har en del av det du skrev")}`);
  advice.hidden = count > 0 || answers.length > 0 || found.near.length > 0;
}

// Values that no document has count for nothing.
function prune(index) {
  for (const [name, values] of Object.entries(chosen)) {
    chosen[name] = values.filter((value) => index.has(name, value));
  }
}

// The filters, each value with the number of documents that it would leave.
function showFilters(index, docs) {
  const focused = document.activeElement?.dataset?.value;
  groups.replaceChildren(...Object.keys(GROUPS).map((name) => group(index, docs, name)).filter(Boolean));
  if (focused) [...groups.querySelectorAll("input, button")].find((each) => each.dataset.value === focused)?.focus();
  const count = Object.values(filters()).reduce((sum, value) => sum + (Array.isArray(value) ? value.length : value ? 1 : 0), 0);
  clear.hidden = !count;
  narrow.querySelector(".chosen").textContent = count ? `(${counted(count, "vald", "valda")})` : "";
  narrow.querySelector(".period").parentElement.classList.toggle("used", Boolean(form.elements.fran.value || form.elements.till.value));
  if (count && !narrow.open && !WIDE.matches) narrow.classList.add("brief"); // what is found is reached at once
  if (count || WIDE.matches) narrow.open = true;
}

function group(index, docs, name) {
  const counts = index.tally(name, docs.filter(index.left(filters(), name))), mine = chosen[name] ?? [];
  const [, focused] = document.activeElement?.dataset?.value?.match(`^${name} (.*)`) ?? [];
  for (const value of [...mine, focused]) { // who has just taken one away may want it back
    if (value && !counts.has(value)) counts.set(value, 0);
  }
  if (!counts.size || (!index.isVaried(name) && !mine.length)) return null;
  const byName = (a, b) => (name === "ar" ? b[0] - a[0] : a[0].localeCompare(b[0], "sv"));
  const values = [...counts].sort((a, b) => mine.includes(b[0]) - mine.includes(a[0]) || (name === "ar" ? 0 : b[1] - a[1]) || byName(a, b));
  const most = unfolded.has(name) || values.length <= SHOWN + 1 ? values.length : SHOWN;
  const made = node("fieldset", {}, node("legend", {}, GROUPS[name]),
    node("ul", { className: "boxes" }, ...values.slice(0, most).map(([value, count]) => choice(name, value, count, mine))));
  if (most < values.length) {
    const all = node("button", { type: "button", className: "unfold" }, `Visa alla ${values.length}`);
    all.dataset.value = `alla ${name}`;
    all.addEventListener("click", () => {
      unfolded.add(name);
      showFilters(index, docs);
      groups.querySelectorAll("legend").forEach((legend) => {
        if (legend.textContent === GROUPS[name]) legend.parentElement.querySelectorAll("input")[SHOWN]?.focus();
      });
    });
    made.append(all);
  }
  return made;
}

function choice(name, value, count, mine) {
  const box = node("input", { type: "checkbox", checked: mine.includes(value) });
  box.dataset.value = `${name} ${value}`;
  box.addEventListener("change", () => {
    chosen[name] = box.checked ? [...mine, value] : mine.filter((each) => each !== value);
    typing = false;
    search(true);
  });
  return node("li", {}, node("label", {}, box, node("span", {}, value), " ", node("span", { className: "count" }, count.toLocaleString("sv"))));
}

function asked() {
  const given = [["q", field.value.trim()], ...Object.entries(chosen).flatMap(([name, values]) => values.map((value) => [name, value]))];
  return [...given, ...SINGLE.map((name) => [name, form.elements[name].value])].filter(([, value]) => value);
}

function remember(push, query) {
  const words = new URLSearchParams(asked()).toString();
  const address = location.pathname + (words && `?${words}`);
  document.title = query ? `${query} – ${title}` : title;
  if (push === undefined || address === location.pathname + location.search) return;
  history[push ? "pushState" : "replaceState"](null, "", address);
}

function read() {
  const given = new URLSearchParams(location.search);
  field.value = given.get("q") ?? "";
  for (const name of SINGLE) form.elements[name].value = given.get(name) ?? "";
  chosen = Object.fromEntries(Object.keys(GROUPS).map((name) => [name, [...new Set(given.getAll(name))]]));
  typing = false;
  if ([...given].length || !status.matches(":empty")) search();
}

form.addEventListener("focusin", () => load().catch(() => {}));
narrow.addEventListener("toggle", async () => {
  if (!narrow.open) return narrow.classList.remove("brief");
  if (groups.children.length || field.value.trim() || isNarrowed()) return; // a search shows them
  const { index } = await load();
  showFilters(index, [...Array(index.count).keys()]);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  search(!typing);
  typing = false;
});
field.addEventListener("input", () => {
  clearTimeout(timer);
  const first = !typing;
  typing = true;
  timer = setTimeout(search, PAUSE, first);
});
for (const name of SINGLE) {
  form.elements[name].addEventListener("change", () => {
    typing = false;
    search(true);
  });
}
wider.addEventListener("click", () => {
  narrow.classList.remove("brief");
  narrow.querySelector("input, select").focus();
});
clear.addEventListener("click", () => {
  chosen = {};
  typing = false;
  for (const name of ["fran", "till"]) form.elements[name].value = "";
  field.focus();
  search(true);
});
addEventListener("popstate", read);
read();
