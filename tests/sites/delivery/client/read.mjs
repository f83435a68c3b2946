// Reads from a city with the unmodified client of Plone: `node read.mjs http://dortmund.localhost:8000 <page>`.
// Prints one JSON object: the name of each answer in plone_answers/ → what the client returned.
import http from "node:http"
import ploneClient from "@plone/client"

const LOOPBACK = { address: "127.0.0.1", family: 4 }

const [apiPath, page] = process.argv.slice(2)
const client = ploneClient.initialize({ apiPath })
const news = { i: "portal_type", o: "plone.app.querystring.operation.selection.any", v: ["News Item"] }

// Node does not resolve *.localhost everywhere, and the Host header has to name the city.
http.globalAgent = new http.Agent({
  lookup: (_name, options, done) =>
    options.all ? done(null, [LOOPBACK]) : done(null, LOOPBACK.address, LOOPBACK.family),
})

const QUERIES = {
  actions: client.getActionsQuery({ path: page }),
  breadcrumbs: client.getBreadcrumbsQuery({ path: page }),
  content: client.getContentQuery({ path: page }),
  content_expanded: client.getContentQuery({
    path: page,
    expand: ["breadcrumbs", "navigation", "translations"],
  }),
  contextnavigation: client.getContextNavigationQuery({ path: page }),
  navigation: client.getNavigationQuery({ path: page, depth: 2 }),
  navroot: client.getNavrootQuery({ path: page.slice(1) }), // which puts a slash in front of it
  querystring: client.getQueryStringQuery({}),
  // It asks for no size, so all that is found is one page.
  querystring_search_in_address: client.getQuerystringSearchQuery({ query: [news] }),
  root: client.getContentQuery({ path: "/" }),
  search: client.getSearchQuery({
    query: { SearchableText: "Nachbarschaft", metadata_fields: ["_all"], b_size: 2 },
  }),
  site: client.getSiteQuery({}),
  translations: client.getTranslationQuery({ path: page }),
  vocabularies: client.getVocabulariesListQuery({}),
  vocabulary: client.getVocabulariesQuery({ path: "plone.app.vocabularies.PortalTypes" }),
}
// A change in the client's words, but it only reads: the same search with its question in the body.
const posted = client.postQuerystringSearchMutation()

const answers = {}
for (const [name, query] of Object.entries(QUERIES)) {
  answers[name] = await query.queryFn().catch(told)
}
answers.querystring_search = await posted
  .mutationFn({ data: { query: [news], b_size: "2" } })
  .catch(told)
console.log(JSON.stringify(answers))

function told(error) {
  return { error: error.message, answer: error.response?.data ?? null }
}
