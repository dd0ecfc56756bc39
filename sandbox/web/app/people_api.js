/** Calls the people's side of the sandbox, as its README describes it. */

/** What the sandbox refused, in its own words. */
export class Refusal extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** A seat is one person in one chat of one bot: `{account, bot, chat}`, all three numeric ids. */
const chatPath = ({ bot, chat }) => `/people/chats/${bot}/${chat}`;

export const people = {
  world: () => call("GET", "/people/world"),
  createAccount: (account) => call("POST", "/people/accounts", account),
  createGroup: (group) => call("POST", "/people/groups", group),
  chat: (seat) => call("GET", `${chatPath(seat)}?account=${seat.account}`),
  send: (seat, message) => call("POST", `${chatPath(seat)}/messages`, { account: seat.account, ...message }),
  press: (seat, press) => call("POST", `${chatPath(seat)}/presses`, { account: seat.account, ...press }),
  /** In a group that is a startgroup link; `asAdministrator` is what its `admin` asks for. */
  start: (seat, payload, asAdministrator) =>
    call("POST", `${chatPath(seat)}/start`, {
      account: seat.account,
      ...(payload && { payload }),
      ...(asAdministrator && { as_administrator: true }),
    }),
  setMember: (group, change) => call("POST", `/people/groups/${group}/members`, change),
  upgradeGroup: (group, change) => call("POST", `/people/groups/${group}/upgrade`, change),
  createTopic: (group, topic) => call("POST", `/people/groups/${group}/topics`, topic),
  changeTopic: (group, thread, change) => call("POST", `/people/groups/${group}/topics/${thread}`, change),
  setBlocked: (seat, blocked) =>
    call("POST", `${chatPath(seat)}/blocked`, { account: seat.account, blocked }),
  inlineResults: (bot, question) => call("POST", `/people/inline/${bot}`, question),
  advanceClock: (seconds) => call("POST", "/people/clock", { advance: seconds }),
  fileAddress: (fileId) => `/people/files/${encodeURIComponent(fileId)}`,

  /** Send one file; `details` are the optional text fields of the call. */
  sendFile(seat, kind, file, details) {
    const form = new FormData();
    const fields = { account: seat.account, kind, ...details };
    for (const [name, value] of Object.entries(fields)) {
      if (value !== null && value !== undefined && value !== "") form.append(name, String(value));
    }
    form.append("file", file, file.name);
    return call("POST", `${chatPath(seat)}/files`, form);
  },
};

async function call(method, path, body) {
  const isForm = body instanceof FormData;
  const response = await reach(path, {
    method,
    body: body === undefined || isForm ? body : JSON.stringify(body),
    headers: body === undefined || isForm ? {} : { "Content-Type": "application/json" },
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok)
    throw new Refusal(answer.error ?? `The sandbox answered ${response.status}.`, response.status);
  return answer;
}

async function reach(path, request) {
  try {
    return await fetch(path, request);
  } catch {
    throw new Refusal("The sandbox cannot be reached. Check that it is running; nothing was sent.", 0);
  }
}
