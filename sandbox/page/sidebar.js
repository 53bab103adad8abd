/** The sidebar: the workspace, who you are, and every place you can go. */

import { avatar } from "./avatar.js";
import { byId, fill, h, keepingFocus } from "./dom.js";

const REDRAWN_BY = new Set(["snapshot", "place", "message", "message_deleted", "conversation", "ephemeral", "ephemeral_deleted", "app", "people"]);

/** @param {import("./app.js").Page} page */
export function mountSidebar(page) {
  const lists = byId("sidebar-lists");
  byId("places").addEventListener("click", () => uncover(!document.body.classList.contains("places-open")));
  byId("sidebar").addEventListener("click", ({ target }) => target.closest(".place, .person-button") && uncover(false));
  page.store.subscribe((type) => {
    if (!REDRAWN_BY.has(type)) return;
    const { team, me, app } = page.store.snapshot;
    byId("workspace-name").textContent = team.name;
    document.title = `${app.name} · ${team.name}`;
    fill(byId("person"), avatar(me), h("span", { class: "person-words" },
      h("span", { class: "person-label" }, "You are"), h("strong", {}, me.name), h("span", { class: "person-title" }, me.title || " ")),
      h("span", { class: "person-change", "aria-hidden": "true" }, "⌄"), h("span", { class: "unseen" }, ". Change person"));
    keepingFocus(lists, () => fill(lists, sections(page)));
  });
}

/** Where there is little room the sidebar is shown when asked for, until a place is chosen. */
function uncover(open) {
  document.body.classList.toggle("places-open", open);
  byId("places").setAttribute("aria-expanded", String(open));
}

function sections(page) {
  const { app, conversations } = page.store.snapshot;
  const of = (...kinds) => conversations.filter(({ kind }) => kinds.includes(kind));
  const direct = of("app").map((each) => conversationLink(page, each, app.name, avatar({ ...app, is_bot: true })));
  const groups = of("group").map((each) => conversationLink(page, each, groupName(page.store, each), h("span", { class: "place-sign", "aria-hidden": "true" }, String(peopleIn(page.store, each).length))));
  const channels = of("channel", "private").map((each) => conversationLink(page, each, each.name, h("span", { class: "place-sign", "aria-hidden": "true" }, each.kind === "private" ? "🔒" : "#")));
  const home = placeLink(page, { kind: "home" }, app.name, avatar({ ...app, is_bot: true }), 0, "app");
  return [
    section("Direct messages", direct, "None yet"),
    section("Group conversations", groups, "None yet"),
    section("Channels", channels, "None"),
    section("Apps", [home], ""),
  ];
}

function section(title, links, none) {
  return h("section", {}, h("h2", {}, title), links.length ? h("ul", {}, links.map((link) => h("li", {}, link))) : h("p", { class: "sidebar-none" }, none));
}

function conversationLink(page, { id }, name, sign) {
  return placeLink(page, { kind: "conversation", id }, name, sign, page.store.unread(id), id);
}

function placeLink(page, place, name, sign, unread, key) {
  const here = page.store.place.kind === place.kind && page.store.place.id === place.id;
  return h("button", {
    type: "button", class: unread ? "place unread" : "place", "data-key": `place ${key}`, "aria-current": here && "page", onclick: () => page.open(place),
  }, sign, h("span", { class: "place-name" }, name), unread > 0 && h("span", { class: "badge" }, unread, h("span", { class: "unseen" }, " new")));
}

/** The other people in a conversation, without the app. */
export function peopleIn(store, { members }) {
  const { me, app } = store.snapshot;
  return members.filter((id) => id !== me.id && id !== app.user_id);
}

/** A group conversation is known by who is in it. */
export function groupName(store, conversation) {
  const names = peopleIn(store, conversation).map((id) => store.person(id)?.name ?? id);
  return names.join(", ") || conversation.name;
}
