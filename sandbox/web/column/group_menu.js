/** The part of a chat's menu that belongs to groups: the bot's comings and goings, topics, anonymity. */

import { people } from "/web/app/people_api.js";
import { askForName, askForStartLink } from "/web/dialogs/links.js";

/** The items of the ⋮ menu for an open group; what this person may not do is left out. */
export function groupMenu(column) {
  const group = column.group;
  const me = group.members.find(({ id }) => id === column.seat.account);
  const isAdministrator = ["creator", "administrator"].includes(me?.status);
  const isBotHere = group.members.some(({ id }) => id === column.seat.bot);
  return [
    column.bot && {
      icon: "link",
      label: "Add the bot by a link",
      testId: "add-bot",
      act: () => addBot(column),
    },
    isAdministrator && isBotHere && {
      icon: "block",
      label: "Remove the bot",
      testId: "remove-bot",
      danger: true,
      act: () => setMember(column, { member: column.seat.bot, status: "kicked" }),
    },
    ...(group.is_forum ? topicItems(column, isAdministrator) : []),
    isAdministrator && group.type === "supergroup" && {
      icon: "person",
      label: me.is_anonymous ? "Write under my name" : "Write in the group’s name",
      testId: "anonymous",
      act: () => setMember(column, { member: me.id, is_anonymous: !me.is_anonymous }),
    },
    isAdministrator && group.type === "group" && {
      icon: "group",
      label: "Turn into a supergroup",
      testId: "upgrade",
      act: () => attempt(column, () => people.upgradeGroup(group.id, { account: column.seat.account })),
    },
  ];
}

function topicItems(column, isAdministrator) {
  const { topic, thread } = column.topics;
  const change = (differences) =>
    attempt(column, () =>
      people.changeTopic(column.seat.chat, thread, { account: column.seat.account, ...differences }),
    );
  return [
    { icon: "plus", label: "New topic", testId: "new-topic", act: () => createTopic(column) },
    topic && isAdministrator && {
      icon: "lock",
      label: topic.closed ? "Reopen this topic" : "Close this topic",
      testId: "close-topic",
      act: () => change({ closed: !topic.closed }),
    },
    topic && isAdministrator && {
      icon: "close",
      label: "Delete this topic",
      testId: "delete-topic",
      danger: true,
      act: () => change({ deleted: true }),
    },
  ];
}

async function addBot(column) {
  const link = await askForStartLink(column.phone, column.bot.username, "startgroup");
  if (link !== null) await column.start(link.payload ?? "", link.asAdministrator);
}

async function createTopic(column) {
  const name = await askForName(column.phone, "New topic");
  if (name === null) return;
  const { account, chat } = column.seat;
  const topic = await attempt(column, () => people.createTopic(chat, { account, name }));
  if (topic !== undefined) column.topics.open(topic.message_thread_id);
}

function setMember(column, change) {
  const { account, chat } = column.seat;
  return attempt(column, () => people.setMember(chat, { account, ...change }));
}

function attempt(column, act) {
  return column.actions.attempt(act);
}
