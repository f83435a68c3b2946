// Texts of the directory come as HTML. It is read as a document that runs nothing, and of that only
// elements of these names are made anew, without any attribute but where a link leads.
import { el } from "./dom.js";

const KNOWN = new Set(["P", "UL", "OL", "LI", "B", "STRONG", "I", "EM", "BR", "H2", "H3", "H4"]);
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT", "SVG", "MATH"]);

/** Return the elements of a text; words in elements that are not known stay. */
export function plainHtml(html, linkTo) {
  return copies(new DOMParser().parseFromString(html || "", "text/html").body, linkTo);
}

function copies(node, linkTo) {
  return [...node.childNodes].map((child) => {
    if (child.nodeType === Node.TEXT_NODE) return child.data;
    if (child.nodeType !== Node.ELEMENT_NODE || DROPPED.has(child.nodeName.toUpperCase())) return null;
    const href = child.nodeName === "A" && linkTo(child.getAttribute("href") || "");
    if (href) return el("a", { href }, copies(child, linkTo));
    return KNOWN.has(child.nodeName) ? el(child.nodeName.toLowerCase(), {}, copies(child, linkTo)) : copies(child, linkTo);
  });
}
