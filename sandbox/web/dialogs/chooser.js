/** Lets a column choose its person and its chat. */

import { createGroup, createPerson } from "/web/dialogs/newcomers.js";
import { openSheet } from "/web/dialogs/sheet.js";
import { avatar, displayName, iconAvatar } from "/web/ui/avatar.js";
import { button, element } from "/web/ui/element.js";

/** Resolves with an account, perhaps one just made, or null. */
export async function choosePerson(host, world) {
  await world.refresh();
  const content = (close) => [
    rowList(
      [...world.accounts.values()].map((person) =>
        row(avatar(person), displayName(person), detailsOf(person), () => close(person)),
      ),
    ),
    row(iconAvatar("plus"), "New person", "with a name and a language", () => close("new"), "new-person"),
  ];
  const answer = await openSheet(host, { title: "Whose phone is this?", testId: "people-dialog", content })
    .closed;
  return answer === "new" ? createPerson(host, world) : answer;
}

/** Resolves with `{bot, chat}`, or null. */
export async function chooseChat(host, world, account) {
  await world.refresh();
  const bots = [...world.bots.values()].map((bot) =>
    row(avatar(bot), bot.first_name, `@${bot.username}`, () => close({ bot: bot.id, chat: account.id })),
  );
  const groups = world
    .groupsOf(account.id)
    .map((group) => row(avatar(group), group.title, "group", () => close(seatInGroup(world, group))));
  let close;
  const content = (closeSheet) => {
    close = closeSheet;
    return [
      bots.length > 0
        ? rowList(bots)
        : element(
            "p",
            { class: "hint" },
            "No bot is here yet. Start one with this sandbox as its Bot API server.",
          ),
      rowList(groups),
      row(
        iconAvatar("group"),
        "New group",
        "with people, bots, and topics if wanted",
        () => close("new"),
        "new-group",
      ),
    ];
  };
  const answer = await openSheet(host, { title: "Chats", testId: "chats-dialog", content }).closed;
  if (answer !== "new") return answer;
  const group = await createGroup(host, world, account);
  return group && seatInGroup(world, group);
}

/** Resolves with one of the person's groups, perhaps one just made, or null. */
export async function chooseGroup(host, world, account) {
  await world.refresh();
  const content = (close) => [
    rowList(
      world.groupsOf(account.id).map((group) => row(avatar(group), group.title, "group", () => close(group))),
    ),
    row(iconAvatar("group"), "New group", "with people, and topics if wanted", () => close("new"), "new-group"),
  ];
  const answer = await openSheet(host, { title: "Add the bot to which group?", testId: "groups-dialog", content })
    .closed;
  return answer === "new" ? createGroup(host, world, account) : answer;
}

/** A group is looked at through one of its bots. */
function seatInGroup(world, group) {
  const [bot] = world.botsIn(group);
  return { bot: (bot ?? [...world.bots.values()][0])?.id ?? null, chat: group.id };
}

function rowList(rows) {
  return element("div", { class: "rows" }, rows);
}

function row(picture, name, details, choose, testId) {
  return button(
    { class: "row", "data-testid": testId, on: { click: choose } },
    picture,
    element("span", { class: "row-words" }, element("strong", {}, name), element("span", {}, details)),
  );
}

function detailsOf(person) {
  return [person.language_code, person.username && `@${person.username}`, person.phone_number]
    .filter(Boolean)
    .join(" · ");
}
