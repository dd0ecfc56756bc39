"""The webhook: what Telegram posts goes into the inbox before it hears 200."""

from hmac import compare_digest
from http import HTTPStatus
from urllib.parse import urlsplit

from aiohttp import web

from bot.intake.intake import Intake
from bot.telegram import json

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the header's name

LARGEST_UPDATE = 1 << 20
"""Bytes of one update; Telegram's own stay far below."""


def create_web_app(intake: Intake, webhook_url: str, secret: str) -> web.Application:
    """Build the web application that takes updates at the path of `webhook_url`."""
    app = web.Application(client_max_size=LARGEST_UPDATE)
    webhook = Webhook(intake, secret)
    app.router.add_post(urlsplit(webhook_url).path or "/", webhook.take)
    return app


class Webhook:
    """Takes one update a request, from whoever knows the secret."""

    def __init__(self, intake: Intake, secret: str) -> None:
        self._intake = intake
        self._secret = secret.encode()

    async def take(self, request: web.Request) -> web.Response:
        """Answer 200 only when the update is safely kept."""
        if not self._is_telegram(request):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        if self._intake.crowded:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "1"})
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError, web.RequestPayloadError):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        if not isinstance(update, dict):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        await self._intake.accept([update])
        return web.Response()

    def _is_telegram(self, request: web.Request) -> bool:
        claimed = request.headers.getall(SECRET_HEADER, [])
        # As bytes: compare_digest refuses text that is not ASCII, and garbage must not be a 500.
        return len(claimed) == 1 and compare_digest(claimed[0].encode(errors="surrogateescape"), self._secret)
