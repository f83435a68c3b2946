// Bodies of pages: for each type of block a function that makes its element.
//
// Each takes the block and what surrounds it: {api, words, dates, language}.
import { el, facts, lines } from "./dom.js";
import { teaser } from "./lists.js";
import { slate } from "./slate.js";

const MAKERS = {
  slate: (block, around) => slate(block.value, (url) => around.api.linkTo(url)),
  image: (block, around) => picture(block.image_scales.image[0], block.caption, around),
  gridBlock: (block, around) => grid(block.headline, inner(block, around)),
  teaser: (block, around) => teaser(block.href?.[0] || {}, block.title, block.description, around),
  listing,
  slateTable: table,
  accordion: (block, around) => inOrder(block.data).map((panel) =>
    el("details", { open: !block.collapsed }, el("summary", {}, panel.title), inner(panel, around))),
  quote: (block) => quote(block.quote, [block.source, block.year].filter(Boolean).join(", ")),
  testimonial: (block, around) => quote(block.quote, block.speaker, block.portrait && picture(block.portrait, "", around)),
  facts: (block) => facts(block.items.map((fact) => [fact.label, lines(fact.text)])),
  documents: (block, around) => el("section", {}, block.headline && el("h2", {}, block.headline), files(block.items, around)),
  contact: (block, around) => contact(block, around),
  call_to_action: callToAction,
  finding: (block) => el("section", { class: "finding" }, el("h2", {}, block.title), el("p", {}, lines(block.text || ""))),
  step: (block, around) => dated(block.date, around, el("p", {}, lines(block.text || "")), block.state && el("p", { class: "meta" }, block.state.title)),
  session: (block) => el("section", { class: "dated" },
    el("p", { class: "date" }, [block.starts, block.ends].filter(Boolean).join("–")),
    el("div", {}, el("h2", {}, block.title), el("p", { class: "meta" }, [block.kind?.title, block.room].filter(Boolean).join(" · ")),
      block.text && el("p", {}, lines(block.text)))),
  circle_step: (block, around) => dated(block.date, around, el("h2", {}, block.title), el("p", {}, lines(block.decision || "")), files(block.documents || [], around)),
};

/** Return the elements of a body, in the order of its layout. */
export function inner(body, around) {
  return inOrder(body).map((block) => (MAKERS[block["@type"]] || unknown)(block, around));
}

function inOrder(body) {
  return (body?.blocks_layout?.items || []).map((uid) => body.blocks[uid]).filter(Boolean);
}

/** Of a type that is not known yet: its words, so that nothing that was written gets lost. */
function unknown(block, around) {
  const words = ["headline", "title", "text", "plaintext", "description"].map((name) => block[name]);
  const texts = words.filter((text) => typeof text === "string" && text);
  return [texts.map((text) => el("p", {}, lines(text))), block.blocks_layout && inner(block, around)];
}

/** Return a picture in the size that fits; `shown` is as in image fields. */
function image(shown, around) {
  const scales = Object.values(shown.scales || {});
  return el("img", {
    src: around.api.fileAt(shown.download), alt: shown.alt_text || "", width: shown.width, height: shown.height,
    srcset: scales.map((scale) => `${around.api.fileAt(scale.download)} ${scale.width}w`).join(", ") || null,
    sizes: "(min-width: 44rem) 40rem, 100vw", loading: "lazy",
  });
}

/** Return a picture with its caption and who made it: a licence that asks for the name is kept that way. */
export function picture(shown, caption, around) {
  const credit = shown.credit && around.words("credit", { credit: shown.credit });
  const told = [caption, [credit, shown.licence].filter(Boolean).join(", ")].filter(Boolean);
  return el("figure", {}, image(shown, around), told.length > 0 && el("figcaption", {}, told.join(" · ")));
}

function grid(headline, items) {
  return el("section", { class: "grid" }, headline && el("h2", {}, headline), el("div", { class: "cells" }, items));
}

/** A list that fills itself: the answer if it came along, else an answer that is put in once it is there. */
function listing(block, around) {
  const place = el("div", { class: "cells" });
  const show = (items) => place.append(...items.map((item) => teaser(item, item.title, item.description, around)));
  if (block.items) show(block.items);
  else around.api.list(around.home, block.querystring).then(({ items }) => show(items), () => place.append(around.words("none")));
  return el("section", { class: "grid" }, block.headline && el("h2", {}, block.headline), place);
}

function table(block, around) {
  const cell = (one, scope) => el(one.type === "header" ? "th" : "td", { scope: one.type === "header" && scope },
    slate(one.value, (url) => around.api.linkTo(url)));
  const [head, ...rows] = block.table.rows;
  const name = block.caption || head.cells.map((one) => one.value.map((node) => node.children.map((text) => text.text || "").join("")).join(" ")).join(", ");
  return el("div", { class: "scroll", role: "region", "aria-label": name, tabindex: "0" },
    el("table", {}, block.caption && el("caption", {}, block.caption),
      el("thead", {}, el("tr", {}, head.cells.map((one) => cell(one, "col")))),
      el("tbody", {}, rows.map((row) => el("tr", {}, row.cells.map((one) => cell(one, "row")))))));
}

function quote(words, who, portrait) {
  return el("div", { class: "quote" }, portrait, el("figure", {}, el("blockquote", {}, el("p", {}, lines(words))), who && el("figcaption", {}, who)));
}

function dated(day, around, ...children) {
  return el("section", { class: "dated" }, el("p", { class: "date" }, day && el("time", { datetime: day }, around.dates.day(day))), el("div", {}, children));
}

function files(items, around) {
  if (!items.length) return null;
  return el("ul", { class: "files" }, items.map((file) => el("li", {}, el("a", { href: around.api.linkTo(file["@id"]) }, file.title),
    file.size ? ` (${file.mime_type.split("/").pop().toUpperCase()}, ${Math.ceil(file.size / 1024)} kB)` : "")));
}

/** Return the names of things that are chosen of a list. */
export const names = (chosen) => (chosen || []).map((one) => one.title).join(", ");

/** Return a contact, of a page or of an entry. */
export function contact(block, around) {
  const { words, language } = around;
  return el("section", { class: "contact", id: "contact", tabindex: "-1" },
    el("h2", {}, words("contact")),
    el("p", {}, [block.association, block.person].filter(Boolean).join(", "), (block.association || block.person) && el("br"),
      block.function && el("span", { lang: block.function_language !== language && block.function_language }, block.function)),
    facts([
      [words("mail"), block.email && el("a", { href: `mailto:${block.email}` }, block.email)],
      [words("phone"), block.phone && el("a", { href: `tel:${block.phone.replace(/[^+\d]/g, "")}`, dir: "ltr" }, block.phone)],
      [words("where"), block.place && lines(block.place)],
      [words("spoken"), names(block.languages)],
    ]));
}

/** A sentence and a button. One that leads to a contact which the page does not have is left out. */
function callToAction(block, around) {
  const target = block.href?.[0]?.["@id"] || "";
  if (target.startsWith("#")) {
    if (!around.hasContact) return el("p", { class: "call" }, block.text);
    const button = el("button", { class: "btn", type: "button" }, block.title);
    button.addEventListener("click", () => document.querySelector("#contact")?.focus());
    return el("div", { class: "call" }, el("p", {}, block.text), button);
  }
  return el("div", { class: "call" }, el("p", {}, block.text), el("a", { class: "btn", href: around.api.linkTo(target) }, block.title));
}

/** Return whether a body has a contact to which buttons can lead. */
export const hasContact = (body) => inOrder(body).some((block) => block["@type"] === "contact");
