// Eleventy as its users set it up: posts in Markdown, pages in Nunjucks, lists as collections.

const MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
  "september", "oktober", "november", "december"];
const PER_PAGE = 10;

const pad = (number) => String(number).padStart(2, "0");
const day = (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
const clock = (date) => `${pad(date.getUTCHours())}.${pad(date.getUTCMinutes())}`;
const iso = (date) => `${date.toISOString().slice(0, 19)}+01:00`;
const monthName = (key) => `${MONTHS[Number(key.slice(5)) - 1]} ${key.slice(0, 4)}`;

function interval(start, end) {
  const days = Math.floor((end - start) / 86400000);
  if (days < 30) return `${days} dagar senare`;
  if (days < 730) return `${Math.floor(days / 30)} månader senare`;
  return `${Math.floor(days / 365)} år och ${Math.floor((days % 365) / 30)} månader senare`;
}

// The first paragraph without markup, at most 220 characters; made once for each post.
const leads = new WeakMap();
function lead(post) {
  let text = leads.get(post);
  if (text === undefined) {
    text = post.rawInput.trim().split("\n\n", 1)[0].replace(/\]\([^)]*\)|[[*]/g, "");
    if (text.length > 220) text = `${text.slice(0, 220).replace(/\s+\S*$/, "")} …`;
    leads.set(post, text);
  }
  return text;
}

function headings(html) {
  const found = [...html.matchAll(/<h2 id="([^"]*)">(.*?)<\/h2>/g)];
  return found.length < 4 ? [] : found.map(([, id, text]) => ({ id, text }));
}

function slugify(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

function headingIds(md) {
  md.core.ruler.push("heading-ids", (state) => {
    state.tokens.forEach((token, index) => {
      if (token.type === "heading_open") {
        token.attrSet("id", slugify(state.tokens[index + 1].content));
      }
    });
  });
}

// A list in pages; numbered from the oldest, so that the newest page alone grows.
function paginate(url, posts, facts) {
  const full = Math.max(Math.floor(posts.length / PER_PAGE), 1);
  const newest = posts.length - (full - 1) * PER_PAGE;
  const address = (number) => (number === full ? url : `${url}sida/${number}/`);
  const pages = [];
  for (let number = full; number > 0; number--) {
    const end = newest + (full - number) * PER_PAGE;
    pages.push({
      ...facts,
      url: address(number),
      number: number === full ? 0 : number,
      posts: posts.slice(number === full ? 0 : end - PER_PAGE, end),
      newer: number < full ? address(number + 1) : "",
      older: number > 1 ? address(number - 1) : "",
      all: posts,
    });
  }
  return pages;
}

function groupBy(posts, keys) {
  const groups = new Map();
  for (const post of posts) {
    for (const key of keys(post)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(post);
    }
  }
  return groups;
}

const kommunOf = (post) => [post.data.kommun];
const themesOf = (post) => post.data.teman;
const monthOf = (post) => [post.date.toISOString().slice(0, 7)];
const yearOf = (post) => [post.date.toISOString().slice(0, 4)];

function counted(posts, taxonomy) {
  const groups = groupBy(posts, taxonomy === "tema" ? themesOf : kommunOf);
  return [...groups].map(([slug, group]) => ({ slug, count: group.length }))
    .sort((a, b) => b.count - a.count);
}

const URL = "https://example.org";
const publisher = (site) => ({
  "@type": "Organization", name: site.title, url: `${URL}/`, logo: `${URL}/assets/icon-512.png`,
});
const area = (name, propertyID, value) => ({
  "@type": "AdministrativeArea", name, identifier: { "@type": "PropertyValue", propertyID, value },
});
const place = (kommun) => ({
  ...area(kommun.official, "kommunkod", kommun.code),
  containedInPlace: area(kommun.lanName, "länskod", kommun.lan),
});

// The post as schema.org's BlogPosting; nothing in a text may end the script element.
function posting(page, title, description, kommun, themes, site) {
  const date = iso(page.date);
  return data({
    "@context": "https://schema.org", "@type": "BlogPosting", mainEntityOfPage: URL + page.url,
    headline: title, description, datePublished: date, dateModified: date,
    publisher: publisher(site), keywords: themes, contentLocation: [place(kommun)],
    timeRequired: "PT2M", inLanguage: "sv",
  });
}

const website = (site) => data({
  "@context": "https://schema.org", "@type": ["WebSite", "Blog"], url: `${URL}/`,
  name: site.title, description: site.description, publisher: publisher(site), inLanguage: "sv",
});
const data = (value) => JSON.stringify(value).replace(/</g, "\\u003c");

// A feed as JSON Feed 1.1.
function jsonFeed(feed, site, vocabulary) {
  const name = feed.slug ? `: ${vocabulary[feed.taxonomy][feed.slug].name}` : "";
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1", title: site.title + name,
    description: site.tagline, home_page_url: URL + feed.url, feed_url: `${URL}${feed.url}feed.json`,
    icon: `${URL}/assets/icon-512.png`, favicon: `${URL}/assets/icon-192.png`,
    authors: [{ name: site.title, url: `${URL}/` }], language: "sv",
    items: feed.posts.map((post) => ({
      id: `tag:example.org,2015:${post.url}`, url: URL + post.url, title: post.data.title,
      summary: lead(post), date_published: iso(post.date), date_modified: iso(post.date),
      authors: [{ name: site.title }],
      tags: [vocabulary.kommuner[post.data.kommun].name,
        ...post.data.teman.map((slug) => vocabulary.teman[slug].name)],
      language: "sv", content_html: post.content,
    })),
  });
}

export default function (eleventyConfig) {
  let sorted;
  const newestFirst = (api) => {
    sorted ??= api.getFilteredByTag("posts").slice().sort((a, b) => b.date - a.date);
    return sorted;
  };
  const lists = (prefix, keys) => (api) => {
    const groups = groupBy(newestFirst(api), keys);
    return [...groups].flatMap(([slug, posts]) => paginate(`${prefix}${slug}/`, posts, { slug }));
  };

  eleventyConfig.addCollection("newest", newestFirst);
  eleventyConfig.addCollection("home", (api) => paginate("/", newestFirst(api), {}));
  eleventyConfig.addCollection("kommunlists", lists("/kommun/", kommunOf));
  eleventyConfig.addCollection("themelists", lists("/tema/", themesOf));
  eleventyConfig.addCollection("monthlists", (api) => {
    const groups = groupBy(newestFirst(api), monthOf);
    return [...groups].flatMap(([key, posts]) =>
      paginate(`/arkiv/${key.replace("-", "/")}/`, posts, { key, year: key.slice(0, 4) }));
  });
  eleventyConfig.addCollection("years", (api) => {
    const years = [...groupBy(newestFirst(api), yearOf)];
    return years.map(([year, posts], index) => ({
      year,
      posts,
      newer: years[index - 1]?.[0],
      older: years[index + 1]?.[0],
      months: [...groupBy(posts, monthOf)].map(([key, group]) => ({ key, posts: group })),
    }));
  });
  eleventyConfig.addCollection("feeds", (api) => {
    const posts = newestFirst(api);
    const feed = (url, term, taxonomy) => ([slug, group]) =>
      ({ url: `${url}${slug}/`, slug, taxonomy, posts: group.slice(0, 20) });
    return [
      { url: "/", slug: "", taxonomy: "", posts: posts.slice(0, 20) },
      ...[...groupBy(posts, kommunOf)].map(feed("/kommun/", "kommun", "kommuner")),
      ...[...groupBy(posts, themesOf)].map(feed("/tema/", "tema", "teman")),
    ];
  });
  eleventyConfig.addCollection("around", (api) => {
    const around = {};
    const link = (posts, before, after) => posts.forEach((post, index) => {
      around[post.url] ??= {};
      around[post.url][before] = posts[index + 1];
      around[post.url][after] = posts[index - 1];
    });
    link(newestFirst(api), "older", "newer");
    for (const posts of groupBy(newestFirst(api), kommunOf).values()) {
      link(posts, "earlier", "later");
    }
    return around;
  });

  eleventyConfig.addFilter("day", day);
  eleventyConfig.addFilter("clock", clock);
  eleventyConfig.addFilter("iso", iso);
  eleventyConfig.addFilter("interval", interval);
  eleventyConfig.addFilter("lead", lead);
  eleventyConfig.addFilter("headings", headings);
  eleventyConfig.addFilter("posting", posting);
  eleventyConfig.addFilter("website", website);
  eleventyConfig.addFilter("jsonFeed", jsonFeed);
  eleventyConfig.addFilter("counted", counted);
  eleventyConfig.addFilter("monthName", monthName);
  eleventyConfig.addFilter("monthUrl", (key) => `/arkiv/${key.replace("-", "/")}/`);
  eleventyConfig.addFilter("capital", (text) => text[0].toUpperCase() + text.slice(1));
  eleventyConfig.addFilter("sameLan", (slug, kommuner, lists) =>
    lists.filter((list) => list.number === 0 && list.slug !== slug
      && kommuner[list.slug].lan === kommuner[slug].lan));
  eleventyConfig.amendLibrary("md", (md) => md.use(headingIds));
  eleventyConfig.addPassthroughCopy("content/assets");
  eleventyConfig.addPassthroughCopy({ root: "/" });
  eleventyConfig.setNunjucksEnvironmentOptions({ trimBlocks: true, lstripBlocks: true });
}

export const config = {
  dir: { input: "content" },
  markdownTemplateEngine: false,
};
