/** Shows the bot's keyboard in place of the letters, and hides it on demand. */

import { button, element, icon } from "/web/ui/element.js";

const SIGNS = [
  ["request_location", "place"],
  ["request_contact", "person"],
  ["request_users", "person"],
  ["request_chat", "chat"],
  ["request_poll", "poll"],
  ["web_app", "web-app"],
];

export class ReplyKeyboard {
  #keyboard = null;

  /** `onPress(button)`; `onChange()` after it appeared, went or was toggled. */
  constructor(onPress, onChange) {
    this.onPress = onPress;
    this.onChange = onChange;
    this.element = element("div", {
      class: "reply-keyboard",
      role: "group",
      "aria-label": "Keyboard of the bot",
      hidden: true,
    });
  }

  get exists() {
    return this.#keyboard !== null;
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** Show a `ReplyKeyboardMarkup`; anything else takes the keyboard away. */
  show(markup) {
    this.#keyboard = markup?.keyboard ? markup : null;
    const rows = (this.#keyboard?.keyboard ?? []).map((row) =>
      element(
        "div",
        { class: "reply-row" },
        row.map((key) => this.#keyNode(asButton(key))),
      ),
    );
    this.element.replaceChildren(...rows);
    this.element.classList.toggle("tall", this.exists && !this.#keyboard.resize_keyboard);
    this.#setOpen(this.exists);
  }

  toggle() {
    this.#setOpen(this.exists && !this.isOpen);
  }

  #setOpen(isOpen) {
    this.element.hidden = !isOpen;
    this.onChange();
  }

  #keyNode(key) {
    const sign = SIGNS.find(([field]) => key[field]);
    const style = ["danger", "success", "primary"].includes(key.style) ? ` style-${key.style}` : "";
    const node = button(
      { class: `reply-button${style}`, "data-testid": "reply-button", "data-kind": sign?.[0] ?? "text" },
      sign && icon(sign[1]),
      element("span", {}, key.text),
    );
    node.addEventListener("click", () => {
      if (this.#keyboard.one_time_keyboard && !this.#keyboard.is_persistent) this.#setOpen(false);
      this.onPress(key, sign?.[0]);
    });
    return node;
  }
}

/** The Bot API lets a plain string stand for a button that sends it. */
function asButton(key) {
  return typeof key === "string" ? { text: key } : key;
}
