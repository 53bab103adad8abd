/** The line to the server: patches come over a WebSocket, acts go by POST. */

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 5000;

export class Line {
  #socket = null;
  /** Whether this socket has sent its snapshot: a patch before it belongs to nothing. */
  #begun = false;
  #wait = FIRST_WAIT_MS;
  #retry = 0;

  /**
   * @param {(patch: object) => void} onPatch
   * @param {(connected: boolean) => void} onState
   */
  constructor(onPatch, onState) {
    this.onPatch = onPatch;
    this.onState = onState;
    this.person = null;
  }

  /** Listens as this person from now on. */
  connect(person) {
    this.person = person;
    clearTimeout(this.#retry);
    this.#socket?.close();
    const query = person ? `?person=${encodeURIComponent(person)}` : "";
    const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/page/socket${query}`);
    this.#socket = socket;
    this.#begun = false;
    socket.addEventListener("message", ({ data }) => this.#receive(socket, data));
    socket.addEventListener("close", () => this.#closed(socket));
  }

  #receive(socket, data) {
    if (socket !== this.#socket) return;
    const patch = JSON.parse(data);
    if (patch.type === "snapshot") {
      this.#begun = true;
      this.#wait = FIRST_WAIT_MS;
      this.person = patch.snapshot.me.id;
      this.onState(true);
    }
    if (this.#begun) this.onPatch(patch);
  }

  #closed(socket) {
    if (socket !== this.#socket) return;
    this.onState(false);
    this.#retry = setTimeout(() => this.connect(this.person), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
  }

  /**
   * Does something as the viewed person.
   * @param {string} verb
   * @param {object} [fields]
   * @returns {Promise<object | null>} the outcome, if the act has one
   * @throws {Error} with a sentence to show, when it cannot be done
   */
  async act(verb, fields = {}) {
    const answer = await post({ person: this.person, verb, ...fields });
    if (!answer.ok) throw new Error(answer.error);
    return answer.outcome ?? null;
  }
}

async function post(body) {
  try {
    const response = await fetch("/page/act", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    return await response.json();
  } catch {
    return { ok: false, error: "The local workspace cannot be reached. Is it still running?" };
  }
}
