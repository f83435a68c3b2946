// What stands around every page: site, menu, breadcrumbs, languages, foot.
import { el } from "./dom.js";

const place = (id) => document.getElementById(id);

/** Draw the frame from the components of a content object; `names` has the name of each language of the site. */
export function frame(content, around, names) {
  const { words, language, path, api } = around;
  const { breadcrumbs, navigation, translations } = content["@components"];
  document.documentElement.lang = language;
  document.documentElement.dir = content.dir || "ltr";
  document.querySelector(".skip").textContent = words("skip");
  place("menu-button").textContent = words("menu");
  document.querySelector(".brand").href = api.linkTo(breadcrumbs.root);
  fill("menu", words("menu"), el("ul", {}, navigation.items.map((item) => step(item, around, true))));
  fill("crumbs", words("crumbs"), breadcrumbs.items.length > 0 && el("ol", {},
    step({ "@id": breadcrumbs.root, title: words("home") }, around), breadcrumbs.items.map((item) => step(item, around))));
  fill("languages", words("languages"), ...versions(translations, language, names).map(([code, href, isHere]) =>
    el("li", {}, code === language
      ? el("span", { "aria-current": "true", lang: code }, names[code])
      : el("a", { href: api.linkTo(href), lang: code, hreflang: code }, names[code],
        !isHere && el("span", { class: "note", lang: language }, ` (${words("onHome")})`)))));
  place("foot").replaceChildren(...content.funding.map((one) => funder(one, around)), el("p", {}, words("foot", { base: api.shownBase })));
}

/** What funders ask for on every page: their emblem, none larger than that of the Union, and their sentence. */
function funder(one, { api, language }) {
  return el("p", { class: "funder" },
    one.logo && el("img", { src: api.fileAt(one.logo.download), alt: one.logo.alt_text, width: one.logo.width, height: one.logo.height }),
    el("span", { lang: one.text_language !== language && one.text_language }, one.text));
}

function fill(id, label, ...children) {
  place(id).setAttribute("aria-label", label);
  place(id).replaceChildren(...children.filter(Boolean));
  place(id).hidden = !place(id).hasChildNodes();
}

/** A link of the menu or of the breadcrumbs; `inside`: a page below it counts as being there, too. */
function step(item, { api, path, home }, inside = false) {
  const own = api.pathOf(item["@id"]);
  const isHere = own === path;
  const isAbove = inside && own !== home && path.startsWith(`${own}/`);
  return el("li", {}, el("a", { href: api.linkTo(item["@id"]), "aria-current": isHere ? "page" : isAbove ? "true" : null }, item.title));
}

/** Return [language, address, whether the page itself is there] for each language of the site. */
function versions(translations, language, names) {
  const here = new Map(translations.items.map((item) => [item.language, item["@id"]]));
  return Object.keys(names)
    .filter((code) => code === language || here.has(code) || translations.root[code])
    .map((code) => [code, here.get(code) || translations.root[code], here.has(code)]);
}
