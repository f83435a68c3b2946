// What is shown of a content object, by its type. Each function takes the object and what surrounds
// it ({api, words, dates, language, home, query, signal}) and returns the elements below the heading.
import { el, facts } from "./dom.js";
import { contact, hasContact, inner, names, picture } from "./blocks.js";
import { directory } from "./directory.js";
import { batches, dates, section } from "./lists.js";

const VIEWS = { LRF: home, Event: event, Forum: forum, Association: association };

/** Return the elements of a page, its heading first. */
export async function page(content, around) {
  const view = content.associations_total !== undefined ? directory : VIEWS[content["@type"]] || other;
  const body = { ...around, hasContact: hasContact(content) };
  return [
    !["LRF", "Document"].includes(content["@type"]) && el("p", { class: "kicker" }, content.type_title),
    el("h1", { tabindex: "-1" }, content.heading || content.title),
    content.description && el("p", { class: "lead" }, content.description),
    await view(content, body),
  ];
}

async function home(content, around) {
  const coming = await comingEvents(around, 5);
  return [
    content.for_whom && el("p", {}, content.for_whom),
    dates(around.words("coming"), coming, around),
    inner(content, around),
    section(around.words("below"), content.items, around),
  ];
}

/** A forum: what it is, the meetings to come with the next first, and the past with the latest first. */
function forum(content, around) {
  const now = new Date().toISOString();
  const meetings = content.items.filter((item) => item.start).sort((a, b) => a.start.localeCompare(b.start));
  const isPast = (item) => new Date(item.end || item.start).toISOString() < now;
  return [
    facts([[around.words("groups"), content.audience], [around.words("fields"), content.subjects.join(", ")]]),
    dates(around.words("coming"), meetings.filter((item) => !isPast(item)), around),
    inner(content, around),
    dates(around.words("past"), meetings.filter(isPast).reverse(), around),
    section(around.words("below"), content.items.filter((item) => !item.start), around),
  ];
}

function event(content, around) {
  const { words } = around;
  return [
    facts([
      [words("when"), el("time", { datetime: content.start }, around.dates.span(content.start, content.end))],
      [words("where"), content.location],
      [words("groups"), content.audience],
      [words("spoken"), names(content.languages)],
      [words("register"), content.register_by && around.dates.day(content.register_by.slice(0, 10))],
      [words("mail"), content.contact_email && el("a", { href: `mailto:${content.contact_email}` }, content.contact_email)],
    ]),
    inner(content, around),
    section(words("below"), content.items, around),
  ];
}

/** Any other page: its body, and what stands below it; of the list of events those to come. */
async function other(content, around) {
  const isEvents = content.listing?.token === "events";
  return [
    content.image && picture(content.image, content.image_caption, around),
    inner(content, around),
    isEvents && dates(around.words("coming"), await comingEvents(around, 25), around),
    section(isEvents ? around.words("below") : "", content.items, around),
    batches(content, around),
  ];
}

function association(content, around) {
  const { words, api } = around;
  const exchange = (row) => el("li", {}, [row.text, row.capacity].filter(Boolean).join(" · ") || row.type?.title);
  return [
    content.emblem && el("img", { class: "emblem", src: api.fileAt(content.emblem), alt: "", width: 96, height: 96 }),
    !content.is_translated && el("p", { class: "notice" }, words("untranslated")),
    inner(content, around),
    facts([
      [words("fields"), content.subjects.join(", ")],
      [words("spoken"), names(content.languages)],
      [words("founded"), content.founded_year && String(content.founded_year)],
      [words("website"), content.website && el("a", { href: api.linkTo(content.website), dir: "ltr" }, content.website)],
      [words("confirmed"), content.last_confirmed && around.dates.day(content.last_confirmed)],
    ]),
    content.offers.length > 0 && el("section", {}, el("h2", {}, words("offers")), el("ul", {}, content.offers.map(exchange))),
    content.needs.length > 0 && el("section", {}, el("h2", {}, words("needs")), el("ul", {}, content.needs.map(exchange))),
    content.contacts.slice(0, 1).map((one) => contact(one, around)),
  ];
}

async function comingEvents(around, count) {
  return (await around.api.ask(`${around.home}/@events`, { b_size: count }, { signal: around.signal })).items;
}
