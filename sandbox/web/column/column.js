/** One person's phone with one chat: puts the parts together and carries messages between them and the sandbox. */

import { people } from "/web/app/people_api.js";
import { Attachments } from "/web/column/attachments.js";
import { Chat } from "/web/column/chat.js";
import { ChatActions } from "/web/column/chat_actions.js";
import { chatMenu } from "/web/column/chat_menu.js";
import { ChatTabs } from "/web/column/chat_tabs.js";
import { Composer } from "/web/column/composer.js";
import { Gate } from "/web/column/gate.js";
import { Header } from "/web/column/header.js";
import { layOut } from "/web/column/phone.js";
import { PinnedBar } from "/web/column/pinned_bar.js";
import { ReplyKeyboard } from "/web/column/reply_keyboard.js";
import { Scroller } from "/web/column/scroller.js";
import { TopicTabs } from "/web/column/topic_tabs.js";
import { chooseChat, choosePerson } from "/web/dialogs/chooser.js";
import { isWrittenBy } from "/web/message/author.js";
import { Timeline } from "/web/message/timeline.js";
import { displayName } from "/web/ui/avatar.js";
import { element } from "/web/ui/element.js";

export class Column {
  chat = null;

  /** `seat` is `{account, bot, chat}`; bot and chat are null until a bot exists. `page` hears `seated`, `unread` and `close`. */
  constructor(world, seat, page) {
    this.world = world;
    this.seat = seat;
    this.page = page;
    this.actions = new ChatActions(this);
    this.header = new Header({
      choosePerson: () => this.pickPerson(),
      chooseChat: () => this.pickChat(),
      close: () => page.close(this),
      menuItems: () => chatMenu(this),
    });
    this.timeline = new Timeline({ account: seat.account, isGroup: false, actions: this.actions });
    this.scroller = new Scroller(this.timeline.element);
    this.pinned = new PinnedBar((id) => this.actions.jumpTo(id));
    this.chats = new ChatTabs((chosen) => this.sit({ account: this.seat.account, ...chosen }));
    this.topics = new TopicTabs(() => this.#refill());
    this.attachments = new Attachments(this);
    this.composer = new Composer(world, {
      send: (message) => this.send(message),
      attach: (trigger) => this.attachments.openMenu(trigger),
      toggleKeyboard: () => this.keyboard.toggle(),
      openLink: (address) => this.actions.openLink(address),
      files: (files) => this.attachments.offerFiles(files),
      account: () => this.seat.account,
    });
    this.keyboard = new ReplyKeyboard(
      (key, request) => this.actions.pressReply(key, request),
      () => this.composer.showKeyboardToggle(this.keyboard.exists, this.keyboard.isOpen),
    );
    this.gate = new Gate({ start: () => this.start(this.linkPayload), unblock: () => this.setBlocked(false) });
    this.phone = layOut(this);
    this.element = element(
      "section",
      { class: "column", "data-testid": "column" },
      this.header.strip,
      this.phone,
    );
  }

  get account() {
    return this.world.accounts.get(this.seat.account);
  }

  get bot() {
    return this.world.bots.get(this.seat.bot);
  }

  /** The open group, undefined in a private chat. */
  get group() {
    return this.world.groups.get(this.seat.chat);
  }

  get botName() {
    return this.bot?.first_name ?? "Bot";
  }

  /** The forum topic that is open, undefined outside topics. */
  get thread() {
    return this.topics.thread;
  }

  /** Open another chat, or the same one anew. */
  async sit(seat) {
    this.seat = seat;
    const { group } = this;
    this.timeline.context = { account: seat.account, isGroup: group !== undefined, actions: this.actions };
    this.timeline.clear();
    this.topics.reset(group?.is_forum === true, this.chats.takeUnread(seat.chat));
    this.composer.clear();
    this.keyboard.show(null);
    this.chat?.leave();
    this.chat = seat.bot === null ? null : new Chat(seat, this);
    this.introduce();
    this.page.seated(this);
    await this.refresh();
    this.scroller.toEnd(false);
  }

  /** Fetch what may have been missed. */
  async refresh() {
    const chat = this.chat;
    if (chat !== null) await this.actions.attempt(() => chat.load());
  }

  /** Write the names of the person and of the chat into the head. */
  introduce() {
    const { group } = this;
    this.element.dataset.person = this.account.first_name;
    this.element.setAttribute("aria-label", `Phone of ${displayName(this.account)}`);
    this.header.showPerson(this.account);
    this.header.showChat(group ?? this.bot);
    this.chats.show(this.seat, this.bot, this.world.groupsOf(this.seat.account));
    this.gate.showEmpty(group === undefined && !(this.chat?.messages.size > 0), this.bot);
  }

  /** Go where the open group went: to the supergroup it became, or out of a group that is closed to this person. */
  async followGroup() {
    const { account, bot, chat } = this.seat;
    const successor = chat < 0 ? this.world.successorOf(chat, account) : chat;
    if (successor === chat) return;
    await this.sit({ account, bot, chat: successor ?? account });
    if (successor === undefined) this.actions.toast("You are no longer in that group.");
  }

  /** Take in an event of the sandbox. */
  accept(event) {
    this.chat?.accept(event);
    const { account, bot, chat } = this.seat;
    const isElsewhere = event.chat !== chat && (event.chat < 0 || (event.chat === account && event.bot === bot));
    if (event.kind !== "message" || !isElsewhere || isWrittenBy(event.message, account)) return;
    this.chats.count(event.chat, event.message);
    this.page.unread(this);
  }

  /** Send a message; returns it, undefined when the sandbox refused. */
  async send(message) {
    if (this.chat === null) return this.actions.toast("No bot is here yet. Start one against this sandbox.");
    return this.#deliver(() => people.send(this.seat, { ...message, thread: this.thread }));
  }

  /** Press START, with the payload of a link if there is one; in a group, follow a link that adds the bot. */
  start(payload, asAdministrator) {
    return this.#deliver(() => people.start(this.seat, payload, asAdministrator));
  }

  async setBlocked(blocked) {
    await this.actions.attempt(() => people.setBlocked(this.seat, blocked));
    await this.refresh();
  }

  /** Begin an inline query in the line. */
  startInline(query, bot = this.bot) {
    this.composer.write(`@${bot.username} ${query}`);
  }

  /** Bring a message into view; false when it is not here. */
  show(messageId) {
    const message = this.chat?.messages.get(messageId);
    if (message === undefined) return false;
    this.topics.openTopicOf(message);
    this.scroller.reveal(this.timeline.nodeOf(messageId));
    return true;
  }

  async pickPerson() {
    const account = await choosePerson(this.phone, this.world);
    if (account === null) return;
    const isGroup = this.seat.chat < 0;
    await this.sit({ account: account.id, bot: this.seat.bot, chat: isGroup ? this.seat.chat : account.id });
  }

  /** Resolves with whether a chat was chosen. */
  async pickChat() {
    const chosen = await chooseChat(this.phone, this.world, this.account);
    if (chosen === null) return false;
    await this.sit({ account: this.seat.account, ...chosen });
    return true;
  }

  put(message, isNews) {
    const isOwn = isWrittenBy(message, this.seat.account);
    if (isNews && !isOwn) this.header.rest();
    if (this.topics.admits(message, isNews)) this.timeline.put(message);
    this.gate.showEmpty(false);
    if (!isNews) return;
    this.scroller.arrived(isOwn);
    if (!isOwn) this.page.unread(this);
    if (message.reply_markup?.force_reply && !isOwn) {
      this.composer.replyTo(message, message.reply_markup.input_field_placeholder);
    }
  }

  remove(messageId) {
    this.timeline.remove(messageId);
    this.pinned.show(this.#pinnedMessages());
  }

  changed(state, differences) {
    if ("keyboard" in differences) this.keyboard.show(state.keyboard);
    if ("topics" in differences) this.topics.show(state.topics);
    this.composer.setPlaceholder(state.keyboard?.input_field_placeholder);
    this.composer.offer(state.commands, state.menuButton);
    this.pinned.show(this.#pinnedMessages());
    this.gate.showBlocked(state.blocked);
    this.gate.showEmpty(this.chat.messages.size === 0 && !this.chat.isGroup, this.bot);
    this.phone.classList.toggle("blocked-by-person", state.blocked);
  }

  acting(action) {
    this.header.act(action);
  }

  answered(event) {
    this.actions.answered(event);
  }

  async #deliver(call) {
    const chat = this.chat;
    const message = await this.actions.attempt(call);
    if (message !== undefined) chat.takeOwn(message);
    return message;
  }

  #pinnedMessages() {
    return this.chat.state.pinned.map((id) => this.chat.messages.get(id)).filter(Boolean);
  }

  #refill() {
    this.timeline.clear();
    const inOrder = [...this.chat.messages.values()].sort((one, other) => one.message_id - other.message_id);
    for (const message of inOrder) {
      if (this.topics.admits(message, false)) this.timeline.put(message);
    }
    this.scroller.toEnd(false);
  }
}
