// Questions to the API, and the way between its addresses and those of this front end.

const DEFAULT_BASE = "http://dortmund.localhost:8000/++api++";
const MARK = "/++api++";

/** An answer that is an error; `status` is 0 where there was no answer at all. */
export class Problem extends Error {
  constructor(status, facts = {}) {
    super(facts.detail || "");
    this.status = status;
    this.facts = facts;
  }
}

/** Return the base of the API: what `?api=` says, if it is an address of the web, else the constant. */
export function chosenBase(query) {
  const given = new URLSearchParams(query).get("api") || DEFAULT_BASE;
  const base = URL.canParse(given) && /^https?:$/.test(new URL(given).protocol) ? given : DEFAULT_BASE;
  return base.replace(/\/+$/, "");
}

export class Api {
  constructor(base) {
    this.base = base;
    this.site = base.endsWith(MARK) ? base.slice(0, -MARK.length) : base;
  }

  /** The base for sentences of any direction: its own signs run from left to right. */
  get shownBase() {
    return `\u2066${this.base}\u2069`;
  }

  /** Ask for what stands at a path, with parameters as pairs; returns JSON. Throws Problem. */
  async ask(path, parameters = [], options = {}) {
    const query = new URLSearchParams(parameters).toString();
    const address = this.base + path + (query ? `?${query}` : "");
    let answer;
    try {
      answer = await fetch(address, { credentials: "omit", headers: { Accept: "application/json" }, ...options });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Problem(0);
    }
    const told = await answer.json().catch(() => null);
    if (!answer.ok || told === null) throw new Problem(answer.status, told || {});
    return told;
  }

  /** Ask a stored query, as blocks of the type listing carry it. */
  list(path, stored, options = {}) {
    const headers = { "Content-Type": "application/json" };
    return this.ask(`${path}/@querystring-search`, [], { ...options, method: "POST", headers, body: JSON.stringify(stored) });
  }

  /** Return the path on the site of an address that the API has told, null for one elsewhere. */
  pathOf(address) {
    if (address !== this.site && !address.startsWith(`${this.site}/`)) return null;
    return new URL(address).pathname.replace(/\/$/, "");
  }

  /**
   * Return where a link leads: content is shown here, files and other sites are opened, anything that is
   * no address of the web, a mailbox or a telephone number leads nowhere (null).
   */
  linkTo(address) {
    const path = this.pathOf(address);
    if (path !== null && !/^\/(documents|media)\//.test(path)) return `#${path || "/"}`;
    return /^(https?:|mailto:|tel:)/i.test(address) ? address : null;
  }

  /** Return the full address of a file of the site. */
  fileAt(address) {
    return new URL(address, `${this.site}/`).href;
  }
}
