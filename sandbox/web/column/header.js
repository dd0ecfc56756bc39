/** Draws the head of a phone: who holds it, which chat is open, and what the bot is doing. */

import { avatar, displayName, iconAvatar } from "/web/ui/avatar.js";
import { button, element, icon, iconButton } from "/web/ui/element.js";
import { openMenu } from "/web/ui/menu.js";

/** Telegram shows a chat action for five seconds, or until the message comes. */
const ACTION_MS = 5000;
const ACTIONS = {
  typing: "typing",
  upload_photo: "sending a photo",
  record_video: "recording a video",
  upload_video: "sending a video",
  record_voice: "recording a voice message",
  upload_voice: "sending a voice message",
  upload_document: "sending a file",
  choose_sticker: "choosing a sticker",
  find_location: "looking for a place",
  record_video_note: "recording a video message",
  upload_video_note: "sending a video message",
};

export class Header {
  #timer = 0;
  #resting = "";

  /** `on` holds `choosePerson`, `chooseChat`, `close`, and `menuItems()`. */
  constructor(on) {
    this.person = button({
      class: "strip-person",
      title: "Change the person",
      on: { click: on.choosePerson },
    });
    this.strip = element(
      "div",
      { class: "strip" },
      this.person,
      iconButton("close", "Close this column", { on: { click: on.close } }),
    );
    this.title = element("span", { class: "chat-title" });
    this.status = element("span", { class: "chat-status", "aria-live": "polite", "data-testid": "status" });
    this.picture = element("span", {});
    const more = iconButton("more", "More", {
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "data-testid": "more",
      on: { click: () => openMenu(more, "Chat", on.menuItems()) },
    });
    const chat = button(
      {
        class: "chat-head-main",
        title: "Change the chat",
        "data-testid": "chat-title",
        on: { click: on.chooseChat },
      },
      this.picture,
      element("span", { class: "chat-words" }, this.title, this.status),
    );
    this.element = element("header", { class: "chat-head" }, chat, more);
  }

  /** Show the holder of the phone. */
  showPerson(account) {
    const language = account.language_code && element("span", { class: "language" }, account.language_code);
    this.person.replaceChildren(
      avatar(account),
      element("strong", {}, displayName(account)),
      ...(language ? [language] : []),
      icon("swap"),
    );
  }

  /** Show the open chat: a bot, a group, or undefined while there is none. */
  showChat(who) {
    this.picture.replaceChildren(who ? avatar(who) : iconAvatar("chat"));
    this.title.replaceChildren(who ? displayName(who) : "No chat yet");
    this.#resting = descriptionOf(who);
    this.rest();
  }

  /** Show what the bot is doing. */
  act(action) {
    clearTimeout(this.#timer);
    const dots = element(
      "span",
      { class: "dots", "aria-hidden": "true" },
      element("i"),
      element("i"),
      element("i"),
    );
    this.status.replaceChildren(dots, ACTIONS[action] ?? "busy", "…");
    this.status.classList.add("acting");
    this.#timer = setTimeout(() => this.rest(), ACTION_MS);
  }

  /** Show that the bot does nothing. */
  rest() {
    clearTimeout(this.#timer);
    this.status.classList.remove("acting");
    this.status.replaceChildren(this.#resting);
  }
}

function descriptionOf(who) {
  if (who === undefined) return "waiting for a bot";
  if (who.members === undefined) return "bot";
  return who.members.length === 1 ? "1 member" : `${who.members.length} members`;
}
