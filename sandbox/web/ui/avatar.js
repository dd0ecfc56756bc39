/** Draws a round avatar: initials on one of seven gradients, always the same one for the same id. */

import { element, icon } from "/web/ui/element.js";

const COLOURS = 7;

/** The colour number of a user or chat, for avatars and for sender names. */
export function colourOf(id) {
  return Math.abs(id) % COLOURS;
}

/** Draw the avatar of `{id, first_name | title}`. */
export function avatar(who) {
  return element(
    "span",
    { class: `avatar colour-${colourOf(who.id)}`, "aria-hidden": "true" },
    initials(displayName(who)),
  );
}

/** Draw an avatar that shows an icon, for places where nobody is known yet. */
export function iconAvatar(name) {
  return element("span", { class: "avatar colour-5", "aria-hidden": "true" }, icon(name));
}

/** The full name of a user or the title of a chat. */
export function displayName(who) {
  return who.title ?? [who.first_name, who.last_name].filter(Boolean).join(" ");
}

function initials(name) {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.map((word) => word.match(/[\p{L}\p{N}]/u)[0]);
  return [letters[0], letters.length > 1 ? letters.at(-1) : ""].join("").toUpperCase();
}
