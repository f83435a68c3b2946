// Lists of things that stand elsewhere; each takes what surrounds it ({api, words, dates, path}).
import { el } from "./dom.js";

/** Return a thing in a list: where it leads, what it is called, and when it is, if it has a time. */
export function teaser(target, title, description, around, level = "h3") {
  const href = around.api.linkTo(target["@id"] || "");
  const name = title || target.title || "";
  return el("article", { class: "teaser" },
    target.start && el("p", { class: "date" }, el("time", { datetime: target.start }, around.dates.span(target.start, target.end))),
    el(level, {}, href ? el("a", { href }, name) : name),
    (description || target.description) && el("p", {}, description || target.description));
}

/** Events with their dates, in the order given. */
export function dates(title, items, around) {
  return items.length > 0 && el("section", { class: "dates" }, el("h2", {}, title),
    el("ul", {}, items.map((item) => el("li", {}, teaser(item, item.title, item.description, around)))));
}

/** Things side by side; without a title of the section their own titles are a level higher. */
export function section(title, items, around) {
  if (!items.length) return null;
  const level = title ? "h3" : "h2";
  return el("section", { class: "grid" }, title && el("h2", {}, title),
    el("ul", { class: "cells" }, items.map((item) => el("li", {}, teaser(item, item.title, item.description, around, level)))));
}

/** Links to the parts before and after, of a list that has several. */
export function batches(told, around) {
  const links = told.batching || {};
  const to = (name) => links[name] && el("a", { class: "btn", rel: name, href: `#${around.path || "/"}${new URL(links[name]).search}` }, around.words(name === "next" ? "next" : "previous"));
  if (!links.next && !links.prev) return null;
  return el("nav", { class: "batches", "aria-label": around.words("pages") }, to("prev"), to("next"));
}
