// Rich text: Slate's nodes become elements; types that are not known here keep their words.
import { el, lines } from "./dom.js";

const NAMES = { p: "p", h2: "h2", h3: "h3", h4: "h4", ul: "ul", ol: "ol", li: "li", strong: "strong", em: "em" };

/** Return the elements of nodes; `linkTo` says where a link leads, null for nowhere. */
export function slate(nodes, linkTo) {
  return (nodes || []).map((node) => one(node, linkTo));
}

function one(node, linkTo) {
  if ("text" in node) return lines(node.text);
  const children = slate(node.children, linkTo);
  if (node.type === "link") {
    const href = linkTo(node.data?.url || "");
    return href ? el("a", { href }, children) : children;
  }
  return NAMES[node.type] ? el(NAMES[node.type], {}, children) : children;
}
