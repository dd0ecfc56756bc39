/** Draws a shared contact. */

import { avatar, displayName } from "/web/ui/avatar.js";
import { button, element } from "/web/ui/element.js";

/** Draw the card of a `contact`; pressing the number copies it. */
export function contactCard({ contact }, actions) {
  const copy = button(
    {
      class: "contact-number",
      title: "Copy the number",
      on: { click: () => actions.copy(contact.phone_number) },
    },
    contact.phone_number,
  );
  const who = { id: contact.user_id ?? 0, ...contact };
  return element(
    "div",
    { class: "contact-card" },
    avatar(who),
    element("div", {}, element("strong", {}, displayName(who)), copy),
  );
}
