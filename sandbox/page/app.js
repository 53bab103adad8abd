/** The page: connects the parts to one store and one line to the server. */

import { h } from "./dom.js";
import { announce, toast } from "./toast.js";
import { confirmDialog } from "./confirm.js";
import { textNodes } from "./blocks/inline.js";
import { surface } from "./blocks/surface.js";
import { localeOf } from "./client_words.js";
import { mountClock } from "./clock.js";
import { mountFaults } from "./faults.js";
import { mountModal } from "./modal.js";
import { mountPane } from "./pane.js";
import { mountPeople } from "./people.js";
import { mountSidebar } from "./sidebar.js";
import { mountStory } from "./story.js";
import { Line } from "./socket.js";
import { Store } from "./store.js";
import { ViewForms } from "./view_forms.js";

/**
 * What every part of the page is given.
 * @typedef {object} Page
 * @property {Store} store
 * @property {ViewForms} forms
 * @property {(verb: string, fields?: object) => Promise<object | null>} act does something as the viewed person; null when it could not be done, which the person is then told
 * @property {(id: string) => void} become views the workspace as somebody else
 * @property {(place: import("./store.js").Place) => void} open
 * @property {(key: string, state: object | undefined, target: object, errors?: Record<string, string>) => import("./blocks/surface.js").Surface} surface
 */

const store = new Store();
const forms = new ViewForms();
const line = new Line((patch) => receive(patch), (connected) => document.body.classList.toggle("disconnected", !connected));

/** @type {Page} */
const page = { store, forms, act, become, open, surface: surfaceFor };

async function act(verb, fields) {
  try {
    return (await line.act(verb, fields)) ?? {};
  } catch (error) {
    toast(written(error.message));
    return null;
  }
}

function become(id) {
  if (id === line.person) return;
  history.replaceState(null, "", `?person=${encodeURIComponent(id)}`);
  line.connect(id);
}

/** Goes to a place, and tells the server what a client would tell Slack. */
function open(place) {
  store.open(place);
  if (place.kind === "home") act("open_home");
  else if (store.conversation(place.id)?.kind === "app") act("open_messages");
  else act("open_conversation", { channel: place.id });
}

function receive(patch) {
  const before = store.snapshot?.me.id;
  store.apply(patch);
  if (patch.type === "snapshot" && patch.snapshot.me.id !== before) arrived(patch.snapshot);
  if (patch.type === "message") heard(patch.conversation, patch.message);
  if (patch.type === "ephemeral" && !patch.message.from_page) heard(patch.message.channel, patch.message);
}

/** The view of somebody else begins where something waits for them, else at the app's direct messages. */
function arrived(snapshot) {
  const waiting = snapshot.conversations.filter(({ id }) => store.unread(id));
  const last = (id) => store.messages(id).at(-1)?.ts ?? "";
  const newest = waiting.sort((a, b) => (last(a.id) < last(b.id) ? 1 : -1))[0];
  const place = newest ?? store.appConversation;
  store.open(place ? { kind: "conversation", id: place.id } : { kind: "home" });
  announce(`You are now ${snapshot.me.name}.`);
}

/** New words are read out; while a story plays the page goes to where they appear. */
function heard(conversation, message) {
  const { story, me } = store.snapshot;
  if (message.edited) return;
  if (message.user !== me.id) announce(`${store.person(message.user)?.name ?? "Somebody"}: ${h("p", {}, written(message.text ?? "")).textContent}`);
  if (story?.state === "playing" && store.conversation(conversation)) store.open({ kind: "conversation", id: conversation });
}

/** Words in mrkdwn, as messages show them. */
function written(text) {
  return textNodes({ type: "mrkdwn", text }, surface(store.snapshot && reader()));
}

/** Who looks, and whom and what they know by name. */
function reader() {
  const { me, clock } = store.snapshot;
  return {
    me: me.id,
    tz: me.tz,
    locale: localeOf(me.locale),
    now: new Date(clock.now),
    personName: (id) => store.person(id)?.name,
    conversationName: (id) => store.conversation(id)?.name,
  };
}

/** A surface for blocks: knows the viewed person, and sends what they do to the app. `target` says in which view or message. */
function surfaceFor(key, state, target, errors = {}) {
  const { people, conversations } = store.snapshot;
  const form = forms.redraw(key, state);
  const send = async (verb, fields, blockId) => {
    const values = form.values();
    forms.sent(key, values);
    const outcome = await act(verb, { ...target, values, ...fields });
    if (outcome?.acked === false) toast(`${store.snapshot.app.name} did not respond. Nothing may have happened: try again.`);
    return outcome;
  };
  const place = surface({
    ...reader(),
    people: people.filter(({ deleted }) => !deleted),
    conversations,
    form,
    errors,
    confirm: (question) => confirmDialog(question, place),
    act: (element, blockId, value) => send("press", { action_id: element.action_id, block_id: blockId, value }),
    dispatch: () => send("fill", {}),
    suggest: async (element, blockId, query) => (await send("options", { action_id: element.action_id, block_id: blockId, query })) ?? {},
  });
  return place;
}

// The pane marks as seen what it shows; the sidebar counts after it.
mountPane(page);
mountSidebar(page);
mountPeople(page);
mountModal(page);
mountClock(page);
mountStory(page);
mountFaults(page);
line.connect(new URLSearchParams(location.search).get("person"));
