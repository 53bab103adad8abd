/** Moments and wall times in a person's own zone. Pure. */

/** The tokens of `<!date^…>` and of rich text dates, as Slack names them. */
const TOKENS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  day_divider_pretty: { weekday: "long", month: "long", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};
const DAY_MS = 86_400_000;

/**
 * Words for a moment.
 * @param {Date} moment
 * @param {Intl.DateTimeFormatOptions} options
 * @param {{tz: string, locale: string}} reader
 */
export function inWords(moment, options, reader) {
  return new Intl.DateTimeFormat(reader.locale, { timeZone: reader.tz, ...options }).format(moment);
}

/**
 * Fills `{date_long}` and its kin.
 * @param {number} timestamp seconds
 * @param {string} format
 * @param {{tz: string, locale: string, now: Date}} reader
 * @returns {string | null} null when a token is unknown, so that the fallback is shown
 */
export function formatDate(timestamp, format, reader) {
  const moment = new Date(timestamp * 1000);
  let known = !Number.isNaN(moment.getTime());
  const words = format.replace(/\{(\w+)\}/g, (_, token) => {
    const text = known && tokenWords(moment, token, reader);
    if (!text) known = false;
    return text || "";
  });
  return known && words ? words : null;
}

function tokenWords(moment, token, reader) {
  if (token === "date_num") return localDate(moment, reader.tz);
  if (token === "ago") return ago(moment, reader);
  const pretty = token.endsWith("_pretty") && token !== "day_divider_pretty";
  const options = TOKENS[pretty ? token.slice(0, -7) : token];
  if (!options) return null;
  return (pretty && nearDay(moment, reader)) || inWords(moment, options, reader);
}

function nearDay(moment, reader) {
  const days = (Date.parse(localDate(moment, reader.tz)) - Date.parse(localDate(reader.now, reader.tz))) / DAY_MS;
  if (Math.abs(days) > 1) return null;
  return new Intl.RelativeTimeFormat(reader.locale, { numeric: "auto" }).format(days, "day");
}

function ago(moment, reader) {
  const seconds = (moment - reader.now) / 1000;
  const [unit, size] = [["day", 86_400], ["hour", 3600], ["minute", 60]].find(([, s]) => Math.abs(seconds) >= s) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(reader.locale, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** The calendar date somewhere, as YYYY-MM-DD. */
export function localDate(moment, tz) {
  return wall(moment, tz).slice(0, 10);
}

/** The wall time somewhere, as a datetime-local input wants it: YYYY-MM-DDTHH:MM. */
export function wall(moment, tz) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: tz, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(moment);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/**
 * The moment at which a wall shows this time. A time that a clock change skips moves ahead by the gap.
 * @param {string} wallTime YYYY-MM-DDTHH:MM
 * @param {string} tz
 * @returns {number} seconds
 */
export function epochOf(wallTime, tz) {
  const wanted = Date.parse(`${wallTime}Z`);
  const offset = (guess) => Date.parse(`${wall(new Date(guess), tz)}Z`) - guess;
  const first = wanted - offset(wanted);
  const second = wanted - offset(first);
  const hits = [first, second].filter((guess) => Date.parse(`${wall(new Date(guess), tz)}Z`) === wanted);
  return (hits.length ? Math.min(...hits) : Math.max(first, second)) / 1000;
}

/**
 * When a message was written.
 * @param {{ts: string}} message
 */
export function momentOf({ ts }) {
  return new Date(Number.parseFloat(ts) * 1000);
}
