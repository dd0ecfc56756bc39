/** Shows the topics of a forum as tabs; a topic is known from the notice that opened it. */

import { button, element } from "/web/ui/element.js";

/** Messages outside every topic belong to General, which takes no thread id. */
const GENERAL = 0;

export class TopicTabs {
  #topics = new Map();
  #chosen = GENERAL;

  constructor(onChoose) {
    this.onChoose = onChoose;
    this.element = element("div", { class: "topics", role: "tablist", "aria-label": "Topics", hidden: true });
  }

  /** Begin anew for another chat. */
  reset(isForum) {
    this.#topics.clear();
    this.#chosen = GENERAL;
    this.element.replaceChildren();
    this.element.hidden = !isForum;
    if (isForum) this.#learn(GENERAL, "General");
  }

  /** The thread to write into: undefined outside topics. */
  get thread() {
    return this.#chosen === GENERAL ? undefined : this.#chosen;
  }

  /** Learn from a message which topics exist, and whether it is to be seen now. */
  admits(message, isNews) {
    if (this.element.hidden) return true;
    const topic = topicOf(message);
    if (message.forum_topic_created) this.#learn(topic, message.forum_topic_created.name);
    else if (message.forum_topic_edited?.name) this.#rename(topic, message.forum_topic_edited.name);
    else if (!this.#topics.has(topic)) this.#learn(topic, `Topic ${topic}`);
    if (topic !== this.#chosen && isNews) this.#count(topic);
    return topic === this.#chosen;
  }

  /** Open the topic of a message. */
  openTopicOf(message) {
    if (!this.element.hidden && topicOf(message) !== this.#chosen) this.#choose(topicOf(message));
  }

  #learn(topic, name) {
    if (this.#topics.has(topic)) return this.#rename(topic, name);
    const words = element("span", {}, name);
    const badge = element("span", { class: "unread", hidden: true });
    const tab = button(
      {
        class: "topic",
        role: "tab",
        "aria-selected": String(topic === this.#chosen),
        "data-topic": topic,
        on: { click: () => this.#choose(topic) },
      },
      words,
      badge,
    );
    this.#topics.set(topic, { tab, words, badge, unread: 0 });
    this.element.append(tab);
    return undefined;
  }

  #rename(topic, name) {
    this.#topics.get(topic)?.words.replaceChildren(name);
  }

  #count(topic) {
    const known = this.#topics.get(topic);
    known.unread += 1;
    known.badge.hidden = false;
    known.badge.textContent = known.unread;
  }

  #choose(topic) {
    this.#chosen = topic;
    for (const [id, { tab }] of this.#topics) tab.setAttribute("aria-selected", String(id === topic));
    const known = this.#topics.get(topic);
    known.unread = 0;
    known.badge.hidden = true;
    this.onChoose();
  }
}

function topicOf(message) {
  return message.is_topic_message || message.forum_topic_created
    ? (message.message_thread_id ?? message.message_id)
    : GENERAL;
}
