// The search page. Pagefind finds the posts, and is loaded when the reader begins; the address
// holds what is asked, so that a search can be shared and the way back leads through searches.

const form = document.getElementById("_sokning");
const field = form.elements.q;
const clear = form.querySelector(".clear");
const [heading, status, list, more, advice] = document.getElementById("_traffar").children;
const title = document.title;
const PAGE = 10; // results shown at a time
const PAUSE = 250; // ms without typing before a search

let engine, plain, timer, typing, results = [], turn = 0;

function load() {
  engine ??= import(form.dataset.index).then(async (pagefind) => {
    await pagefind.options({ exactDiacritics: true });
    await pagefind.init();
    return pagefind;
  });
  engine.catch(() => (engine = undefined)); // so that the next attempt starts afresh
  return engine;
}

// The stem of a Swedish word by Snowball 3.0 (snowballstem.org): always how the word begins.
// Pagefind cuts endings too, but not where it keeps å, ä and ö apart: given “fåren” whole, it
// would not find “får”.
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

// What to ask Pagefind for: in quotation marks the words as they stand, else all that begins like
// their stems. Snowball leaves “skolan”, “barnet” and “hemm(et)” longer than it might.
const begin = (word) =>
  stem(word.replace(/^(.{3,}[^aeiouyåäö])(an|et)s?$/, "$1")).replace(/mm$/, "m");
const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const inWords = (text) => text.split(/[^\p{L}\p{N}]+/u);

function wording(query) {
  if (/^".+"$/.test(query)) return query;
  const words = query.normalize().toLowerCase().replace(/[^\p{L}\p{N}\s]/gu, "").split(/\s+/);
  return words.filter(Boolean).map(begin).join(" ");
}

async function find(pagefind, words, options) {
  const { results } = await pagefind.search(words || null, options);
  if (!results.length || !words || words.startsWith('"')) return results;
  // Pagefind takes the longest beginning it knows of an unknown word, be it “en” of “enhörning”.
  // Then every result has it so: it is enough to look at one.
  const { content, meta } = await results[0].data();
  const parts = bare([content, ...Object.values(meta)].join(" ")).split(/\s+/);
  const there = parts.flatMap((part) => [inWords(part).join(""), ...inWords(part)]);
  const isKnown = (word) => there.some((each) => {
    const known = stem(each);
    return each.startsWith(word) ||
      (known.length > 3 && known.length * 3 >= word.length * 2 && word.startsWith(known));
  });
  return bare(words).split(" ").every(isKnown) ? results : [];
}

const asked = () => [...new FormData(form)].filter(([, value]) => value.trim());

async function search(push) {
  clearTimeout(timer);
  const mine = ++turn, query = field.value.trim(), filters = {}, options = { filters };
  const narrowed = asked().filter(([name]) => name !== "q");
  for (const [name, value] of narrowed) (filters[name] ??= { any: [] }).any.push(value);
  remember(push, query);
  clear.hidden = !narrowed.length;
  form.querySelector(".chosen").textContent = narrowed.length ? `(${narrowed.length} ${narrowed.length === 1 ? "vald" : "valda"})` : "";
  const slow = setTimeout(() => (status.textContent = "Söker …"), 500);
  try {
    let found = [], loose = false;
    const words = wording(query);
    if (words || narrowed.length) {
      const pagefind = await load();
      if (!words) options.sort = { dag: "desc" };
      found = await find(pagefind, words, options);
      loose = words && !found.length;
      if (loose) {
        plain ??= pagefind.createInstance({ exactDiacritics: false });
        found = await find(plain, words, options);
      }
    }
    if (mine !== turn) return;
    const cards = await Promise.all(found.slice(0, PAGE).map(card));
    if (mine !== turn) return;
    results = found;
    list.replaceChildren(...cards);
    tell(query, narrowed.map(([, value]) => value), loose);
  } catch (error) {
    if (mine !== turn) return;
    console.error(error);
    results = [];
    list.replaceChildren();
    status.textContent = "Sökningen gick inte att ladda. Försök igen om en stund, " +
      "eller leta i listorna här ovanför.";
  } finally {
    clearTimeout(slow);
    if (mine === turn) {
      more.hidden = list.children.length >= results.length;
      heading.hidden = !results.length;
    }
  }
}

function tell(query, narrowed, loose) {
  const on = query && ` på ”${query}”`;
  const to = narrowed.length ? `, avgränsat till ${new Intl.ListFormat("sv").format(narrowed)}` : "";
  const count = `${results.length.toLocaleString("sv")} ${results.length === 1 ? "träff" : "träffar"}`;
  advice.hidden = !(on || to) || results.length > 0;
  if (!on && !to) status.textContent = "";
  else if (!results.length) status.textContent = `Inga träffar${on}${to}`;
  else if (!loose) status.textContent = `${count}${on}${to}`;
  else status.textContent = `Visar ${count} på ord som liknar ”${query}”${to}`;
}

function node(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function card(result) {
  const { url, meta, content, excerpt, plain_excerpt, sub_results } = await result.data();
  const parts = excerpt.split(/<\/?mark>/).flatMap((part, number) => {
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    if (number % 2 === 0) return text;
    const end = text.search(/[^\p{L}\p{N}]*$/u); // a full stop is no part of the word
    return [node("mark", {}, text.slice(0, end)), text.slice(end)];
  });
  const text = node("div", { className: "card-text" });
  if (meta.utkast) text.append(node("p", {}, node("span", { className: "label" }, meta.utkast)));
  text.append(
    node("h3", {}, node("a", { href: url }, meta.title)),
    node("p", { className: "excerpt" }, content.startsWith(plain_excerpt) ? "" : "… ", ...parts,
      content.endsWith(plain_excerpt) ? "" : " …"),
  );
  const sections = sub_results.filter((part) => part.anchor).slice(0, 3)
    .map((part) => node("li", {}, node("a", { href: part.url }, part.title)));
  if (sections.length) text.append(node("ul", { className: "terms" }, ...sections));
  const about = node("p", { className: "card-meta" },
    node("time", { dateTime: meta.dag }, meta.datum), " ", node("span", {}, meta.kommun ?? ""), " ", node("span", {}, meta.besok ?? ""));
  return node("li", {}, node("article", { className: "card" }, about, text));
}

function remember(push, query) {
  const words = new URLSearchParams(asked()).toString();
  const address = location.pathname + (words && `?${words}`);
  document.title = query ? `${query} – ${title}` : title;
  if (push === undefined || address === location.pathname + location.search) return;
  history[push ? "pushState" : "replaceState"](null, "", address);
}

function read() {
  const given = [...new URLSearchParams(location.search)];
  form.reset();
  for (const each of form.elements) {
    const values = given.filter(([name]) => name === each.name).map(([, value]) => value);
    if (each.type === "checkbox") each.checked = values.includes(each.value);
    else if (each === field) each.value = values[0] ?? "";
    else if (each.options) each.value = [...each.options].find((one) => values.includes(one.value))?.value ?? "";
  }
  typing = false;
  if (given.length || list.children.length) search();
}

form.addEventListener("focusin", () => load().catch(() => {}));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  search(!typing);
  typing = false;
});
form.addEventListener("input", ({ target }) => {
  clearTimeout(timer);
  const first = target !== field || !typing;
  typing = target === field;
  timer = setTimeout(search, typing ? PAUSE : 0, first);
});
clear.addEventListener("click", () => {
  for (const each of form.querySelectorAll("select, [type=checkbox]")) {
    each.checked = false;
    if (each.options) each.value = "";
  }
  field.focus();
  search(true);
});
more.addEventListener("click", async () => {
  const mine = turn, shown = list.children.length;
  const cards = await Promise.all(results.slice(shown, shown + PAGE).map(card));
  if (mine !== turn) return;
  list.append(...cards);
  cards[0].querySelector("a").focus();
  more.hidden = list.children.length >= results.length;
});
addEventListener("popstate", read);
read();
