/** Follows one chat as one person sees it: a snapshot first, then event by event. */

import { people } from "/web/app/people_api.js";

export class Chat {
  messages = new Map();
  state = { keyboard: null, commands: [], menuButton: null, blocked: false, pinned: [], topics: [] };
  #loading = Promise.resolve();
  #queue = null;
  #isLeft = false;

  /** `view` hears `put`, `remove`, `changed`, `acting` and `answered`, and is asked to `refresh` when only that helps. */
  constructor(seat, view) {
    this.seat = seat;
    this.view = view;
  }

  get isGroup() {
    return this.seat.chat < 0;
  }

  /** Fetch the chat and show what differs from what is shown; events of the meantime follow after. */
  load() {
    // One at a time: of two answers on their way, the older one could arrive last and win.
    this.#loading = this.#loading.catch(() => undefined).then(() => this.#fetch());
    return this.#loading;
  }

  /** Show nothing more: the person went to another chat, and answers may still be on their way. */
  leave() {
    this.#isLeft = true;
  }

  /** Take in an event; those of other chats are let pass. */
  accept(event) {
    if (this.#isLeft || !this.#concerns(event)) return;
    if (this.#queue !== null) this.#queue.push(event);
    else this.#apply(event);
  }

  /** Show a message that the sandbox answered to this person's own call, if its event is not here yet. */
  takeOwn(message) {
    if (!this.#isLeft && !this.messages.has(message.message_id)) this.#put(message, true);
  }

  async #fetch() {
    this.#queue = [];
    try {
      this.#compare(await people.chat(this.seat));
    } finally {
      const missed = this.#queue;
      this.#queue = null;
      missed.forEach((event) => this.accept(event));
    }
  }

  #compare({ messages, ...state }) {
    if (this.#isLeft) return;
    const present = messages.filter((message) => !message.deleted);
    const ids = new Set(present.map((message) => message.message_id));
    for (const id of [...this.messages.keys()]) {
      if (!ids.has(id)) this.#remove(id);
    }
    for (const message of present) {
      if (!isSame(this.messages.get(message.message_id), message)) this.#put(message, false);
    }
    // A keyboard that was put away stays away when it is merely fetched again.
    if (isSame(state.keyboard, this.state.keyboard)) delete state.keyboard;
    this.#change({ ...state, menuButton: state.menu_button });
  }

  #concerns(event) {
    if (event.kind === "commands") return event.bot === this.seat.bot;
    return event.chat === this.seat.chat && (this.isGroup || event.bot === this.seat.bot);
  }

  #apply(event) {
    const isMine =
      event.account === undefined || event.account === null || event.account === this.seat.account;
    const steps = {
      message: () => this.#hear(event.message),
      edit: () =>
        event.message.deleted ? this.#remove(event.message.message_id) : this.#put(event.message, false),
      delete: () => event.message_ids.forEach((id) => this.#remove(id)),
      action: () => this.view.acting(event.action),
      callback_answer: () => isMine && this.view.answered(event),
      keyboard: () => isMine && this.#change({ keyboard: event.keyboard }),
      topics: () => this.#change({ topics: event.topics }),
      // What is pinned and which commands hold here depends on more than the event says.
      pin: () => this.view.refresh(),
      commands: () => this.view.refresh(),
    };
    steps[event.kind]?.();
  }

  /** In a group the sandbox tells of a message once for each bot. */
  #hear(message) {
    if (!isSame(this.messages.get(message.message_id), message)) this.#put(message, true);
  }

  #put(message, isNews) {
    this.messages.set(message.message_id, message);
    this.view.put(message, isNews);
  }

  #remove(id) {
    if (this.messages.delete(id)) this.view.remove(id);
  }

  #change(differences) {
    this.state = { ...this.state, ...differences };
    this.view.changed(this.state, differences);
  }
}

function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
