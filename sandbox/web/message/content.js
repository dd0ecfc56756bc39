/** Chooses how a message's content is drawn. */

import { contactCard } from "/web/message/contact_card.js";
import { fileCard } from "/web/message/file_card.js";
import { photo, sticker, video } from "/web/message/photo.js";
import { placeCard } from "/web/message/place_card.js";
import { pollCard } from "/web/message/poll_card.js";
import { voicePlayer } from "/web/message/voice.js";
import { element } from "/web/ui/element.js";

/** The first field that a message has decides; an animation also carries a document, a venue also a location. */
const CONTENT = [
  ["photo", photo],
  ["venue", placeCard],
  ["location", placeCard],
  ["contact", contactCard],
  ["animation", ({ animation }) => video(animation, true)],
  ["video", ({ video: file }) => video(file, false)],
  ["video_note", ({ video_note: file }) => video(file, false)],
  ["voice", ({ voice }) => voicePlayer(voice)],
  ["audio", ({ audio }) => voicePlayer(audio)],
  ["sticker", ({ sticker: file }) => sticker(file)],
  ["document", fileCard],
  ["poll", pollCard],
  ["dice", ({ dice }) => element("span", { class: "jumbo", title: `Rolled ${dice.value}` }, dice.emoji)],
];
const PLAIN_FIELDS = new Set(["text", "caption"]);

/** `{kind, node}` of what a message carries beside its text, or null. */
export function contentOf(message, actions) {
  const known = CONTENT.find(([field]) => message[field] !== undefined);
  if (known) return { kind: known[0], node: known[1](message, actions) };
  if ([...PLAIN_FIELDS].some((field) => message[field] !== undefined)) return null;
  return { kind: "unknown", node: element("em", {}, "This kind of message is not drawn here.") };
}
