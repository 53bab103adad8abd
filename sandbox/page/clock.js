/** The clock in the corner: workspace time, the viewed person's own, and ways to let time pass. */

import { byId, fill, h, keepingFocus } from "./dom.js";
import { inWords } from "./blocks/dates.js";
import { cityOf } from "./people.js";

const PRESETS = [["next_day", "Next day"], ["next_working_morning", "Next working morning"], ["week", "Fast-forward a week"]];
const DAY_AND_TIME = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };

/** @param {import("./app.js").Page} page */
export function mountClock(page) {
  const root = byId("clock");
  let from = null;
  page.store.subscribe((type) => {
    if (type !== "clock" && type !== "snapshot") return;
    const { clock } = page.store.snapshot;
    if (!clock.travelling || from === null) from = clock.now;
    keepingFocus(root, () => fill(root, face(page), clock.travelling ? progress(clock, from) : travelButtons(page, clock)));
  });
}

function face({ store }) {
  const { clock, me } = store.snapshot;
  const now = new Date(clock.now);
  const words = (tz) => inWords(now, DAY_AND_TIME, { tz, locale: "en-GB" });
  return h("dl", { class: "clock-face" },
    h("div", {}, h("dt", {}, "Workspace"), h("dd", {}, h("time", { datetime: clock.now, "data-clock": "workspace" }, words("UTC")), " UTC")),
    h("div", {}, h("dt", {}, me.display_name || me.name), h("dd", {}, h("time", { datetime: clock.now, "data-clock": "person" }, words(me.tz || "UTC")), ` ${cityOf(me.tz)}`)));
}

function travelButtons(page, { can_travel: can }) {
  if (!can) return null;
  return h("div", { class: "clock-buttons" }, PRESETS.map(([preset, words]) =>
    h("button", { type: "button", class: "top-button", "data-key": `travel ${preset}`, onclick: () => page.act("travel", { preset }) }, words)));
}

function progress({ now, to }, from) {
  const [start, here, end] = [from, now, to].map((iso) => Date.parse(iso));
  const fraction = end > start ? Math.min(1, (here - start) / (end - start)) : 0;
  const words = to ? inWords(new Date(to), DAY_AND_TIME, { tz: "UTC", locale: "en-GB" }) : "a later time";
  return h("div", { class: "clock-progress", role: "status" }, h("span", {}, `Travelling to ${words} UTC…`),
    h("progress", { max: "1", value: fraction.toFixed(3), "aria-label": "Travelling" }));
}
