// Keeps the page in step with the preview. What is new is put where it belongs and all else is left
// as it is, so that the reader keeps place, focus and what is unfolded.

const EVENTS = "/__forhandsvisning/handelser";
const own = (doc) => doc.getElementById("_forhandsvisning");
let source, missed, busy = false, again = false;

// A browser opens six connections to one address: a page that nobody looks at gives its own away.
function listen() {
  if (source || document.hidden) return;
  source = new EventSource(EVENTS);
  source.onmessage = ({ data }) => {
    missed = clearTimeout(missed);
    own(document).querySelector(".fv-gone").hidden = true;
    if (data !== own(document).dataset.version) refresh();
  };
  source.onerror = () => {
    missed ??= setTimeout(() => { own(document).querySelector(".fv-gone").hidden = false; }, 1500);
    if (source?.readyState === EventSource.CLOSED) {
      hush();
      setTimeout(listen, 1000);
    }
  };
}

function hush() {
  source?.close();
  source = undefined;
}

async function refresh() {
  again = true;
  if (busy) return;
  busy = true;
  while (again) {
    again = false;
    await update().catch(() => {}); // the preview has stopped, and tells when it is back
  }
  busy = false;
}

async function update() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (answer.redirected) {
    location.replace(answer.url + location.hash);
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [now, next] = [own(document), own(fresh)];
  if (!next) {
    location.reload();
  } else if (next.dataset.sida === now.dataset.sida) {
    morph(now, next);
  } else if (hasScripts(document) || hasScripts(fresh)) {
    location.reload(); // only they know what they have made of the page
  } else {
    await restyle(fresh);
    morph(document.head, fresh.head);
    morph(document.body, fresh.body);
  }
}

const hasScripts = (doc) => doc.querySelector("script[src]:not([data-forhandsvisning], [data-stateless])") !== null;

// New styles are there before the old ones go, so that the page is never without.
async function restyle(fresh) {
  const sheets = (doc) => [...doc.head.querySelectorAll("link[rel=stylesheet]")];
  const had = sheets(document), loading = [];
  let last;
  for (const sheet of sheets(fresh)) {
    let link = had.find((each) => each.getAttribute("href") === sheet.getAttribute("href"));
    if (!link) {
      link = document.importNode(sheet);
      loading.push(new Promise((done) => { link.onload = link.onerror = done; }));
      const before = last ?? had[0];
      if (before) before.after(link);
      else document.head.append(link);
    }
    last = link;
  }
  await Promise.all(loading);
}

// Makes `old` equal to `fresh`, and touches only what differs.
function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeName !== fresh.nodeName || old.id !== fresh.id) {
    old.replaceWith(document.importNode(fresh, true));
  } else if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = fresh.nodeValue;
  } else {
    morphAttributes(old, fresh);
    morphChildren(old, fresh);
  }
}

function morphAttributes(old, fresh) {
  const kept = (name) => name === "open" && old.nodeName === "DETAILS"; // the reader's choice
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !kept(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value && !kept(name)) old.setAttribute(name, value);
  }
}

// What stands once in both and is the same stays; what is between such places is made equal.
function morphChildren(old, fresh) {
  const had = [...old.childNodes], wanted = [...fresh.childNodes];
  const places = new Map(had.map((node, place) => [node.outerHTML, place]));
  const single = once(had), double = once(wanted);
  let from = 0, between = [];
  for (const node of wanted) {
    const html = node.outerHTML;
    const place = single.has(html) && double.has(html) ? places.get(html) : -1;
    if (place < from) {
      between.push(node);
    } else {
      replace(old, had.slice(from, place), between, had[place]);
      [from, between] = [place + 1, []];
    }
  }
  replace(old, had.slice(from), between, null);
}

function once(nodes) {
  const counts = new Map();
  for (const { outerHTML } of nodes) counts.set(outerHTML, (counts.get(outerHTML) ?? 0) + 1);
  return new Set([...counts.keys()].filter((html) => html && counts.get(html) === 1));
}

function replace(parent, had, wanted, before) {
  while (had.length && wanted.length) morph(had.shift(), wanted.shift());
  for (const node of had) node.remove();
  for (const node of wanted) parent.insertBefore(document.importNode(node, true), before);
}

document.addEventListener("visibilitychange", () => (document.hidden ? hush() : listen()));
addEventListener("pagehide", hush);
addEventListener("pageshow", listen);
listen();
