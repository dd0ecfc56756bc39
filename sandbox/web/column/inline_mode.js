/** Asks a bot for results while the person types `@bot …`, and lists them. */

import { Refusal, people } from "/web/app/people_api.js";
import { avatar } from "/web/ui/avatar.js";
import { element, icon } from "/web/ui/element.js";

/** Asking at each letter would flood the bot. */
const PAUSE_MS = 250;
const PATTERN = /^@(\w{3,32})\s([\s\S]*)$/u;
const PICTURED = {
  location: "place",
  venue: "place",
  contact: "person",
  photo: "photo",
  document: "file",
  voice: "mic",
  audio: "mic",
};

export class InlineMode {
  #asked = null;
  #timer = 0;
  #number = 0;

  /** `onChoose({result_id, query_id})` when a result is taken. */
  constructor(world, account, suggestions, onChoose) {
    this.world = world;
    this.account = account;
    this.suggestions = suggestions;
    this.onChoose = onChoose;
  }

  /** Look at what is typed; true while it is an inline query. */
  watch(text) {
    const [, username, query] = text.match(PATTERN) ?? [];
    const bot = username && this.world.botNamed(username);
    if (!bot) {
      this.#forget();
      return false;
    }
    const question = `${bot.id} ${query}`;
    if (question !== this.#asked) {
      this.#forget();
      this.#asked = question;
      this.#timer = setTimeout(() => this.#ask(bot, query, this.#number), PAUSE_MS);
    }
    return true;
  }

  #forget() {
    clearTimeout(this.#timer);
    this.#asked = null;
    this.#number += 1;
  }

  async #ask(bot, query, number) {
    if (!this.suggestions.isOpen) this.suggestions.say("Asking the bot…");
    let answer;
    try {
      answer = await people.inlineResults(bot.id, { account: this.account(), query });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer = { complaint: error.status === 504 ? `@${bot.username} did not answer.` : error.message };
    }
    // A slow answer to what was typed before must not cover the present one.
    if (number === this.#number) this.#show(bot, answer);
  }

  #show(bot, { complaint, results, query_id: queryId }) {
    if (complaint || results.length === 0) return this.suggestions.say(complaint ?? "Nothing found.");
    const items = results.map((result) => ({
      content: card(result),
      choose: () => this.onChoose({ result_id: result.id, query_id: queryId }),
    }));
    return this.suggestions.show(`Results of @${bot.username}`, items, {
      firstIsActive: true,
      className: "results",
    });
  }
}

function card(result) {
  const title = result.title ?? result.first_name ?? result.caption ?? result.type;
  const details = result.description ?? result.address ?? result.phone_number ?? result.caption ?? "";
  return [
    picture(result, title),
    element(
      "span",
      { class: "suggestion-words" },
      element("strong", {}, title),
      details !== title && element("span", {}, details),
    ),
  ];
}

function picture(result, title) {
  const fileId = result.photo_file_id ?? result.sticker_file_id;
  if (fileId) return element("img", { class: "result-picture", src: people.fileAddress(fileId), alt: "" });
  const sign = PICTURED[result.type];
  if (sign) return element("span", { class: "result-picture sign" }, icon(sign));
  const seed = [...String(result.id)].reduce((sum, letter) => sum + letter.codePointAt(0), 0);
  const letter = avatar({ id: seed, first_name: title.split(/\s/u)[0] });
  letter.classList.add("result-picture");
  return letter;
}
