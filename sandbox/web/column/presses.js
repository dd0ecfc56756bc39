/** Pairs presses of inline buttons with the bot's answers. */

import { people } from "/web/app/people_api.js";

/** Longer than any bot should take; after this the button is free again. */
const PATIENCE_MS = 30_000;
const REMEMBERED_EARLY_ANSWERS = 20;

export class Presses {
  #waiting = new Map();
  /** The event may overtake the answer to the call that caused it. */
  #early = new Map();

  /** Press and wait; resolves with the bot's answer, or null when it stays silent. */
  async press(seat, messageId, row, column) {
    const { query_id: id } = await people.press(seat, { message_id: messageId, row, column });
    const early = this.#early.get(id);
    if (early !== undefined) {
      this.#early.delete(id);
      return early;
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle(id, null), PATIENCE_MS);
      this.#waiting.set(id, { resolve, timer });
    });
  }

  /** Take in a `callback_answer` event. */
  answered(event) {
    if (this.#waiting.has(event.query_id)) return this.#settle(event.query_id, event);
    this.#early.set(event.query_id, event);
    if (this.#early.size > REMEMBERED_EARLY_ANSWERS) this.#early.delete(this.#early.keys().next().value);
    return undefined;
  }

  #settle(id, answer) {
    const { resolve, timer } = this.#waiting.get(id);
    clearTimeout(timer);
    this.#waiting.delete(id);
    resolve(answer);
  }
}
