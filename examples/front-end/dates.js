// Dates in the words of the reader and the time of the city.

/** Return formats for a language and a time zone; what `Intl` does not know falls back to German time. */
export function datesIn(language, timeZone = "Europe/Berlin") {
  const day = new Intl.DateTimeFormat(language, { timeZone, weekday: "short", day: "numeric", month: "long", year: "numeric" });
  const clock = new Intl.DateTimeFormat(language, { timeZone, hour: "numeric", minute: "2-digit" });
  const date = new Intl.DateTimeFormat(language, { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
  return {
    /** From a moment to another, or the first alone: “Wed, 25 November 2026, 18:00–20:00”. */
    span(start, end) {
      const [from, to] = [new Date(start), end ? new Date(end) : null];
      if (!to) return `${day.format(from)}, ${clock.format(from)}`;
      if (day.format(from) === day.format(to)) return `${day.format(from)}, ${clock.formatRange(from, to)}`;
      return `${day.format(from)}, ${clock.format(from)} – ${day.format(to)}, ${clock.format(to)}`;
    },
    /** A day without a time, like “2026-11-25”. */
    day: (text) => date.format(new Date(text)),
  };
}
