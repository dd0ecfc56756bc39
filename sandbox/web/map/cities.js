/** Lists the cities that the maps show: Kazakhstan's three largest, its regional centres, and some abroad. */

/** `[name, latitude, longitude, side of the dot on which the label stands]`. */
export const KAZAKHSTAN = [
  ["Astana", 51.13, 71.43, "right"],
  ["Almaty", 43.24, 76.89, "below"],
  ["Shymkent", 42.34, 69.59, "below"],
  ["Aktau", 43.65, 51.16, "right"],
  ["Aktobe", 50.28, 57.17, "right"],
  ["Atyrau", 47.11, 51.92, "right"],
  ["Karaganda", 49.81, 73.1, "below"],
  ["Kokshetau", 53.28, 69.39, "right"],
  ["Konaev", 43.87, 77.06, "right"],
  ["Kostanay", 53.21, 63.62, "left"],
  ["Kyzylorda", 44.85, 65.5, "above"],
  ["Oral", 51.23, 51.37, "above"],
  ["Oskemen", 49.95, 82.61, "below"],
  ["Pavlodar", 52.29, 76.95, "right"],
  ["Petropavl", 54.87, 69.15, "above"],
  ["Semey", 50.41, 80.23, "left"],
  ["Taldykorgan", 45.02, 78.37, "right"],
  ["Taraz", 42.9, 71.37, "above"],
  ["Turkistan", 43.3, 68.27, "left"],
  ["Zhezkazgan", 47.8, 67.71, "left"],
].map(city);

export const ABROAD = [
  ["Beijing", 39.9, 116.41],
  ["Berlin", 52.52, 13.4],
  ["Bishkek", 42.87, 74.59],
  ["Istanbul", 41.01, 28.98],
  ["London", 51.51, -0.13],
  ["Moscow", 55.75, 37.62],
  ["New York", 40.71, -74.01],
  ["Omsk", 54.99, 73.37],
  ["Seoul", 37.57, 126.98],
  ["Tashkent", 41.31, 69.24],
].map(city);

function city([name, latitude, longitude, side = "right"]) {
  return { name, latitude, longitude, side };
}
