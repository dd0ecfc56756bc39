/** Plays voice messages and music. */

import { people } from "/web/app/people_api.js";
import { drawing, element, iconButton } from "/web/ui/element.js";
import { duration } from "/web/ui/wording.js";

const BARS = 34;

/** Draw a player for a `voice` or an `audio`. */
export function voicePlayer(file) {
  const sound = element("audio", { src: people.fileAddress(file.file_id), preload: "none" });
  const play = iconButton("play", "Play", { class: "voice-play" });
  const clock = element("span", { class: "voice-clock" }, duration(file.duration ?? 0));
  const wave = waveform(file.file_unique_id ?? file.file_id);
  const seek = element("input", {
    class: "voice-seek",
    type: "range",
    min: 0,
    max: 1000,
    value: 0,
    "aria-label": "Position",
  });
  const player = element(
    "div",
    { class: "voice" },
    play,
    element(
      "div",
      { class: "voice-track" },
      wave.drawing,
      seek,
      element("span", { class: "voice-words" }, clock, file.title && ` ${file.title}`),
    ),
    sound,
  );
  connect({ sound, play, clock, wave, seek, length: file.duration });
  return player;
}

function connect({ sound, play, clock, wave, seek, length }) {
  const total = () => (Number.isFinite(sound.duration) ? sound.duration : length || 1);
  play.addEventListener("click", () =>
    sound.paused ? sound.play().catch(() => clock.replaceChildren("cannot be played here")) : sound.pause(),
  );
  seek.addEventListener("input", () => {
    sound.currentTime = (seek.value / 1000) * total();
  });
  sound.addEventListener("timeupdate", () => {
    const part = Math.min(1, sound.currentTime / total());
    seek.value = part * 1000;
    wave.show(part);
    clock.replaceChildren(duration(sound.currentTime || total()));
  });
  for (const moment of ["play", "pause", "ended"]) {
    sound.addEventListener(moment, () => {
      play.querySelector("use").setAttribute("href", `/web/icons.svg#${sound.paused ? "play" : "pause"}`);
      play.setAttribute("aria-label", sound.paused ? "Play" : "Pause");
    });
  }
}

/** The Bot API tells nothing of loudness, so the bars are a fingerprint of the file: the same file looks the same. */
function waveform(seed) {
  let state = [...seed].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) >>> 0, 7);
  const bars = Array.from({ length: BARS }, (_, index) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    const height = 3 + Math.round((state / 2 ** 32) ** 1.6 * 17);
    return drawing("rect", { x: index * 5, y: 22 - height, width: 3, height, rx: 1.5 });
  });
  return {
    drawing: drawing(
      "svg",
      { class: "waveform", viewBox: `0 0 ${BARS * 5 - 2} 22`, "aria-hidden": "true" },
      bars,
    ),
    show: (part) => bars.forEach((bar, index) => bar.classList.toggle("played", index < part * BARS)),
  };
}
