/** The pane beside the sidebar: a conversation, or the app with its Home and Messages tabs. */

import { byId, fill, h } from "./dom.js";
import { ConversationView } from "./conversation.js";
import { HomeView } from "./home.js";
import { groupName, peopleIn } from "./sidebar.js";

/** @param {import("./app.js").Page} page */
export function mountPane(page) {
  const pane = byId("pane");
  let shown = null;
  let key = "";
  page.store.subscribe((type, patch) => {
    const wanted = placeKey(page.store);
    if (wanted !== key) {
      key = wanted;
      shown = viewOf(page);
      fill(pane, head(page), shown.root);
      shown.draw();
    } else {
      if (HEAD_REDRAWN_BY.has(type)) pane.querySelector(".pane-head")?.replaceWith(head(page));
      shown.patched(type, patch);
    }
  });
}

const HEAD_REDRAWN_BY = new Set(["conversation", "app", "people", "snapshot"]);

function placeKey({ place, snapshot }) {
  return `${snapshot.me.id} ${place.kind} ${place.id ?? ""}`;
}

function viewOf(page) {
  return page.store.place.kind === "home" ? new HomeView(page) : new ConversationView(page, page.store.place.id);
}

function head(page) {
  const { store } = page;
  const conversation = store.place.kind === "conversation" ? store.conversation(store.place.id) : null;
  if (!conversation || conversation.kind === "app") return appHead(page);
  const name = conversation.kind === "group" ? groupName(store, conversation) : `${conversation.kind === "private" ? "🔒" : "#"} ${conversation.name}`;
  const names = [...peopleIn(store, conversation).map((id) => store.person(id)?.name ?? id), "you"];
  const members = conversation.kind === "group" ? `${names.length} people and ${store.snapshot.app.name}` : `${conversation.members.length} members`;
  return h("header", { class: "pane-head" }, h("h2", {}, name), h("p", {}, h("span", { title: names.join(", ") }, members), conversation.topic && ` · ${conversation.topic}`));
}

function appHead(page) {
  const { app } = page.store.snapshot;
  const messages = page.store.appConversation;
  const at = page.store.place.kind;
  const tab = (words, place, shown) => shown && h("button", { type: "button", class: "tab", "aria-current": place.kind === at && "page", onclick: () => page.open(place) }, words);
  return h("header", { class: "pane-head" },
    h("h2", {}, app.name, h("span", { class: "app-mark" }, "App")),
    h("nav", { class: "tabs", "aria-label": app.name },
      tab("Home", { kind: "home" }, app.home_tab),
      tab("Messages", { kind: "conversation", id: messages?.id }, app.messages_tab && messages)),
    !app.connected && h("p", { class: "app-away", role: "status" }, `${app.name} is not connected at the moment: it will not answer.`));
}
