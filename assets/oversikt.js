// The matrix. Each order and each part of it is a link to a page of its own; with this, an order, a
// year and a län can be combined. On the page with all of the table that is done in place, and
// stands in the address; elsewhere the links lead there. The rows of a year are read from its page.

const MOST_NAMED = 3; // as in sitegen/kinds/oversikt.py
const asked = () => new URLSearchParams(location.search);
if (location.search) document.documentElement.classList.add("filtering"); // no row is seen to jump

addEventListener("DOMContentLoaded", () => {
  const nav = document.querySelector(".choices");
  const table = document.querySelector(".matrix"), sums = table.tFoot.rows[0];
  const status = document.querySelector(".matrix-head [role=status]");
  const { title } = document, said = status.textContent;
  const [heading, summary] = document.querySelectorAll(".opening :is(h1, .lead)"), told = summary.textContent;
  const part = Object.assign(document.createElement("span"), { className: "part" });
  const lists = [...nav.querySelectorAll("ul")];
  const home = lists[0].querySelector("a").pathname; // the first choice of each list is all of it
  const swedish = new Intl.Collator("sv").compare;
  const years = new Map(); // year → its rows
  const original = [...table.tBodies];
  let turn = 0;

  const value = (link) => link.pathname.slice(home.length, -1);
  const current = (list) => list.querySelector("[aria-current]");
  const chosen = (list) => [...list.querySelectorAll("a")].find((link) => value(link) === (asked().get(list.dataset.name) ?? ""));
  const number = (cell) => Number((cell.querySelector("b")?.nextSibling ?? cell).textContent);
  const named = (row) => row.cells[0].textContent;

  function address(list, link) {
    const wanted = lists.map((each) => [each.dataset.name, value(each === list ? link : current(each))]);
    const query = new URLSearchParams(wanted.filter(([, word]) => word)).toString();
    return home + (query && `?${query}`);
  }

  function lead() {
    for (const list of lists) {
      for (const link of list.querySelectorAll("a")) link.dataset.to = address(list, link);
    }
    if (location.pathname === home) return;
    if (lists.some((list) => list.dataset.name === "ar" && value(current(list)))) recount([]);
    for (const link of nav.querySelectorAll("a")) link.href = link.dataset.to;
  }

  // How many kommuner each län has in what is shown: elsewhere it would be that of all years.
  function recount(found) {
    for (const note of nav.querySelectorAll("[data-name=lan] .note")) {
      const count = found.filter((row) => row.dataset.lan === value(note.previousElementSibling)).length;
      note.hidden = !count;
      note.firstChild.data = count;
      note.lastChild.textContent = count === 1 ? " kommun" : " kommuner";
    }
  }

  async function rows(year) {
    if (!years.has(year)) {
      const answer = await fetch(`${home}${year}/`);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      years.set(year, [...page.querySelectorAll(".matrix tr[data-lan]")]);
    }
    return years.get(year);
  }

  function group(found, order, places) {
    if (order !== "lan") {
      const compare = order === "namn" ? (one, other) => swedish(named(one), named(other)) : (one, other) =>
        number(other.lastElementChild) - number(one.lastElementChild) || swedish(named(one), named(other));
      return [[null, found.sort(compare)]];
    }
    const by = Map.groupBy?.(found, (row) => row.dataset.lan) ?? new Map(found.map((row) =>
      [row.dataset.lan, found.filter((each) => each.dataset.lan === row.dataset.lan)]));
    return places.filter((link) => by.has(value(link))).map((link) =>
      [link, by.get(value(link)).sort((one, other) => swedish(named(one), named(other)))]);
  }

  function body([place, found]) {
    const made = document.createElement("tbody");
    if (place) {
      const row = made.insertRow(), head = document.createElement("th");
      row.className = "lan";
      head.scope = "rowgroup";
      head.colSpan = sums.cells.length;
      head.textContent = place.textContent;
      row.append(head);
    }
    made.append(...found);
    return made;
  }

  function add(found) {
    [...sums.cells].slice(1).forEach((cell, index) => {
      cell.textContent = found.reduce((sum, row) => sum + number(row.cells[index + 1]), 0);
    });
  }

  // The same words as on the page of a year or a län.
  function tell(found, where) {
    const raised = [...table.tHead.rows[0].cells].slice(1, -1).map((head, index) =>
      [head.textContent, found.filter((row) => number(row.cells[index + 1])).length]);
    const most = Math.max(...raised.map(([, count]) => count));
    const names = raised.filter(([, count]) => count === most).map(([name]) => name);
    const common = most > 1 && names.length <= MOST_NAMED ? ` I inläggen från ${where} tas ` +
      `${names.length > 1 ? "temana" : "temat"} ${new Intl.ListFormat("sv").format(names)} upp i flest kommuner: ${most} av ${found.length}.` : "";
    part.remove();
    part.textContent = where;
    if (where) heading.append(" ", part);
    summary.textContent = where ? told.slice(0, told.indexOf(".") + 1) + common : told;
  }

  async function show() {
    const mine = ++turn;
    const links = Object.fromEntries(lists.map((list) => [list.dataset.name, chosen(list) ?? list.querySelector("a")]));
    const { ordning = "", ar = "", lan = "" } = Object.fromEntries(Object.entries(links).map(([name, link]) => [name, value(link)]));
    const every = ar ? await rows(ar) : years.get("");
    if (mine !== turn) return;
    const found = every.filter((row) => !lan || row.dataset.lan === lan);
    const places = [...(links.lan?.closest("ul").querySelectorAll("a") ?? [])];
    table.replaceChildren(table.caption, table.tHead, ...group(found, ordning, places).map(body), table.tFoot);
    add(found);
    recount(every);
    for (const list of lists) {
      current(list).removeAttribute("aria-current");
      links[list.dataset.name].setAttribute("aria-current", "true");
    }
    const parts = [links.ar, links.lan].filter((link) => link && value(link)).map((link) => link.textContent);
    tell(found, [...parts].reverse().join(" "));
    const count = `${found.length || "Inga"} ${found.length === 1 ? "kommun" : "kommuner"}`;
    status.textContent = parts.length ? `${count}: ${parts.join(", ")}` : said;
    document.title = [...parts, title].join(" – ");
    lead();
  }

  async function restore() {
    try {
      await show();
    } catch (error) {
      console.error(error); // the page of the year itself then says what we could not read
      location.assign(`${home}${asked().get("ar")}/`);
    }
    document.documentElement.classList.remove("filtering");
  }

  lead();
  if (location.pathname !== home) {
    document.documentElement.classList.remove("filtering");
    return;
  }
  years.set("", original.flatMap((each) => [...each.rows]));
  nav.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.to !== location.pathname + location.search) history.pushState(null, "", link.dataset.to);
    restore();
  });
  addEventListener("popstate", restore);
  if (location.search) restore();
});
