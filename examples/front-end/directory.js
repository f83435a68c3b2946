// The list of associations: facets with counts, and the entries that fit.
import { el } from "./dom.js";
import { batches, teaser } from "./lists.js";

const FACETS = ["field", "district", "language", "group", "kind"];

/** Return the form and the list; what is chosen stands in the address, under the names that the API has. */
export async function directory(content, around) {
  const { api, words, query, home, signal } = around;
  const told = await api.ask(`${home}/@associations`, query, { signal });
  const found = words("found", { count: told.items_total });
  return [
    form(told.facets, around),
    el("section", { class: "entries" },
      el("h2", { tabindex: "-1", "data-focus": [...query].length > 0 }, found),
      el("ul", {}, told.items.map((entry) => el("li", {},
        entry.emblem && el("img", { class: "emblem", src: api.fileAt(entry.emblem), alt: "", width: 56, height: 56, loading: "lazy" }),
        teaser(entry, entry.title, entry.description, around)))),
      batches(told, around)),
  ];
}

function form(facets, around) {
  const made = el("form", { class: "facets" },
    FACETS.filter((name) => facets[name]?.length).map((name) => el("div", { class: "field" },
      el("label", { for: `facet-${name}` }, around.words(name)),
      el("select", { id: `facet-${name}`, name },
        el("option", { value: "" }, around.words("all")),
        facets[name].map((one) => el("option", { value: one.token, selected: one.selected }, `${one.title} (${one.count})`))))),
    el("button", { class: "btn" }, around.words("narrow")));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = [...new FormData(made)].filter(([, value]) => value);
    location.hash = `#${around.path}?${new URLSearchParams(chosen)}`;
  });
  return made;
}
