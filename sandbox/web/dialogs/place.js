/** Lets a person choose a place to share: on the map, from a list of cities, or by its coordinates. */

import { choice, field, openSheet, sheetForm } from "/web/dialogs/sheet.js";
import { ABROAD, KAZAKHSTAN } from "/web/map/cities.js";
import { countryMap } from "/web/map/map.js";
import { element } from "/web/ui/element.js";

const CITIES = [...KAZAKHSTAN, ...ABROAD];
const FIRST_SHOWN = KAZAKHSTAN[0];

/** Resolves with `{latitude, longitude}`, or null when the person changed their mind. */
export function choosePlace(host, lastPlace) {
  return openSheet(host, {
    title: "Share a place",
    testId: "place-dialog",
    className: "wide",
    content: (close) => placeForm(close, lastPlace ?? FIRST_SHOWN),
  }).closed;
}

function placeForm(close, start) {
  const latitude = field("Latitude", {
    type: "number",
    step: "any",
    min: -90,
    max: 90,
    inputmode: "decimal",
    "data-testid": "latitude",
    autofocus: true,
  });
  const longitude = field("Longitude", {
    type: "number",
    step: "any",
    min: -180,
    max: 180,
    inputmode: "decimal",
    "data-testid": "longitude",
  });
  const cities = cityChoice();
  const { map, mark } = countryMap(pick);

  function pick(place) {
    latitude.input.value = place.latitude;
    longitude.input.value = place.longitude;
    show();
  }

  function show() {
    const [north, east] = [latitude.input.valueAsNumber, longitude.input.valueAsNumber];
    const known = CITIES.findIndex((city) => city.latitude === north && city.longitude === east);
    cities.input.value = known === -1 ? "" : String(known);
    if (Number.isFinite(north) && Number.isFinite(east)) mark({ latitude: north, longitude: east });
  }

  latitude.input.addEventListener("input", show);
  longitude.input.addEventListener("input", show);
  cities.input.addEventListener("change", () => cities.input.value && pick(CITIES[cities.input.value]));
  pick(start);
  return sheetForm(close, {
    fields: [
      element("div", { class: "map-frame" }, map),
      cities.node,
      element("div", { class: "field-pair" }, latitude.node, longitude.node),
    ],
    confirm: "Share this place",
    confirmTestId: "confirm-place",
    read: () => ({
      latitude: degrees(latitude.input, 90, "Latitude"),
      longitude: degrees(longitude.input, 180, "Longitude"),
    }),
  });
}

function cityChoice() {
  const cities = choice("City", [["", "A point on the map"]], { "data-testid": "city" });
  for (const [label, list] of [
    ["Kazakhstan", KAZAKHSTAN],
    ["Abroad", ABROAD],
  ]) {
    const options = list.map((city) => element("option", { value: CITIES.indexOf(city) }, city.name));
    cities.input.append(element("optgroup", { label }, options));
  }
  return cities;
}

function degrees(input, most, name) {
  const value = input.valueAsNumber;
  if (Number.isFinite(value) && Math.abs(value) <= most) return value;
  throw new Error(`${name} is a number from −${most} to ${most}.`);
}
