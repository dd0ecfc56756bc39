/**
 * Reads the view that an address asks for: `/?people=Aigerim:kk,Ivan:ru:payload&bot=username`.
 *
 * Whoever has a payload came by a link: pressing START sends it.
 */

const SEATS_KEY = "sandbox.seats";

/** `{people: [{name, language, payload}], bot}`; `bot` is null when the address names none. */
export function readPreset(search) {
  const query = new URLSearchParams(search);
  const people = (query.get("people") ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry) => {
      const [name, language, payload] = entry.split(":").map((part) => part.trim());
      return { name, language: language || "en", payload };
    });
  return { people, bot: query.get("bot")?.replace(/^@/u, "") || null };
}

/** Find the people of a preset among those who exist, and make those who do not. */
export async function gather(world, wanted) {
  const accounts = [];
  for (const { name, language } of wanted) {
    const known = [...world.accounts.values()].find(
      (account) => account.first_name === name && account.language_code === language,
    );
    accounts.push(known ?? (await world.createAccount({ first_name: name, language_code: language })));
  }
  return accounts;
}

/** Remember the open columns of this tab, so that a reload shows them again. */
export function rememberSeats(seats) {
  sessionStorage.setItem(SEATS_KEY, JSON.stringify(seats));
}

/** The remembered columns whose people and bots still exist. */
export function rememberedSeats(world) {
  const seats = JSON.parse(sessionStorage.getItem(SEATS_KEY) ?? "[]");
  return seats.filter(
    ({ account, bot, chat }) =>
      world.accounts.has(account) &&
      (bot === null || world.bots.has(bot)) &&
      (chat > 0 || world.groups.has(chat)),
  );
}
