/** Says whose a message is: an anonymous administrator's is the group's, and still their own to them. */

/** The user or chat that a message shows as its author. */
export function authorOf(message) {
  return message.sender_chat ?? message.from ?? message.chat;
}

/** Whether an account wrote a message. */
export function isWrittenBy(message, account) {
  return (message.author ?? message.from?.id) === account;
}
