/** The menu of a chat: start links, blocking, and what else belongs to the phone. */

import { groupMenu } from "/web/column/group_menu.js";
import { askForStartLink } from "/web/dialogs/links.js";
import { createPerson } from "/web/dialogs/newcomers.js";

/** The items of the ⋮ menu of a column. */
export function chatMenu(column) {
  const isPrivate = column.seat.chat > 0;
  const isBlocked = column.chat?.state.blocked === true;
  return [
    { icon: "chat", label: "Another chat", testId: "other-chat", act: () => column.pickChat() },
    { icon: "swap", label: "Another person", testId: "other-person", act: () => column.pickPerson() },
    { icon: "person", label: "New person", testId: "add-person", act: () => takeOver(column) },
    isPrivate && {
      icon: "link",
      label: "Start with a link",
      testId: "start-with-a-link",
      act: () => startWithLink(column),
    },
    isPrivate &&
      !isBlocked && {
        icon: "block",
        label: "Block the bot",
        testId: "block",
        danger: true,
        act: () => column.setBlocked(true),
      },
    isPrivate &&
      isBlocked && {
        icon: "check",
        label: "Unblock the bot",
        testId: "unblock-item",
        act: () => column.setBlocked(false),
      },
    ...(column.group ? groupMenu(column) : []),
    {
      icon: "close",
      label: "Close this column",
      testId: "close-column",
      act: () => column.page.close(column),
    },
  ].filter(Boolean);
}

async function takeOver(column) {
  const account = await createPerson(column.phone, column.world);
  if (account !== null) await column.sit({ account: account.id, bot: column.seat.bot, chat: account.id });
}

async function startWithLink(column) {
  if (column.bot === undefined) return column.actions.toast("No bot is here yet.");
  const link = await askForStartLink(column.phone, column.bot.username);
  if (link === null) return undefined;
  return column.actions.openBot(link.username ?? column.bot.username, link.payload ?? "");
}
