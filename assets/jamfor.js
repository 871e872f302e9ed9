// Two kommuner side by side, as soon as both are chosen, from a JSON file of each. They stand in the
// address, /jamfor/?a=…&b=…, so that it can be shared and printed.

const form = document.querySelector(".pair");
const selects = [...form.querySelectorAll("select")];
const place = document.querySelector(".comparison"), status = place.querySelector("[role=status]");
const origin = document.querySelector(".origin"), printed = origin.textContent;
const own = document.querySelector("link[rel=canonical]").getAttribute("href");
const { title } = document;
let turn = 0; // the latest comparison asked for
let changing = null; // the select that has made a step in the history, while it has focus
const SVG = "http://www.w3.org/2000/svg";
const RINGS = 3; // the most rings of a visit, which has one for each up to it

function node(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== ""));
  return made;
}

function shape(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const link = (href, text) => node("a", { href }, text);
const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;
const section = (heading, ...children) => node("section", {}, node("h2", {}, heading), ...children);
const group = (name, ...children) => node("div", { className: name }, ...children);

function mark(name) {
  return shape("svg", { class: `mark-of ${name}`, width: 16, height: 16, "aria-hidden": "true" },
    shape("use", { href: `#_${name}` }));
}

// The visits on an axis that both share: rings are visits, strokes are plans.
function axis(kommun, first, last) {
  const x = (at) => `${3 + ((at - first) / (last - first)) * 94}%`;
  const line = (style, from, to, top, bottom) =>
    shape("line", { class: style, x1: x(from), x2: x(to), y1: top, y2: bottom });
  const marks = [];
  for (let year = first; year <= last; year++) marks.push(line("year", year, year, 0, 48));
  const visits = kommun.visits.filter(({ at }) => at);
  if (visits.length > 1) marks.push(line("thread", visits[0].at, visits.at(-1).at, 24, 24));
  for (const { at } of kommun.plans) if (at) marks.push(line("stroke", at, at, 12, 36));
  kommun.visits.forEach(({ at }, index) => {
    for (let ring = Math.min(index + 1, RINGS); at && ring > 0; ring--) {
      marks.push(shape("circle", { class: "visit", cx: x(at), cy: 24, r: 2 + 5 * ring }));
    }
  });
  return shape("svg", { class: "axis", width: "100%", height: 48, "aria-hidden": "true" }, ...marks);
}

function years(first, last) {
  const texts = [];
  const step = Math.ceil((last - first) / 6);
  for (let year = first; year < last; year += step) {
    texts.push(shape("text", { x: `${3 + ((year - first) / (last - first)) * 94}%`, y: 15 }, `${year}`));
  }
  return shape("svg", { class: "axis scale", width: "100%", height: 22, "aria-hidden": "true" }, ...texts);
}

function visitList({ name, visits }) {
  if (!visits.length) return node("p", { className: "note" }, `Vi har inte varit i ${name} än.`);
  return node("ol", { className: "visits" }, ...visits.map(({ words, when, url }) =>
    node("li", {}, url ? link(url, words) : words, `, ${when}`)));
}

function showVisits(pair) {
  const times = pair.flatMap(({ visits, plans }) => [...visits, ...plans]).map(({ at }) => at).filter(Boolean);
  const first = Math.floor(Math.min(...times)), last = Math.floor(Math.max(...times)) + 1;
  const lanes = pair.map((kommun) => node("div", { className: "lane" },
    node("h3", {}, link(kommun.url, kommun.name)),
    times.length && kommun.visits.length ? axis(kommun, first, last) : "", visitList(kommun)));
  return section("Besöken", group("lanes", times.length ? years(first, last) : "", ...lanes), explain(pair, times));
}

function explain(pair, times) {
  if (!times.length) return "";
  const visits = pair.flatMap((kommun) => kommun.visits), plans = pair.flatMap((kommun) => kommun.plans);
  return node("p", { className: "note" },
    "Ringarna visar besöken: en för det första, två för det andra och tre från och med det tredje.",
    plans.some(({ at }) => at) ? " Ett streck visar när en plan blev överenskommen." : "",
    visits.every(({ at }) => at) ? "" : " Ett besök vars tid vi inte vet har ingen ring.");
}

function pointList({ points }) {
  return node("ul", { className: "points" }, ...points.map(({ text, url, word, mark: name, late }) =>
    node("li", {}, mark(name), node("p", {}, link(url, text)),
      node("p", {}, node("strong", { className: name }, word), late && " ", late && node("span", { className: "late" }, late)))));
}

function showPlans(pair) {
  return section("Planerna", group("two", ...pair.map(({ name, plans }) => node("div", {},
    node("h3", {}, name),
    ...(plans.length ? plans.flatMap((plan) => [
      node("p", {}, link(plan.url, plan.name)), node("p", { className: "note" }, `${plan.sum}.`), pointList(plan),
    ]) : [node("p", { className: "note" }, "Vi känner inte till någon plan.")])))));
}

function showThemes(pair) {
  const [one, other] = pair.map(({ themes }) => new Map(themes.map((theme) => [theme.name, theme])));
  if (!one.size && !other.size) return "";
  const both = [...one.keys()].filter((name) => other.has(name));
  const head = (words, number) => node("h3", {}, `${words} `, node("span", {}, number));
  const only = (kommun, rest) => {
    const found = kommun.themes.filter(({ name }) => !rest.has(name));
    return node("div", {}, head(`Bara ${kommun.name}`, found.length), node("ul", {}, ...found.map(({ name, url, count }) =>
      node("li", {}, link(url, name), node("span", { className: "note" }, counted(count, "inlägg", "inlägg"))))));
  };
  const shared = node("div", { className: "both" }, head("Båda", both.length), node("ul", {}, ...both.map((name) =>
    node("li", {}, name, node("span", { className: "note" }, ...[one, other].flatMap((themes, index) =>
      [index ? " · " : "", sharedLink(themes.get(name), pair[index].name)]))))));
  return section("Teman i inläggen", group("three", only(pair[0], other), shared, only(pair[1], one)));
}

function sharedLink({ name, url, count }, kommun) {
  const made = link(url, `${count} i ${kommun}`);
  made.ariaLabel = `${name}: ${made.textContent}`;
  return made;
}

async function read(option) {
  if (!option.dataset.file) return { name: option.text, visits: [], plans: [], themes: [] };
  const answer = await fetch(option.dataset.file);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

async function show(options) {
  const mine = turn;
  const pair = await Promise.all(options.map(read));
  if (mine !== turn) return;
  const names = `${pair[0].name} och ${pair[1].name}`;
  say(`Nu visas ${names}.`);
  status.classList.add("hidden"); // the heading says it to the eye
  document.title = `${names} – ${title}`;
  place.append(node("h2", { className: "names" }, names), showVisits(pair), showPlans(pair), showThemes(pair));
}

function say(words) {
  while (status.nextSibling) status.nextSibling.remove();
  status.classList.remove("hidden");
  status.textContent = words;
  document.title = title;
}

// What the selects have, or what is wanted of them.
function compare() {
  turn++;
  const today = new Date().toLocaleDateString("sv-SE", { dateStyle: "long" });
  origin.textContent = `${printed.replace(own, own + location.search)}. Visad den ${today}.`;
  const chosen = selects.map((select) => select.selectedOptions[0]);
  const [one, other] = chosen.map((option) => option.value && option.text);
  if (one && one === other) say("Välj två olika kommuner.");
  else if (one && other) {
    show(chosen).catch((error) => {
      console.error(error);
      say("Det gick inte att hämta kommunerna. Försök igen om en stund.");
    });
  } else say(one || other ? `Välj en kommun att jämföra ${one || other} med.` : "");
}

// What the address says; at the beginning, what was chosen before this script was here stays.
function restore(isBeginning) {
  const query = new URLSearchParams(location.search);
  const unknown = selects.filter((select) => {
    select.value = query.get(select.name) ?? (isBeginning ? select.value : "");
    if (select.selectedIndex >= 0) return false;
    select.selectedIndex = 0;
    return true;
  });
  compare();
  if (unknown.length) say("Adressen nämner en kommun som vi inte känner till. Välj en i listan.");
}

// To go through the names with the arrow keys is one step in the history, not one for each name.
function go({ target }) {
  const query = new URLSearchParams(selects.filter(({ value }) => value).map(({ name, value }) => [name, value]));
  const address = location.pathname + (query.size ? `?${query}` : "");
  const isStep = query.size === selects.length && target !== changing;
  if (address !== location.pathname + location.search) history[isStep ? "pushState" : "replaceState"](null, "", address);
  if (isStep) changing = target;
  compare();
}

selects[1].replaceChildren(...[...selects[0].options].map((option) => option.cloneNode(true)));
form.addEventListener("change", go);
form.addEventListener("focusout", () => { changing = null; });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(event);
});
addEventListener("popstate", () => restore(false));
addEventListener("pageshow", ({ persisted }) => persisted && restore(false));
restore(true);
