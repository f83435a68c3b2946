// Elements are made one by one and texts put in as texts, so that no answer can bring markup of its own.

/**
 * Return a new element. Attributes that are null, undefined or false are left out, true is an empty
 * attribute. Children are elements and texts, in arrays as deep as they like; empty ones are left out.
 */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return made;
}

/** Return a text with its line breaks as elements. */
export function lines(text) {
  return text.split("\n").flatMap((line, number) => (number ? [el("br"), line] : [line]));
}

/** Return a list of facts; pairs whose value says nothing are left out. */
export function facts(pairs) {
  const told = pairs.filter(([, value]) => (Array.isArray(value) ? value.length : value));
  if (!told.length) return null;
  return el("dl", { class: "facts" }, told.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}
