/** Draws maps of Kazakhstan and its surroundings as SVG, without asking anybody for tiles. */

import { ABROAD, KAZAKHSTAN } from "/web/map/cities.js";
import { drawing } from "/web/ui/element.js";

/** A degree of longitude is this much shorter than one of latitude in the middle of the country, 48° N. */
const SQUEEZE = Math.cos((48 * Math.PI) / 180);
const COUNTRY = { west: 45.6, east: 88, south: 40, north: 56.6 };
const LAND = { west: 42, east: 92, south: 36, north: 59 };
/** Where a label stands beside its dot, for letters one degree tall. */
const LABEL_OFFSETS = {
  right: { dx: 0.6, dy: 0.32, anchor: "start" },
  left: { dx: -0.6, dy: 0.32, anchor: "end" },
  above: { dx: 0, dy: -0.65, anchor: "middle" },
  below: { dx: 0, dy: 1.2, anchor: "middle" },
};
const COUNTRY_SCALE = 0.88;
const PLACE_SCALE = 0.28;

/** Draw the whole country; `onPick({latitude, longitude})` hears clicks, `mark(place)` moves the pin. */
export function countryMap(onPick) {
  const pin = drawPin(1.15);
  const map = frame(
    COUNTRY,
    "country-map",
    ...land(),
    ...KAZAKHSTAN.map((city) => cityDot(city, COUNTRY_SCALE, onPick)),
    pin,
  );
  map.addEventListener("click", (event) => onPick(placeAt(map, event)));
  return { map, mark: (place) => movePin(pin, place) };
}

/** Draw the surroundings of one place, about 600 km wide, with its pin in the middle. */
export function placeMap(place) {
  const centre = { latitude: clampLatitude(place.latitude), longitude: place.longitude };
  const view = {
    west: centre.longitude - 4.6,
    east: centre.longitude + 4.6,
    south: centre.latitude - 1.7,
    north: centre.latitude + 1.7,
  };
  const pin = drawPin(0.4);
  movePin(pin, place);
  const cities = [...KAZAKHSTAN, ...ABROAD]
    .filter((city) => isWithin(city, view))
    .map((city) => cityDot(city, PLACE_SCALE));
  return frame(
    view,
    "place-map",
    ...(overlaps(view, LAND) ? land() : [openLand(view)]),
    graticule(view),
    ...cities,
    pin,
  );
}

function frame(view, className, ...content) {
  const x = view.west * SQUEEZE;
  const width = (view.east - view.west) * SQUEEZE;
  const height = view.north - view.south;
  const viewBox = `${x} ${-view.north} ${width} ${height}`;
  return drawing(
    "svg",
    { class: `map ${className}`, viewBox, preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" },
    ...content,
  );
}

function land() {
  // land.svg is written in plain degrees; only here are they turned into the plane of the map.
  return ["neighbours", "kazakhstan", "rivers", "lakes"].map((layer) =>
    drawing("use", {
      href: `/web/map/land.svg#${layer}`,
      class: `land-${layer}`,
      transform: `scale(${SQUEEZE} -1)`,
    }),
  );
}

function openLand(view) {
  const [x, width] = [view.west * SQUEEZE, (view.east - view.west) * SQUEEZE];
  return drawing("rect", {
    class: "land-unknown",
    x,
    y: -view.north - 9,
    width,
    height: view.north - view.south + 18,
  });
}

function graticule(view) {
  const lines = [];
  for (let longitude = Math.ceil(view.west); longitude <= view.east; longitude += 1) {
    lines.push(`M${longitude * SQUEEZE} ${-view.north - 3}V${-view.south + 3}`);
  }
  for (let latitude = Math.ceil(view.south - 2); latitude <= view.north + 2; latitude += 1) {
    lines.push(`M${view.west * SQUEEZE} ${-latitude}H${view.east * SQUEEZE}`);
  }
  return drawing("path", { class: "graticule", d: lines.join("") });
}

function cityDot(city, scale, onPick) {
  const [x, y] = [city.longitude * SQUEEZE, -city.latitude];
  const { dx, dy, anchor } = LABEL_OFFSETS[city.side];
  const dot = drawing(
    "g",
    { class: "city", "data-city": city.name },
    drawing("circle", { class: "city-reach", cx: x, cy: y, r: 0.7 }),
    drawing("circle", { class: "city-dot", cx: x, cy: y, r: 0.21 }),
    drawing("text", { x: x + dx * scale, y: y + dy * scale, "text-anchor": anchor }, city.name),
  );
  if (onPick) {
    dot.addEventListener("click", (event) => {
      event.stopPropagation();
      onPick({ latitude: city.latitude, longitude: city.longitude });
    });
  }
  return dot;
}

function drawPin(size) {
  const shape = "M0 0C-.2 -.5 -.75 -.85 -.75 -1.45A.75 .75 0 1 1 .75 -1.45C.75 -.85 .2 -.5 0 0Z";
  const body = drawing(
    "g",
    { transform: `scale(${size})` },
    drawing("ellipse", { class: "pin-shadow", cx: 0, cy: 0, rx: 0.42, ry: 0.14 }),
    drawing("path", { class: "pin-body", d: shape }),
    drawing("circle", { class: "pin-eye", cx: 0, cy: -1.45, r: 0.28 }),
  );
  return drawing("g", { class: "pin" }, body);
}

function movePin(pin, { latitude, longitude }) {
  pin.setAttribute("transform", `translate(${longitude * SQUEEZE} ${-latitude})`);
}

function placeAt(map, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
  return { latitude: Number((-point.y).toFixed(5)), longitude: Number((point.x / SQUEEZE).toFixed(5)) };
}

function isWithin({ latitude, longitude }, view) {
  return longitude > view.west && longitude < view.east && latitude > view.south && latitude < view.north;
}

function overlaps(view, other) {
  return (
    view.west < other.east && view.east > other.west && view.south < other.north && view.north > other.south
  );
}

function clampLatitude(latitude) {
  return Math.max(-88, Math.min(88, latitude));
}
