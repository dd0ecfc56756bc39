/** Shows the topics of a forum as tabs, with what came unread. */

import { button, element, icon } from "/web/ui/element.js";

/** Messages outside every topic belong to General, which takes no thread id. */
const GENERAL = 0;

export class TopicTabs {
  #topics = new Map();
  #unread = new Map();
  #tabs = new Map();
  #chosen = GENERAL;

  constructor(onChoose) {
    this.onChoose = onChoose;
    this.element = element("div", { class: "topics", role: "tablist", "aria-label": "Topics", hidden: true });
  }

  /** Begin anew for another chat, of which so much came unread. */
  reset(isForum, unread = new Map()) {
    this.#topics.clear();
    this.#unread = unread;
    this.#unread.delete(GENERAL);
    this.#chosen = GENERAL;
    this.element.hidden = !isForum;
    this.#draw();
  }

  /** The thread to write into: undefined outside topics. */
  get thread() {
    return this.#chosen === GENERAL ? undefined : this.#chosen;
  }

  /** The open topic, undefined for General. */
  get topic() {
    return this.#topics.get(this.#chosen);
  }

  /** Show these topics; who was in one that is gone is brought to General. */
  show(topics) {
    this.#topics = new Map(topics.map((topic) => [topic.message_thread_id, topic]));
    const isGone = this.#chosen !== GENERAL && !this.#topics.has(this.#chosen);
    if (isGone) this.#chosen = GENERAL;
    this.#draw();
    if (isGone) this.onChoose();
  }

  /** Whether a message is to be seen now; those of other topics are counted. */
  admits(message, isNews) {
    if (this.element.hidden) return true;
    const topic = topicOf(message);
    if (topic !== this.#chosen && isNews) {
      this.#unread.set(topic, (this.#unread.get(topic) ?? 0) + 1);
      this.#draw();
    }
    return topic === this.#chosen;
  }

  /** Open the topic of a message. */
  openTopicOf(message) {
    if (!this.element.hidden) this.open(topicOf(message));
  }

  /** Open a topic by its thread id. */
  open(topic) {
    if (topic === this.#chosen) return;
    this.#chosen = topic;
    this.#unread.delete(topic);
    this.#draw();
    this.#tabs.get(topic)?.scrollIntoView({ inline: "nearest", block: "nearest" });
    this.onChoose();
  }

  #draw() {
    this.#tabs = new Map([[GENERAL, this.#tab(GENERAL, { name: "General" })]]);
    for (const [id, topic] of this.#topics) this.#tabs.set(id, this.#tab(id, topic));
    const place = this.element.scrollLeft;
    this.element.replaceChildren(...this.#tabs.values());
    this.element.scrollLeft = place;
  }

  #tab(id, { name, closed }) {
    const unread = this.#unread.get(id);
    return button(
      {
        class: "topic",
        role: "tab",
        "aria-selected": String(id === this.#chosen),
        "data-testid": "topic",
        "data-topic": id,
        on: { click: () => this.open(id) },
      },
      element("span", {}, name),
      closed && [icon("lock"), element("span", { class: "reader-only" }, "closed")],
      unread && element("span", { class: "unread" }, unread),
    );
  }
}

/** The topic that a message belongs to. */
export function topicOf(message) {
  return message.is_topic_message ? message.message_thread_id : GENERAL;
}
