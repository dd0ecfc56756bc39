/** Draws a shared place: a small map with a pin, and the venue's name and address. */

import { placeMap } from "/web/map/map.js";
import { button, element } from "/web/ui/element.js";
import { coordinates } from "/web/ui/wording.js";

const STREET_ZOOM = 15;

/** Draw the card of a `location` or a `venue`. */
export function placeCard(message, actions) {
  const place = message.venue?.location ?? message.location;
  const open = () => actions.openLink(mapAddress(place));
  const map = button(
    {
      class: "place-open",
      "aria-label": `Place ${coordinates(place)}: open a street map`,
      on: { click: open },
    },
    placeMap(place),
  );
  const words = message.venue
    ? [element("strong", {}, message.venue.title), element("span", {}, message.venue.address)]
    : [element("span", { class: "place-coordinates" }, coordinates(place))];
  return element("div", { class: "place-card" }, map, element("div", { class: "place-words" }, words));
}

function mapAddress({ latitude, longitude }) {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=${STREET_ZOOM}/${latitude}/${longitude}`;
}
