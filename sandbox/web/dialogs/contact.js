/** Lets a person share a contact: their own, another person's of the sandbox, or one typed in. */

import { choice, field, openSheet, sheetForm } from "/web/dialogs/sheet.js";
import { displayName } from "/web/ui/avatar.js";

/** Resolves with a `contact`, or null. */
export function chooseContact(host, world, account) {
  return openSheet(host, {
    title: "Share a contact",
    testId: "contact-dialog",
    content: (close) => contactForm(close, world, account),
  }).closed;
}

/** The contact of an account, as Telegram sends it with its owner's consent. */
export function contactOf(account) {
  return { phone_number: account.phone_number, first_name: account.first_name, user_id: account.id };
}

function contactForm(close, world, account) {
  const known = [...world.accounts.values()].sort(
    (one, other) => (other.id === account.id) - (one.id === account.id),
  );
  const who = choice(
    "Whose",
    [...known.map((person) => [person.id, nameFor(person, account)]), ["", "Somebody else"]],
    { autofocus: true },
  );
  const name = field("Name", { required: true });
  const phone = field("Phone number", { type: "tel", required: true });
  const fill = () => {
    const person = world.accounts.get(Number(who.input.value));
    name.input.value = person ? person.first_name : "";
    phone.input.value = person?.phone_number ?? "";
  };
  who.input.addEventListener("change", fill);
  fill();
  return sheetForm(close, {
    fields: [who.node, name.node, phone.node],
    confirm: "Share this contact",
    confirmTestId: "confirm-contact",
    read: () => {
      const contact = { phone_number: phone.input.value.trim(), first_name: name.input.value.trim() };
      if (!contact.phone_number || !contact.first_name)
        throw new Error("A contact has a name and a phone number.");
      const isKnown =
        who.input.value && world.accounts.get(Number(who.input.value))?.phone_number === contact.phone_number;
      return isKnown ? { ...contact, user_id: Number(who.input.value) } : contact;
    },
  });
}

function nameFor(person, account) {
  return person.id === account.id ? `${displayName(person)} (you)` : displayName(person);
}
