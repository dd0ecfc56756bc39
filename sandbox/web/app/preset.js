/**
 * Reads the view that an address asks for:
 * `/?people=Aigerim:kk,Ivan:ru:payload&bot=username&group=Title:Aigerim+Ivan[:forum][:payload]`.
 *
 * Whoever has a payload came by a link: pressing START sends it. A group with a payload gets its bot by a link
 * that its first member follows as soon as the page opens; without one the bot is simply there.
 */

import { people } from "/web/app/people_api.js";

const SEATS_KEY = "sandbox.seats";
/** A bot that is only just being started shows up within moments. */
const WAIT_FOR_BOT_MS = 500;

/** `{people: [{name, language, payload}], groups: [{title, members, isForum, payload}], bot}`; `bot` is null when the address names none. */
export function readPreset(search) {
  const query = new URLSearchParams(search);
  const wanted = (query.get("people") ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry) => {
      const [name, language, payload] = entry.split(":").map((part) => part.trim());
      return { name, language: language || "en", payload };
    });
  return {
    people: wanted,
    groups: rawValues(search, "group").map(readGroup),
    bot: query.get("bot")?.replace(/^@/u, "") || null,
  };
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

/** Make the groups of a preset that do not exist yet, as soon as their bot does. */
export async function assemble(world, { groups, bot: username }) {
  for (const wanted of groups) {
    const known = [...world.groups.values()].some(({ title }) => title === wanted.title);
    const members = wanted.members.map((name) => accountNamed(world, name)).filter(Boolean);
    if (!known && members.length > 0) await found(world, wanted, members, await botOf(world, username));
  }
}

async function found(world, { title, isForum, payload }, members, bot) {
  const group = await world.createGroup({
    title,
    members: members.map(({ id }) => id),
    bots: payload ? [] : [bot.id],
    is_forum: isForum,
  });
  if (!payload) return;
  // Only an administrator may open topics, so the link into a forum asks for that.
  const [{ id: account }] = members;
  await people.start({ account, bot: bot.id, chat: group.id }, payload, isForum);
}

async function botOf(world, username) {
  for (;;) {
    const bot = username ? world.botNamed(username) : [...world.bots.values()][0];
    if (bot !== undefined) return bot;
    await new Promise((resolve) => setTimeout(resolve, WAIT_FOR_BOT_MS));
    await world.refresh().catch(() => undefined);
  }
}

function accountNamed(world, name) {
  return [...world.accounts.values()].find((account) => account.first_name === name);
}

function readGroup(entry) {
  const [title, members = "", ...rest] = entry.split(":").map((part) => part.trim());
  const isForum = rest[0] === "forum";
  return { title, members: members.split("+").filter(Boolean), isForum, payload: rest[isForum ? 1 : 0] };
}

/** The values of a parameter with their plus signs, which URLSearchParams reads as spaces. */
function rawValues(search, name) {
  return search
    .replace(/^\?/u, "")
    .split("&")
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => decodeURIComponent(pair.slice(name.length + 1)));
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
