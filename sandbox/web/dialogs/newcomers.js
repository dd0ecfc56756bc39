/** Makes new people and new groups. */

import { choice, field, openSheet, sheetForm } from "/web/dialogs/sheet.js";
import { displayName } from "/web/ui/avatar.js";
import { element } from "/web/ui/element.js";

/** Languages that clients of people in Kazakhstan use most; any other code can be typed. */
const LANGUAGES = [
  ["kk", "Kazakh"],
  ["ru", "Russian"],
  ["en", "English"],
  ["uz", "Uzbek"],
  ["ug", "Uyghur"],
  ["de", "German"],
  ["ko", "Korean"],
  ["tr", "Turkish"],
  ["uk", "Ukrainian"],
  ["zh-hans", "Chinese"],
];

/** Resolves with the new account, or null. */
export function createPerson(host, world) {
  return openSheet(host, {
    title: "New person",
    testId: "person-dialog",
    content: (close) => personForm(close, world),
  }).closed;
}

/** The form by itself, for an empty sandbox. */
export function personForm(close, world) {
  const name = field("First name", { autofocus: true, "data-testid": "first-name", maxlength: 64 });
  const surname = field("Last name, if wanted", { maxlength: 64 });
  const language = field("Language of their Telegram", {
    list: "client-languages",
    value: "kk",
    "data-testid": "language",
    maxlength: 12,
  });
  const known = element(
    "datalist",
    { id: "client-languages" },
    LANGUAGES.map(([code, words]) => element("option", { value: code }, words)),
  );
  return sheetForm(close, {
    fields: [name.node, surname.node, language.node, known],
    confirm: "Create",
    confirmTestId: "create-person",
    read: () => {
      const firstName = name.input.value.trim();
      if (!firstName) throw new Error("A person needs a first name.");
      const details = {
        first_name: firstName,
        last_name: surname.input.value.trim(),
        language_code: language.input.value.trim(),
      };
      return world.createAccount(Object.fromEntries(Object.entries(details).filter(([, value]) => value)));
    },
  });
}

/** Resolves with the new group, or null. */
export function createGroup(host, world, account) {
  return openSheet(host, {
    title: "New group",
    testId: "group-dialog",
    content: (close) => groupForm(close, world, account),
  }).closed;
}

function groupForm(close, world, account) {
  const title = field("Title", { autofocus: true, maxlength: 128 });
  const kind = choice("Kind", [
    ["", "Group"],
    ["forum", "Forum with topics"],
    ["basic", "Plain group, as phones make them"],
  ]);
  const people = checkboxes("People", [...world.accounts.values()], (person) => person.id === account.id);
  const bots = checkboxes("Bots", [...world.bots.values()], () => true);
  return sheetForm(close, {
    fields: [title.node, kind.node, people.node, bots.node],
    confirm: "Create",
    confirmTestId: "create-group",
    read: () => {
      const name = title.input.value.trim();
      if (!name) throw new Error("A group needs a title.");
      return world.createGroup({
        title: name,
        members: people.chosen(),
        bots: bots.chosen(),
        is_forum: kind.input.value === "forum",
        basic: kind.input.value === "basic",
      });
    },
  });
}

function checkboxes(legend, list, isChecked) {
  const boxes = list.map((who) =>
    element("input", { type: "checkbox", value: who.id, checked: isChecked(who) }),
  );
  const labels = boxes.map((box, index) =>
    element("label", { class: "check" }, box, displayName(list[index])),
  );
  return {
    node: element("fieldset", { class: "checks" }, element("legend", {}, legend), labels),
    chosen: () => boxes.filter((box) => box.checked).map((box) => Number(box.value)),
  };
}
