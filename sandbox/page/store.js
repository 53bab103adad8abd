/** What the viewed person sees, as the server last told it, and where in it the page stands. */

/** @typedef {{kind: "home"} | {kind: "conversation", id: string}} Place */

const byTs = (a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0);

/** Puts an item into a list ordered by ts, in place of the one with the same ts. */
function placed(list, item) {
  return [...list.filter(({ ts }) => ts !== item.ts), item].sort(byTs);
}

export class Store {
  /** The server's snapshot with all patches since; null until the first one came. */
  snapshot = null;
  /** @type {Place} */
  place = { kind: "home" };
  #listeners = [];
  /** The last ts seen, by person and conversation: what came later is unread. */
  #seen = new Map();

  /** @param {(type: string, patch: object) => void} listener is called after every change */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  /** @param {object} patch one message of the page's socket, or a change made on the page itself */
  apply(patch) {
    const take = TAKES[patch.type];
    if (!take) return;
    take(this, patch);
    this.#listeners.forEach((listener) => listener(patch.type, patch));
  }

  /** @param {Place} place */
  open(place) {
    this.place = place;
    this.apply({ type: "place" });
  }

  /** Someone with this id: a person, or the app itself. */
  person(id) {
    const { people, app } = this.snapshot;
    if (id === app.user_id || id === app.bot_id) return { id, name: app.name, title: "App", is_bot: true };
    return people.find((person) => person.id === id);
  }

  conversation(id) {
    return this.snapshot.conversations.find((each) => each.id === id);
  }

  /** The direct messages with the app. */
  get appConversation() {
    return this.snapshot.conversations.find(({ kind }) => kind === "app");
  }

  /** Where a command or a message goes from here. */
  get channel() {
    return this.place.kind === "conversation" ? this.place.id : this.appConversation?.id;
  }

  /** A conversation's messages and what only the viewed person sees among them. */
  messages(id) {
    const own = this.snapshot.ephemerals.filter(({ channel }) => channel === id);
    return [...(this.conversation(id)?.messages ?? []), ...own].sort(byTs);
  }

  unread(id) {
    const { me } = this.snapshot;
    const seen = this.#seen.get(`${me.id} ${id}`) ?? "";
    return this.messages(id).filter(({ ts, user }) => ts > seen && user !== me.id).length;
  }

  markSeen(id) {
    const last = this.messages(id).at(-1);
    if (last) this.#seen.set(`${this.snapshot.me.id} ${id}`, last.ts);
  }

  /** Something the page itself has to say, where the person would look for an answer. */
  notice(channel, text) {
    const last = this.messages(channel).at(-1)?.ts ?? "";
    const now = `${(Date.parse(this.snapshot.clock.now) / 1000).toFixed(0)}.000000`;
    const [seconds, fraction] = (last > now ? last : now).split(".");
    const ts = `${seconds}.${String(Number(fraction) + 1).padStart(6, "0")}`;
    this.apply({ type: "ephemeral", message: { ts, channel, text, is_ephemeral: true, from_page: true } });
  }
}

function changeConversation(store, id, change) {
  const { snapshot } = store;
  snapshot.conversations = snapshot.conversations.map((each) => (each.id === id ? change(each) : each));
}

/** One function for each kind of patch. */
const TAKES = {
  place: () => {},
  snapshot: (store, { snapshot }) => {
    const kept = store.place.kind === "conversation" && snapshot.conversations.some(({ id }) => id === store.place.id);
    if (!kept) store.place = { kind: "home" };
    store.snapshot = snapshot;
  },
  message: (store, { conversation, message }) =>
    changeConversation(store, conversation, (each) => ({ ...each, messages: placed(each.messages, message) })),
  message_deleted: (store, { conversation, ts }) =>
    changeConversation(store, conversation, (each) => ({ ...each, messages: each.messages.filter((message) => message.ts !== ts) })),
  conversation: (store, { conversation }) => {
    const { snapshot } = store;
    const known = snapshot.conversations.some(({ id }) => id === conversation.id);
    if (known) changeConversation(store, conversation.id, () => conversation);
    else snapshot.conversations = [...snapshot.conversations, conversation];
  },
  ephemeral: ({ snapshot }, { message }) => { snapshot.ephemerals = placed(snapshot.ephemerals, message); },
  ephemeral_deleted: ({ snapshot }, { channel, ts }) => {
    snapshot.ephemerals = snapshot.ephemerals.filter((each) => each.channel !== channel || each.ts !== ts);
  },
  modals: ({ snapshot }, { modals }) => { snapshot.modals = modals; },
  home: ({ snapshot }, { home }) => { snapshot.home = home; },
  app: ({ snapshot }, { app }) => { snapshot.app = app; },
  people: ({ snapshot }, { people }) => {
    snapshot.people = people;
    snapshot.me = people.find(({ id }) => id === snapshot.me.id) ?? snapshot.me;
  },
  clock: ({ snapshot }, { clock }) => { snapshot.clock = clock; },
  story: ({ snapshot }, { story }) => { snapshot.story = story; },
  faults: ({ snapshot }, { faults }) => { snapshot.faults = faults; },
};
