/** Knows every bot, account and group of the sandbox. */

import { people } from "/web/app/people_api.js";

export class World {
  bots = new Map();
  accounts = new Map();
  groups = new Map();
  /** Plain groups that became supergroups: old id → new id. */
  #moves = new Map();
  clock = { sandboxNow: 0, fetchedAt: 0 };

  /** Fetch everything anew. */
  async refresh() {
    const { bots, accounts, groups, now } = await people.world();
    this.bots = byId(bots);
    this.accounts = byId(accounts);
    this.groups = byId(groups);
    this.setClock(now);
  }

  /** Take in what an event tells about accounts and groups. */
  accept(event) {
    if (event.kind === "account") this.accounts.set(event.account.id, event.account);
    if (event.kind !== "group") return;
    this.groups.set(event.group.id, event.group);
    if (event.group.migrated_to) this.#moves.set(event.group.id, event.group.migrated_to);
  }

  setClock(now) {
    this.clock = { sandboxNow: now, fetchedAt: performance.now() };
  }

  /** The sandbox's present moment in unix seconds; it runs ahead when its clock was advanced. */
  now() {
    return this.clock.sandboxNow + (performance.now() - this.clock.fetchedAt) / 1000;
  }

  /** Find a bot by its user name, which is the same in any case; undefined when there is none. */
  botNamed(username) {
    const wanted = username.toLowerCase();
    return [...this.bots.values()].find((bot) => bot.username?.toLowerCase() === wanted);
  }

  /** The groups that a person is in. */
  groupsOf(account) {
    return [...this.groups.values()].filter((group) => group.members.some(({ id }) => id === account));
  }

  /** Where a person finds a group now: the same, the supergroup it became, or undefined when it is gone for them. */
  successorOf(group, account) {
    const id = this.#moves.get(group) ?? group;
    return this.groupsOf(account).some((known) => known.id === id) ? id : undefined;
  }

  /** The bots of a group, the first of which a column looks through. */
  botsIn(group) {
    return group.members.map(({ id }) => this.bots.get(id)).filter(Boolean);
  }

  /** Make a person and remember them. */
  async createAccount(details) {
    const account = await people.createAccount(details);
    this.accounts.set(account.id, account);
    return account;
  }

  /** Make a group and remember it. */
  async createGroup(details) {
    const group = await people.createGroup(details);
    await this.refresh();
    return this.groups.get(group.id) ?? group;
  }
}

function byId(list) {
  return new Map(list.map((one) => [one.id, one]));
}
