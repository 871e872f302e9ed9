export default {
  layout: "post.njk",
  tags: "posts",
  permalink: (data) => `/besok/${data.page.fileSlug}/`,
};
