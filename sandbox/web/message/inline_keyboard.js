/** Draws the buttons under a message. */

import { button, element, icon } from "/web/ui/element.js";

/** The little sign in a button's corner says what a press does beyond answering. */
const SIGNS = [
  ["url", "link"],
  ["login_url", "link"],
  ["web_app", "web-app"],
  ["copy_text", "copy"],
  ["switch_inline_query", "forward"],
  ["switch_inline_query_chosen_chat", "forward"],
  ["switch_inline_query_current_chat", "inline"],
  ["pay", "card"],
];

/** `onPress({button, row, column})` returns a promise; the button spins and is disabled until it settles. */
export function inlineKeyboard(rows, onPress) {
  const lines = rows.map((row, rowIndex) =>
    element(
      "div",
      { class: "inline-row" },
      row.map((key, column) => keyNode(key, () => onPress({ button: key, row: rowIndex, column }))),
    ),
  );
  return element(
    "div",
    { class: "inline-keyboard", role: "group", "aria-label": "Buttons of this message" },
    lines,
  );
}

function keyNode(key, press) {
  const sign = SIGNS.find(([field]) => key[field] !== undefined);
  const node = button(
    {
      class: `inline-button${key.style ? ` style-${knownStyle(key.style)}` : ""}`,
      "data-testid": "inline-button",
      "data-kind": sign?.[0] ?? "callback_data",
    },
    element("span", { class: "inline-label" }, key.text),
    sign && icon(sign[1]),
    element("span", { class: "spinner", "aria-hidden": "true" }),
  );
  node.addEventListener("click", async () => {
    node.disabled = true;
    node.setAttribute("aria-busy", "true");
    try {
      await press();
    } finally {
      node.disabled = false;
      node.removeAttribute("aria-busy");
    }
  });
  return node;
}

function knownStyle(style) {
  return ["danger", "success", "primary"].includes(style) ? style : "plain";
}
