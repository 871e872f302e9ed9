// Before the editor begins: its Swedish words come from where the page says, by their digest, and it
// does not ask whether there is a newer version, as the blog has pinned one.
"use strict";
{
  const { words, digest } = document.currentScript.dataset;
  const ask = globalThis.fetch;
  globalThis.fetch = (what, options) => {
    const url = String(what?.url ?? what);
    if (url.endsWith("/locales/sv.json")) return ask(words, { ...options, integrity: digest });
    if (url.endsWith("/@sveltia/cms/package.json")) {
      return Promise.resolve(new Response(null, { status: 404 }));
    }
    return ask(what, options);
  };
  const settings = "sveltia-cms.prefs";
  if (!localStorage.getItem(settings)) {
    localStorage.setItem(settings, JSON.stringify({ locale: "sv" }));
  }
}
