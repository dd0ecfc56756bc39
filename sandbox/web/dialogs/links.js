/** Asks before a link leaves the sandbox, and takes a start link or its payload. */

import { field, openSheet, sheetForm } from "/web/dialogs/sheet.js";
import { destinationOf } from "/web/message/links.js";
import { button, element } from "/web/ui/element.js";

/** Show where a link leads, in full, and let the person decide. */
export function askToOpen(host, href) {
  const content = (close) => [
    element("p", { class: "link-address" }, href),
    element(
      "div",
      { class: "sheet-actions" },
      button({ class: "plain", on: { click: () => close() } }, "Stay here"),
      element(
        "a",
        {
          class: "primary",
          href,
          target: "_blank",
          rel: "noopener noreferrer",
          autofocus: true,
          "data-testid": "open-link",
          on: { click: () => close(true) },
        },
        "Open in a new tab",
      ),
    ),
  ];
  return openSheet(host, { title: "Open this link?", testId: "link-dialog", content }).closed;
}

/**
 * Resolves with `{username, payload, asAdministrator}` of a start link; `username` is null when only a payload was typed.
 * `parameter` is `startgroup` for a link into a group.
 */
export function askForStartLink(host, username, parameter = "start") {
  const link = field(`A link to the bot, or only what follows ${parameter}=`, {
    placeholder: `https://t.me/${username}?${parameter}=…`,
    autofocus: true,
    "data-testid": "start-link",
  });
  const content = (close) =>
    sheetForm(close, {
      fields: [link.node],
      confirm: "Start",
      confirmTestId: "start-with-link",
      read: () => readStart(link.input.value.trim(), parameter),
    });
  return openSheet(host, { title: "Start with a link", testId: "start-dialog", content }).closed;
}

/** Resolves with what was typed, or null. */
export function askForName(host, title) {
  const name = field("Name", { autofocus: true, maxlength: 128, "data-testid": "name" });
  const content = (close) =>
    sheetForm(close, {
      fields: [name.node],
      confirm: "Create",
      confirmTestId: "confirm-name",
      read: () => {
        const typed = name.input.value.trim();
        if (!typed) throw new Error("Type a name.");
        return typed;
      },
    });
  return openSheet(host, { title, testId: "name-dialog", content }).closed;
}

function readStart(typed, parameter) {
  const destination = /[/.:]/u.test(typed) ? destinationOf(typed) : null;
  if (destination?.kind === "bot") {
    const payload = parameter === "startgroup" ? destination.groupPayload : destination.payload;
    return { username: destination.username, payload, asAdministrator: destination.asAdministrator };
  }
  // Telegram lets a payload have up to 64 of these characters.
  if (/^[\w-]{0,64}$/u.test(typed)) return { username: null, payload: typed, asAdministrator: false };
  throw new Error("A payload has up to 64 letters of A-Z, a-z, digits, _ and -.");
}
