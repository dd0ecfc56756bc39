/** Understands addresses: which ones lead into this sandbox, which out to the web, and which nowhere. */

const TELEGRAM_HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);
const OUTSIDE_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * Returns `{kind: "bot", username, payload, groupPayload, asAdministrator, href}`, `{kind: "outside", href}` or null.
 * Anything else (`javascript:`, `data:`, `file:` …) is null: a bot's text must not make the browser run it.
 */
export function destinationOf(address) {
  const url = parse(address);
  if (url === null) return null;
  if (TELEGRAM_HOSTS.has(url.hostname)) return telegramPage(url);
  if (url.protocol === "tg:") return telegramScheme(url);
  return OUTSIDE_SCHEMES.has(url.protocol) ? { kind: "outside", href: url.href } : null;
}

function parse(address) {
  const hasScheme = /^[a-z][a-z0-9+.-]*:/iu.test(address) && !/^[^/]+\.[a-z]+:\d/iu.test(address);
  const full = hasScheme ? address : `https://${address}`;
  return URL.canParse(full) ? new URL(full) : null;
}

function telegramPage(url) {
  const [username, ...rest] = url.pathname.split("/").filter(Boolean);
  if (!username || rest.length > 0 || !/^\w{3,32}$/u.test(username))
    return { kind: "outside", href: url.href };
  return botPage(username, url);
}

function telegramScheme(url) {
  const username = url.searchParams.get("domain");
  if (!url.href.startsWith("tg://resolve") || !username) return null;
  return botPage(username, url);
}

function botPage(username, url) {
  const query = url.searchParams;
  return {
    kind: "bot",
    username,
    payload: query.get("start"),
    groupPayload: query.get("startgroup"),
    asAdministrator: query.has("admin"),
    href: url.href,
  };
}
