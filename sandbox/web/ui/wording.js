/** Says times, days, sizes and durations the way a chat does. */

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "medium" });
const KIBIBYTE = 1024;

/** Unix seconds → `14:05` in the browser's time zone. */
export function clockTime(seconds) {
  return CLOCK.format(seconds * 1000);
}

/** Unix seconds → `22 November`, with the year when it is not the present one. */
export function dayName(seconds) {
  const date = new Date(seconds * 1000);
  return (date.getFullYear() === new Date().getFullYear() ? DAY : DAY_AND_YEAR).format(date);
}

/** Unix seconds → the full date and time, for a tooltip. */
export function fullMoment(seconds) {
  return MOMENT.format(seconds * 1000);
}

/** Bytes → `812 B`, `14.2 KB`, `3.1 MB`. */
export function fileSize(bytes) {
  if (bytes === undefined) return "";
  if (bytes < KIBIBYTE) return `${bytes} B`;
  if (bytes < KIBIBYTE ** 2) return `${(bytes / KIBIBYTE).toFixed(1)} KB`;
  return `${(bytes / KIBIBYTE ** 2).toFixed(1)} MB`;
}

/** Seconds → `1:07`. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Degrees → `43.23800, 76.94500`. */
export function coordinates({ latitude, longitude }) {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}
