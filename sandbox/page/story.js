/** The story: its captions in a banner, who is acting, and the buttons to pause it, stop it or take over.
 *
 * It can be played once: it uses up the people it acts out. Afterwards its button rests quietly and says what to do next.
 */

import { avatar } from "./avatar.js";
import { byId, fill, h, keepingFocus } from "./dom.js";

const RUNNING = new Set(["playing", "paused"]);
const NEXT = "The workspace is yours, as the story left it: be anybody, type / for commands, or let days pass. For a fresh one, start the sandbox anew.";

/** @param {import("./app.js").Page} page */
export function mountStory(page) {
  const banner = byId("story");
  const start = byId("play-story");
  let followed = null;
  let dismissed = false;
  const state = () => page.store.snapshot?.story?.state ?? "ready";
  const hasEnded = () => state() !== "ready" && !RUNNING.has(state());
  const show = (shown) => {
    if (!shown && banner.contains(document.activeElement)) start.focus();
    dismissed = !shown;
    banner.hidden = !shown;
    document.body.classList.toggle("story-shown", shown);
  };
  const dismiss = () => show(false);
  // The last words leave with Escape, and by themselves as soon as somebody goes on.
  const leaves = () => hasEnded() && !banner.hidden;
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && leaves() && !document.querySelector("dialog[open]")) dismiss();
  });
  for (const doing of ["click", "input"]) {
    document.addEventListener(doing, ({ target }) => {
      if (leaves() && !banner.contains(target) && target !== start) dismiss();
    }, { capture: true });
  }
  // What the banner would cover makes room for it: see --story-height in overlays.css.
  new ResizeObserver(() => document.body.style.setProperty("--story-height", `${banner.offsetHeight}px`)).observe(banner);
  start.addEventListener("click", () => {
    if (hasEnded()) {
      show(banner.hidden);
      return;
    }
    dismissed = false;
    page.act("story", { do: "play" });
  });
  page.store.subscribe((type) => {
    if (type !== "story" && type !== "snapshot") return;
    const { story } = page.store.snapshot;
    start.hidden = !story || RUNNING.has(story.state);
    start.classList.toggle("rests", hasEnded());
    start.textContent = hasEnded() ? "What next?" : "▶ Play the story";
    banner.hidden = !story || story.state === "ready" || dismissed;
    document.body.classList.toggle("story-shown", !banner.hidden);
    document.body.classList.toggle("story-playing", story?.state === "playing");
    if (!story) return;
    if (RUNNING.has(story.state)) dismissed = false;
    keepingFocus(banner, () => fill(banner, content(page, story, dismiss)));
    if (story.state === "playing" && story.person && story.person !== followed) page.become(story.person);
    followed = story.state === "playing" ? story.person : null;
  });
}

function content(page, story, dismiss) {
  const actor = story.person && page.store.person(story.person);
  return [
    h("div", { class: "story-actor" }, actor ? [avatar(actor), h("span", { class: "person-words" }, h("strong", {}, actor.name), h("span", { class: "person-title" }, actor.title || ""))] : null),
    h("div", { class: "story-words" }, h("p", { class: "story-caption", role: "status" }, wordsOf(story)), steps(story)),
    h("div", { class: "story-buttons" }, RUNNING.has(story.state) ? running(page, story) : h("button", { type: "button", class: "bk-button", "data-key": "story dismiss", onclick: dismiss }, "Hide")),
  ];
}

function wordsOf({ state, caption, error }) {
  if (state === "failed") return `The story could not go on. ${error ?? ""}`;
  if (state === "stopped") return `The story has stopped. ${NEXT}`;
  if (state === "finished") return `That was the story. ${NEXT}`;
  return caption || "The story begins…";
}

function steps({ step, steps: all }) {
  if (!all) return null;
  return h("div", { class: "story-steps" }, h("progress", { max: all, value: step, "aria-label": "Story" }), h("span", {}, `${step} of ${all}`));
}

function running(page, { state }) {
  const button = (words, what, manner = "") => h("button", { type: "button", class: `bk-button ${manner}`, "data-key": `story ${what}`, onclick: () => page.act("story", { do: what }) }, words);
  const takeOver = h("button", { type: "button", class: "bk-button primary", "data-key": "story take over", onclick: () => takeOverFrom(page) }, "Take over");
  return [state === "playing" ? button("Pause", "pause") : button("Go on", "play"), button("Stop", "stop"), takeOver];
}

/** Ends the story and leaves the person who looks on in the place of the one who acted, ready to type. */
async function takeOverFrom(page) {
  await page.act("story", { do: "stop" });
  const field = document.querySelector("#modal input, #modal textarea") ?? document.querySelector("[data-key=composer]");
  field?.focus();
}
