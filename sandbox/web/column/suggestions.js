/** Lists what could be chosen while typing: commands, or the results of an inline query. */

import { button, element } from "/web/ui/element.js";

let listsMade = 0;

export class Suggestions {
  #items = [];
  #active = -1;

  /** `input` is the text field that stays focused and steers the list. */
  constructor(input) {
    listsMade += 1;
    this.input = input;
    this.element = element("div", {
      class: "suggestions",
      role: "listbox",
      id: `suggestions-${listsMade}`,
      hidden: true,
      "data-testid": "suggestions",
    });
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.element.id,
    })) {
      input.setAttribute(name, value);
    }
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** Show `items` of `{content, choose}`; `firstIsActive` makes Enter take the first. */
  show(label, items, { firstIsActive = false, className = "" } = {}) {
    this.#items = items.map((item, index) => ({ ...item, node: this.#optionNode(item, index) }));
    this.element.className = `suggestions ${className}`;
    this.element.setAttribute("aria-label", label);
    this.element.replaceChildren(...this.#items.map(({ node }) => node));
    this.#setOpen(items.length > 0);
    this.#activate(firstIsActive ? 0 : -1);
  }

  /** Show one line that cannot be chosen: waiting, or why nothing is there. */
  say(text) {
    this.#items = [];
    this.element.className = "suggestions";
    this.element.replaceChildren(element("p", { class: "suggestion-hint" }, text));
    this.#setOpen(true);
    this.#activate(-1);
  }

  close() {
    this.#items = [];
    this.#setOpen(false);
    this.#activate(-1);
  }

  /** Let the list have a key first; true when it used it. */
  uses(event) {
    if (!this.isOpen) return false;
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown") this.#activate((this.#active + 1) % this.#items.length);
    else if (event.key === "ArrowUp")
      this.#activate((this.#active <= 0 ? this.#items.length : this.#active) - 1);
    else if (event.key === "Tab" && this.#items.length > 0) this.#items[Math.max(0, this.#active)].choose();
    else if (event.key === "Enter" && this.#active >= 0) this.#items[this.#active].choose();
    else return false;
    return true;
  }

  #optionNode({ content, choose }, index) {
    const node = button(
      {
        class: "suggestion",
        role: "option",
        id: `${this.element.id}-${index}`,
        tabindex: "-1",
        "aria-selected": "false",
        "data-testid": "suggestion",
      },
      content,
    );
    // Keeps the focus, and so the phone's keyboard, in the text field.
    node.addEventListener("pointerdown", (event) => event.preventDefault());
    node.addEventListener("click", choose);
    return node;
  }

  #setOpen(isOpen) {
    this.element.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  #activate(index) {
    this.#active = index;
    this.#items.forEach(({ node }, at) => node.setAttribute("aria-selected", String(at === index)));
    const active = this.#items[index]?.node;
    if (active) {
      this.input.setAttribute("aria-activedescendant", active.id);
      active.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }
}
