/** Keeps the bubbles of one chat in order: appends, replaces and removes single ones, never draws all anew. */

import { authorOf } from "/web/message/author.js";
import { bubble, isNotice } from "/web/message/bubble.js";
import { element } from "/web/ui/element.js";
import { dayName } from "/web/ui/wording.js";

const REMOVAL_MS = 180;

export class Timeline {
  /** Blocks are one message, or the messages of one album: `{messages, node}`, by ascending message id. */
  #blocks = [];
  #blockOf = new Map();
  #albums = new Map();
  #days = new Map();

  constructor(context) {
    this.context = context;
    this.element = element("div", {
      class: "timeline",
      role: "log",
      "aria-label": "Messages",
      "aria-live": "polite",
      "aria-relevant": "additions",
    });
  }

  get isEmpty() {
    return this.#blocks.length === 0;
  }

  /** Take everything out. */
  clear() {
    this.#blocks = [];
    this.#blockOf.clear();
    this.#albums.clear();
    this.#days.clear();
    this.element.replaceChildren();
  }

  /** Show a message: in its place when it is new, in place of its older self when it is not. */
  put(message) {
    const block = this.#blockOf.get(message.message_id) ?? this.#albums.get(message.media_group_id);
    if (block === undefined) return this.#add(message);
    const others = block.messages.filter((known) => known.message_id !== message.message_id);
    block.messages = [...others, message].sort((one, other) => one.message_id - other.message_id);
    this.#blockOf.set(message.message_id, block);
    return this.#redraw(block);
  }

  /** Take a message out. */
  remove(messageId) {
    const block = this.#blockOf.get(messageId);
    if (block === undefined) return;
    this.#blockOf.delete(messageId);
    block.messages = block.messages.filter((message) => message.message_id !== messageId);
    if (block.messages.length > 0) this.#redraw(block);
    else this.#drop(block);
  }

  /** The element of a message, or undefined. */
  nodeOf(messageId) {
    return this.#blockOf.get(messageId)?.node;
  }

  #add(message) {
    const block = { messages: [message], node: bubble([message], this.context) };
    if (message.media_group_id !== undefined) this.#albums.set(message.media_group_id, block);
    const index = this.#indexFor(message.message_id);
    this.#blocks.splice(index, 0, block);
    this.#blockOf.set(message.message_id, block);
    const day = this.#dayOf(message, index);
    const next = this.#blocks[index + 1];
    day.insertBefore(block.node, next?.node.parentNode === day ? next.node : null);
    this.#joinAround(index);
  }

  #indexFor(messageId) {
    let index = this.#blocks.length;
    while (index > 0 && this.#blocks[index - 1].messages[0].message_id > messageId) index -= 1;
    return index;
  }

  /** Days are sections of their own, so that each date sticks to the top only while its own messages pass. */
  #dayOf(message, index) {
    const name = dayName(message.date);
    if (!this.#days.has(name)) {
      const section = element(
        "section",
        { class: "day", "aria-label": name },
        element("div", { class: "date" }, element("span", {}, name)),
      );
      this.element.insertBefore(section, this.#blocks[index + 1]?.node.parentNode ?? null);
      this.#days.set(name, section);
    }
    return this.#days.get(name);
  }

  #redraw(block) {
    const node = bubble(block.messages, this.context);
    for (const name of ["joins-previous", "joins-next"])
      node.classList.toggle(name, block.node.classList.contains(name));
    node.classList.add("settled");
    block.node.replaceWith(node);
    block.node = node;
  }

  #drop(block) {
    for (const [group, album] of this.#albums) if (album === block) this.#albums.delete(group);
    const index = this.#blocks.indexOf(block);
    this.#blocks.splice(index, 1);
    this.#joinAround(Math.min(index, this.#blocks.length - 1));
    // Gone at once for whoever looks for it; only a shadow of it fades.
    block.node.removeAttribute("data-testid");
    block.node.removeAttribute("data-message-id");
    block.node.classList.add("leaving");
    setTimeout(() => this.#sweep(block.node), REMOVAL_MS);
  }

  #sweep(node) {
    const day = node.parentNode;
    node.remove();
    const isBare = day?.childElementCount === 1;
    if (!isBare || !this.#days.has(day.getAttribute("aria-label"))) return;
    day.remove();
    this.#days.delete(day.getAttribute("aria-label"));
  }

  /** Bubbles of one speaker in a row stand close together, and only the last has a tail. */
  #joinAround(index) {
    for (const at of [index, index + 1]) {
      const [previous, present] = [this.#blocks[at - 1], this.#blocks[at]];
      const joined = previous !== undefined && present !== undefined && isSameSpeaker(previous, present);
      previous?.node.classList.toggle("joins-next", joined);
      present?.node.classList.toggle("joins-previous", joined);
    }
  }
}

function isSameSpeaker(previous, present) {
  const [one, other] = [previous.messages.at(-1), present.messages[0]];
  return (
    authorOf(one).id === authorOf(other).id &&
    dayName(one.date) === dayName(other.date) &&
    !isNotice(one) &&
    !isNotice(other)
  );
}
