/** Shows the chats of a person who is in a group, with what came unread; who has only one chat sees nothing. */

import { topicOf } from "/web/column/topic_tabs.js";
import { avatar, displayName } from "/web/ui/avatar.js";
import { button, element } from "/web/ui/element.js";

export class ChatTabs {
  /** Of each chat that is not open: counts by topic, as TopicTabs keeps them. */
  #unread = new Map();
  #counted = new Map();
  #badges = new Map();

  /** `onChoose({bot, chat})` when another chat is wanted. */
  constructor(onChoose) {
    this.onChoose = onChoose;
    this.element = element("nav", { class: "chat-tabs", "aria-label": "Chats", hidden: true });
  }

  /** Draw the tabs: the private chat with `bot`, and the person's `groups`. */
  show({ account, bot, chat }, privateBot, groups) {
    this.#badges.clear();
    const tabs = [
      ...(privateBot ? [this.#tab(privateBot, { bot, chat: account }, chat)] : []),
      ...groups.map((group) => this.#tab(group, { bot, chat: group.id }, chat)),
    ];
    this.element.replaceChildren(...tabs);
    this.element.hidden = groups.length === 0;
  }

  /** Count a message that came to a chat that is not open. */
  count(chat, message) {
    // In a group the sandbox tells of a message once for each bot.
    if (!this.#badges.has(chat) || this.#counted.get(chat) === message.message_id) return;
    this.#counted.set(chat, message.message_id);
    if (!this.#unread.has(chat)) this.#unread.set(chat, new Map());
    const topic = topicOf(message);
    const byTopic = this.#unread.get(chat);
    byTopic.set(topic, (byTopic.get(topic) ?? 0) + 1);
    this.#draw(chat);
  }

  /** The counts by topic of a chat that is being opened; they are its own from now on. */
  takeUnread(chat) {
    const byTopic = this.#unread.get(chat);
    this.#unread.delete(chat);
    return byTopic;
  }

  #tab(who, target, open) {
    const badge = element("span", { class: "unread", hidden: true });
    this.#badges.set(target.chat, badge);
    this.#draw(target.chat);
    return button(
      {
        class: "chat-tab",
        "aria-current": target.chat === open ? "page" : null,
        "data-testid": "chat-tab",
        "data-chat": target.chat,
        on: { click: () => target.chat !== open && this.onChoose(target) },
      },
      avatar(who),
      element("span", { class: "chat-tab-name" }, displayName(who)),
      badge,
    );
  }

  #draw(chat) {
    const count = [...(this.#unread.get(chat)?.values() ?? [])].reduce((sum, one) => sum + one, 0);
    const badge = this.#badges.get(chat);
    badge.hidden = count === 0;
    badge.textContent = count;
  }
}
