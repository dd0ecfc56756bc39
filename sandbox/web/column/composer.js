/** The line where a person writes: text, replies, commands, inline queries, and the buttons around it. */

import { InlineMode } from "/web/column/inline_mode.js";
import { Suggestions } from "/web/column/suggestions.js";
import { quoteBlock } from "/web/message/heading.js";
import { button, element, icon, iconButton } from "/web/ui/element.js";

const TALLEST_PX = 148;

export class Composer {
  #replied = null;
  #commands = [];
  #menuButton = null;
  #placeholder = "Message";

  /** `on` holds `send(message)`, `attach(trigger)`, `toggleKeyboard()`, `openLink(address)`, `files(files)` and `account()`. */
  constructor(world, on) {
    this.on = on;
    this.input = element("textarea", {
      class: "composer-input",
      rows: 1,
      "aria-label": "Message",
      placeholder: "Message",
      "data-testid": "composer",
      enterkeyhint: "send",
      autocomplete: "off",
      dir: "auto",
    });
    this.suggestions = new Suggestions(this.input);
    this.inline = new InlineMode(world, on.account, this.suggestions, (choice) => this.#submitInline(choice));
    this.menu = button(
      {
        class: "menu-button",
        "data-testid": "menu",
        hidden: true,
        "aria-label": "Menu of the bot",
        on: { click: () => this.#openMenu() },
      },
      icon("menu"),
      element("span", {}, "Menu"),
    );
    this.keyboardToggle = iconButton("keyboard", "Keyboard of the bot", {
      "data-testid": "keyboard-toggle",
      hidden: true,
      on: { click: on.toggleKeyboard },
    });
    this.attach = iconButton("attach", "Attach", {
      "data-testid": "attach",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      on: { click: () => on.attach(this.attach) },
    });
    this.sendButton = element(
      "button",
      { class: "send", "data-testid": "send", "aria-label": "Send" },
      icon("send"),
    );
    this.replyBar = element("div", { class: "reply-bar", hidden: true });
    const line = element(
      "form",
      { class: "composer-line" },
      this.menu,
      this.input,
      this.keyboardToggle,
      element("span", { class: "menu-anchor" }, this.attach),
      this.sendButton,
    );
    this.element = element("div", { class: "composer" }, this.suggestions.element, this.replyBar, line);
    this.#listen(line);
    this.#adjust();
  }

  /** Offer the bot's commands and its menu button. */
  offer(commands, menuButton) {
    this.#commands = commands ?? [];
    this.#menuButton = menuButton;
    const isWebApp = menuButton?.type === "web_app";
    this.menu.hidden = this.#commands.length === 0 && !isWebApp;
    this.menu.lastChild.textContent = isWebApp ? menuButton.text : "Menu";
  }

  setPlaceholder(text) {
    this.#placeholder = text || "Message";
    this.input.placeholder = this.#placeholder;
  }

  /** Show the button that opens and closes the bot's keyboard. */
  showKeyboardToggle(exists, isOpen) {
    this.keyboardToggle.hidden = !exists;
    this.keyboardToggle.setAttribute("aria-pressed", String(isOpen));
    this.keyboardToggle.classList.toggle("active", isOpen);
  }

  /** Write `text` into the line, as if it had been typed. */
  write(text) {
    this.input.value = text;
    this.input.focus({ preventScroll: true });
    this.#typed();
  }

  /** Answer a certain message, for which the bot may wish another placeholder; null ends that. */
  replyTo(message, placeholder) {
    this.#replied = message;
    this.input.placeholder = placeholder || this.#placeholder;
    this.replyBar.hidden = message === null;
    if (message === null) return;
    const cancel = iconButton("close", "Do not reply", { on: { click: () => this.replyTo(null) } });
    this.replyBar.replaceChildren(icon("reply"), quoteBlock(message), cancel);
    this.input.focus({ preventScroll: true });
  }

  /** The message id that is being replied to, for whatever else is sent. */
  takeReply() {
    const id = this.#replied?.message_id;
    this.replyTo(null);
    return id;
  }

  clear() {
    this.input.value = "";
    this.replyTo(null);
    this.#typed();
  }

  #listen(line) {
    line.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("blur", () => this.suggestions.close());
    this.input.addEventListener("focus", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#pressed(event));
    this.input.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (files.length === 0) return;
      event.preventDefault();
      this.on.files(files);
    });
  }

  #pressed(event) {
    // Enter that ends a composition of an input method chooses letters; it does not send.
    if (event.isComposing) return;
    if (this.suggestions.uses(event)) return event.preventDefault();
    if (event.key === "Escape" && this.#replied) return this.replyTo(null);
    if (event.key !== "Enter" || event.shiftKey) return undefined;
    event.preventDefault();
    return this.#submit();
  }

  async #submit() {
    const text = this.input.value.trim();
    if (text === "") return;
    const replied = this.#replied;
    this.clear();
    const sent = await this.on.send({ text, reply_to: replied?.message_id });
    // What could not be sent is not lost: it stands in the line again.
    if (sent === undefined && this.input.value === "") {
      this.write(text);
      this.replyTo(replied);
    }
  }

  #submitInline(choice) {
    const repliedId = this.takeReply();
    this.clear();
    return this.on.send({ via_bot: choice, reply_to: repliedId });
  }

  #typed() {
    this.#adjust();
    const text = this.input.value;
    if (this.inline.watch(text)) return;
    if (/^\/\w*$/u.test(text)) this.#listCommands(text);
    else this.suggestions.close();
  }

  #openMenu() {
    if (this.#menuButton?.type === "web_app") return this.on.openLink(this.#menuButton.web_app.url);
    if (this.suggestions.isOpen) return this.suggestions.close();
    this.input.focus({ preventScroll: true });
    return this.#listCommands("/");
  }

  #listCommands(typed) {
    const fitting = this.#commands.filter(({ command }) => `/${command}`.startsWith(typed.toLowerCase()));
    const items = fitting.map(({ command, description }) => ({
      content: [element("strong", {}, `/${command}`), element("span", {}, description)],
      choose: () => {
        this.clear();
        this.on.send({ text: `/${command}` });
      },
    }));
    this.suggestions.show("Commands", items, { className: "commands" });
  }

  #adjust() {
    this.sendButton.classList.toggle("ready", this.input.value.trim() !== "");
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(TALLEST_PX, this.input.scrollHeight)}px`;
  }
}
