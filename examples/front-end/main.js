// The front end: the address behind “#” is the path on the site; each page is one question to the API.
import { Api, Problem, chosenBase } from "./api.js";
import { datesIn } from "./dates.js";
import { el } from "./dom.js";
import { frame } from "./frame.js";
import { page } from "./pages.js";
import { wordsIn } from "./words.js";

const EXPAND = "breadcrumbs,navigation,translations";

const api = new Api(chosenBase(location.search));
const main = document.getElementById("main");
const button = document.getElementById("menu-button");
const names = {}; // code → name of each language of the site
const site = { title: "INSIST", zone: undefined, language: "de" };
let running = new AbortController();
let isFirst = true;

/** Read what is asked for: the path on the site without a slash at its end, and the query behind it. */
function readAddress() {
  const [path, query = ""] = location.hash.replace(/^#/, "").split("?");
  return { path: path.replace(/\/+$/, ""), query: new URLSearchParams(query) };
}

function languageOf(path) {
  const first = path.split("/")[1] || "";
  return first !== site.language && names[first] ? first : site.language;
}

function surroundings(path, query, language) {
  const home = language === site.language ? "" : `/${language}`;
  const dates = datesIn(language, site.zone);
  return { api, words: wordsIn(language), dates, language, home, path, query, signal: running.signal };
}

async function show() {
  const { path, query } = readAddress();
  running.abort();
  running = new AbortController();
  const around = surroundings(path, query, languageOf(path));
  main.setAttribute("aria-busy", "true");
  try {
    await start();
    Object.assign(around, surroundings(path, query, languageOf(path)));
    const content = await api.ask(path, { expand: EXPAND, ...parts(query) }, { signal: around.signal });
    const told = surroundings(path, query, content.language.token);
    const elements = await page(content, told);
    frame(content, told, names);
    put(elements, content.title);
  } catch (error) {
    if (error.name === "AbortError") return;
    if (!(error instanceof Problem)) throw error;
    await showProblem(error, around);
  }
}

/** Ask once what the site is called, in which time it lives and which languages it has. */
async function start() {
  if (Object.keys(names).length) return;
  const told = await api.ask("/@site");
  Object.assign(site, { title: told["plone.site_title"], zone: told["plone.portal_timezone"], language: told["plone.default_language"] });
  document.getElementById("site").textContent = site.title;
  for (const { token, title } of told["insist.languages"]) names[token] = title;
}

/** The part of a list is the page's own question; whatever else is chosen belongs to the list of associations. */
function parts(query) {
  const isPart = [...query.keys()].every((name) => name === "b_start" || name === "b_size");
  return isPart ? Object.fromEntries(query) : {};
}

async function showProblem(problem, around) {
  const { words, home } = around;
  const { available_languages: languages = [], detail } = problem.facts;
  const title = problem.status === 404 ? words("notFound") : words("wrong");
  await drawFrameOfHome(around);
  put([
    el("h1", { tabindex: "-1" }, title),
    el("p", { role: "alert" }, problem.status ? el("span", { lang: "en", dir: "ltr" }, detail) : words("unreachable", { base: api.shownBase })),
    languages.length > 0 && el("div", {}, el("p", {}, words("inOther")), el("ul", {}, languages.map((code) =>
      el("li", {}, el("a", { href: `#${inLanguage(around, code)}`, lang: code, hreflang: code }, names[code] || code))))),
    el("p", {}, el("a", { class: "btn", href: `#${home || "/"}` }, words("toHome"))),
  ], title);
}

function inLanguage({ path, home }, code) {
  return (code === site.language ? "" : `/${code}`) + path.slice(home.length);
}

/** Around an error stands the frame of the home in the language of the address, if there is one. */
async function drawFrameOfHome(around) {
  try {
    const content = await api.ask(around.home, { expand: EXPAND, b_size: 1 });
    frame(content, around, names);
    document.getElementById("crumbs").hidden = true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

/** Put a page in place, name it, and lead the keyboard and readers of screens to it. */
function put(elements, title) {
  main.replaceChildren(el("div", { class: "page" }, elements));
  main.removeAttribute("aria-busy");
  button.setAttribute("aria-expanded", "false");
  document.title = title === site.title ? title : `${title} – ${site.title}`;
  if (!isFirst) {
    window.scrollTo(0, 0);
    (main.querySelector("[data-focus]") || main.querySelector("h1")).focus();
  }
  isFirst = false;
}

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address is the page's, not a place on it
  main.focus();
});
button.addEventListener("click", () => button.setAttribute("aria-expanded", button.getAttribute("aria-expanded") !== "true"));
window.addEventListener("hashchange", show);
show();
