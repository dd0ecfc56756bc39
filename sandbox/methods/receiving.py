"""getUpdates, webhooks, and what a bot learns about itself."""

import asyncio
import re

from sandbox.call import Call, Noted
from sandbox.errors import ApiError, bad_request, conflict
from sandbox.shapes import JsonObject
from sandbox.webhooks import CONNECTIONS_DEFAULT, Webhook, is_deliverable

_POLL_SECONDS_MAX = 50
_BATCH_MAX = 100
_CONNECTIONS_MAX = 100
_SECRET = re.compile(r"^[A-Za-z0-9_-]+$")
_SECRET_MAX = 256
_HASTE_SECONDS = 0.5


def get_me(call: Call) -> JsonObject:
    """Answer getMe."""
    return call.bot.me()


async def get_updates(call: Call) -> list[JsonObject]:
    """Answer getUpdates: confirm what lies below the offset and wait for more."""
    queue = call.bot.updates
    if call.world.webhooks.get(call.bot) is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active;"
            " use deleteWebhook to delete the webhook first"
        )
    queue.interrupt(
        conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
    )
    if "allowed_updates" in call.params:
        queue.allow(call.get("allowed_updates"))
    offset = call.get("offset", 0)
    limit = min(max(call.get("limit", _BATCH_MAX), 1), _BATCH_MAX)
    seconds = min(max(call.get("timeout", 0), 0), _POLL_SECONDS_MAX)
    limit, seconds = _slow_down(call, offset, limit, seconds)
    if offset < 0:
        queue.keep_last(-offset)
    else:
        queue.confirm(offset)
    interrupted: asyncio.Future[ApiError] = asyncio.get_running_loop().create_future()
    queue.begin_poll(interrupted)
    try:
        return await _wait(call, interrupted, limit, seconds)
    finally:
        if queue.poller is interrupted:
            queue.poller = None


async def _wait(
    call: Call, interrupted: asyncio.Future[ApiError], limit: int, seconds: float
) -> list[JsonObject]:
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while True:
        if interrupted.done():
            raise interrupted.result()
        batch = call.bot.updates.batch(limit)
        left = deadline - loop.time()
        if batch or left <= 0:
            return batch
        await call.bot.updates.arrival(within=left)


def _slow_down(call: Call, offset: int, limit: int, seconds: float) -> tuple[int, float]:
    """Treat a bot that asks the same again within moments as the real server does: as one in a crash loop."""
    rates, queue, now = call.world.limiter.rates, call.bot.updates, call.world.clock.now()
    since = now - queue.last_poll_at
    same = offset == queue.last_offset
    queue.last_offset, queue.last_poll_at = offset, now
    if rates is None or not same or since >= rates.hasty_poll_seconds:
        return limit, seconds
    return (1 if since < _HASTE_SECONDS else limit), max(seconds, rates.hasty_poll_seconds)


def set_webhook(call: Call) -> Noted:
    """Answer setWebhook; an empty address removes the webhook."""
    url: str = call.get("url")
    if not url:
        return delete_webhook(call)
    if not is_deliverable(url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.get("secret_token", "")
    if len(secret) > _SECRET_MAX:
        raise bad_request("secret token is too long")
    if secret and not _SECRET.match(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = min(max(call.get("max_connections", CONNECTIONS_DEFAULT), 1), _CONNECTIONS_MAX)
    if "allowed_updates" in call.params:
        call.bot.updates.allow(call.get("allowed_updates"))
    if call.get("drop_pending_updates"):
        call.bot.updates.clear()
    call.bot.updates.interrupt(conflict("terminated by setWebhook request"))
    webhook = Webhook(
        url=url,
        secret=secret,
        max_connections=connections,
        ip_address=call.get("ip_address"),
        has_certificate="certificate" in call.params,
    )
    fresh = call.world.webhooks.set(call.bot, webhook)
    return Noted(result=True, description="Webhook was set" if fresh else "Webhook is already set")


def delete_webhook(call: Call) -> Noted:
    """Answer deleteWebhook."""
    if call.get("drop_pending_updates"):
        call.bot.updates.clear()
    had = call.world.webhooks.remove(call.bot)
    return Noted(result=True, description="Webhook was deleted" if had else "Webhook is already deleted")


def get_webhook_info(call: Call) -> JsonObject:
    """Answer getWebhookInfo."""
    webhook = call.world.webhooks.get(call.bot)
    info: JsonObject = {"url": "", "has_custom_certificate": False}
    if webhook is not None:
        info = {
            "url": webhook.url,
            "has_custom_certificate": webhook.has_certificate,
            "max_connections": webhook.max_connections,
            "ip_address": webhook.ip_address or "127.0.0.1",
            **call.world.webhooks.last_error(call.bot),
        }
    if call.bot.updates.allowed is not None:
        info["allowed_updates"] = call.bot.updates.allowed
    return {**info, "pending_update_count": len(call.bot.updates)}


def close(call: Call) -> bool:
    """Answer close, which moves a bot between servers: here it only ends a waiting getUpdates."""
    call.bot.updates.interrupt(ApiError(401, "Unauthorized"))
    return True


def log_out(call: Call) -> bool:
    """Answer logOut as close does: the sandbox is the only server there is."""
    return close(call)
