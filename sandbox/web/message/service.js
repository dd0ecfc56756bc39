/** Words the service messages: who joined, what was pinned, which topic was opened. */

import { authorOf } from "/web/message/author.js";
import { displayName } from "/web/ui/avatar.js";
import { summaryOf } from "/web/message/summary.js";

const NOTICES = {
  new_chat_members: (message, who) => {
    const names = message.new_chat_members.map(displayName).join(", ");
    return names === who ? `${who} joined the group` : `${who} added ${names}`;
  },
  left_chat_member: (message, who) => {
    const name = displayName(message.left_chat_member);
    return name === who ? `${who} left the group` : `${who} removed ${name}`;
  },
  new_chat_title: (message, who) => `${who} changed the title to “${message.new_chat_title}”`,
  new_chat_photo: (_message, who) => `${who} changed the picture`,
  delete_chat_photo: (_message, who) => `${who} removed the picture`,
  group_chat_created: (_message, who) => `${who} created the group`,
  supergroup_chat_created: (_message, who) => `${who} created the group`,
  pinned_message: (message, who) => `${who} pinned “${shorten(summaryOf(message.pinned_message))}”`,
  forum_topic_created: (message, who) => `${who} opened the topic “${message.forum_topic_created.name}”`,
  forum_topic_edited: (message, who) => `${who} changed the topic${renamed(message.forum_topic_edited)}`,
  forum_topic_closed: (_message, who) => `${who} closed the topic`,
  forum_topic_reopened: (_message, who) => `${who} reopened the topic`,
  general_forum_topic_hidden: (_message, who) => `${who} hid the topic General`,
  general_forum_topic_unhidden: (_message, who) => `${who} showed the topic General again`,
  migrate_to_chat_id: () => "The group became a supergroup",
  migrate_from_chat_id: () => "The group became a supergroup",
  write_access_allowed: () => "You allowed this bot to write to you",
  users_shared: () => "You shared people with the bot",
  chat_shared: () => "You shared a chat with the bot",
  message_auto_delete_timer_changed: (_message, who) => `${who} changed when messages disappear`,
};

/** The notice of a service message, or null for an ordinary one. */
export function serviceNotice(message) {
  const kind = Object.keys(NOTICES).find((field) => message[field] !== undefined);
  return kind
    ? NOTICES[kind](message, displayName(authorOf(message)))
    : null;
}

function renamed({ name }) {
  return name ? ` to “${name}”` : "";
}

function shorten(text) {
  const longest = 40;
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
