/** Shows a poll as it stands; voting is not part of the sandbox. */

import { element } from "/web/ui/element.js";

/** Draw the card of a `poll`. */
export function pollCard({ poll }) {
  const total = Math.max(1, poll.total_voter_count ?? 0);
  const options = poll.options.map((option) => {
    const percent = Math.round(((option.voter_count ?? 0) / total) * 100);
    const bar = element("progress", { max: 100, value: percent, "aria-label": option.text });
    return element(
      "li",
      {},
      element("span", { class: "poll-share" }, `${percent}%`),
      element("span", {}, option.text),
      bar,
    );
  });
  const kind = poll.type === "quiz" ? "Quiz" : "Poll";
  return element(
    "div",
    { class: "poll-card" },
    element("strong", {}, poll.question),
    element("span", { class: "poll-kind" }, poll.is_closed ? "Final results" : kind),
    element("ul", {}, options),
  );
}
