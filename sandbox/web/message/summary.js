/** Says in a few words what a message holds, for quotes, pins and notices. */

const KINDS = [
  ["venue", ({ venue }) => venue.title],
  ["location", () => "Location"],
  ["contact", ({ contact }) => `Contact: ${contact.first_name}`],
  ["photo", () => "Photo"],
  ["voice", () => "Voice message"],
  ["video", () => "Video"],
  ["video_note", () => "Video message"],
  ["animation", () => "GIF"],
  ["audio", ({ audio }) => audio.title ?? audio.file_name ?? "Audio"],
  ["sticker", ({ sticker }) => `${sticker.emoji ?? ""} Sticker`.trim()],
  ["document", ({ document: file }) => file.file_name ?? "File"],
  ["poll", ({ poll }) => poll.question],
  ["dice", ({ dice }) => dice.emoji],
];

/** One line, without formatting. */
export function summaryOf(message) {
  const written = message.text ?? message.caption;
  if (written) return written.replace(/\s+/gu, " ").trim();
  const kind = KINDS.find(([field]) => message[field]);
  return kind ? kind[1](message) : "Message";
}
