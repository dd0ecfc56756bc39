"""Aiogram's HTTP session with less work per call.

The stock session walks through some twenty unset fields on its way to a form, builds a time-out, a URL and
a `Response[...]` model for each call: 400 µs of processor time. This one sends a small JSON body and keeps
one validator per answer type: 267 µs (measured, `docs/performance.md`). Calls with files, and every
refusal, still go aiogram's own way, so that errors are its errors.
`tests/bot/telegram/test_session.py` holds the two against each other.
"""

from functools import cache
from http import HTTPStatus
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    SendMessage,
    SendVenue,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import InlineKeyboardMarkup, InputFile, ReplyKeyboardMarkup, Update
from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, hdrs
from pydantic import TypeAdapter, ValidationError
from yarl import URL

from bot.telegram import json

CONNECTIONS = 256
"""Connections of one session; aiogram's 100 are shared by everything that is in flight."""

KEEP_ALIVE = 75.0
"""Seconds that an idle connection is kept; aiohttp's 15 cost a TLS handshake after every short silence."""

CALL_TIMEOUT = 20.0
"""Seconds that a call may take, the wait for a connection included."""

KEYBOARDS = (InlineKeyboardMarkup, ReplyKeyboardMarkup)

JSON_HEADERS = {hdrs.CONTENT_TYPE: "application/json"}


class LeanSession(AiohttpSession):
    """A session for one Bot API server at `api_url`, as in `https://api.telegram.org`."""

    def __init__(self, api_url: str) -> None:
        super().__init__(
            api=TelegramAPIServer.from_base(api_url, is_local=False),
            limit=CONNECTIONS,
            json_loads=json.loads,
            json_dumps=json.dumps,
            timeout=CALL_TIMEOUT,
        )
        self._connector_init["keepalive_timeout"] = KEEP_ALIVE
        self._call_timeout = ClientTimeout(total=CALL_TIMEOUT)
        self._url = cache(self._address)

    def _address(self, token: str, api_method: str) -> URL:
        return URL(self.api.api_url(token=token, method=api_method), encoded=True)

    async def create_session(self) -> ClientSession:
        """Give the HTTP session; without aiohttp's cookies, which it looks up and reads for every call."""
        if self._session is None or self._session.closed:
            self._session = ClientSession(
                connector=self._connector_type(**self._connector_init),
                cookie_jar=DummyCookieJar(),
                headers={hdrs.USER_AGENT: "Dostyq"},
            )
            self._should_reset_connector = False
        return self._session

    async def call(
        self, token: str, api_method: str, fields: dict[str, Any], limit: ClientTimeout | None = None
    ) -> tuple[int, bytes]:
        """Call a method with plain fields and give the status and the body as they came.

        Raises aiohttp's ClientError, or TimeoutError.
        """
        session = await self.create_session()
        async with session.post(
            self._url(token, api_method),
            data=json.dumps(fields).encode(),
            headers=JSON_HEADERS,
            timeout=limit or self._call_timeout,
        ) as response:
            return response.status, await response.read()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  # aiogram's signature
    ) -> TelegramType:
        """Carry one method out; raises aiogram's errors."""
        files: dict[str, InputFile] = {}
        fields = self._fields(bot, method, files)
        if files:
            return await super().make_request(bot, method, timeout)
        limit = None if timeout is None else ClientTimeout(total=timeout)
        try:
            status, body = await self.call(bot.token, method.__api_method__, fields, limit)
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except ClientError as error:
            name = type(error).__name__
            raise TelegramNetworkError(method=method, message=f"{name}: {error}") from error
        return self._result(bot, method, status, body)

    def _fields(self, bot: Bot, method: TelegramMethod[Any], files: dict[str, InputFile]) -> dict[str, Any]:
        fields = {}
        for name, value in (method.__dict__ | (method.__pydantic_extra__ or {})).items():
            if value is None:
                continue
            if isinstance(value, KEYBOARDS):  # neither files nor defaults in there
                fields[name] = value.model_dump(exclude_none=True)
                continue
            prepared = self.prepare_value(value, bot=bot, files=files, _dumps_json=False)
            if prepared is not None and prepared != "":
                fields[name] = prepared
        return fields

    def _result(
        self, bot: Bot, method: TelegramMethod[TelegramType], status: int, body: bytes
    ) -> TelegramType:
        try:
            answer = json.loads(body)
            accepted = status == HTTPStatus.OK and answer["ok"] is True
            result = answer["result"] if accepted else None
        except (ValueError, TypeError, KeyError):
            accepted = False
        if accepted:
            try:
                return cast(
                    "TelegramType",
                    _adapter(method.__returning__).validate_python(result, context={"bot": bot}),
                )
            except ValidationError as error:
                raise ClientDecodeError("Failed to deserialize object", error, result) from error
        # aiogram reads the refusal once more and raises the error that belongs to it.
        text = body.decode(errors="replace")
        return cast("TelegramType", self.check_response(bot, method, status, text).result)

    @staticmethod
    def prepare() -> None:
        """Build the models of the daily work before the first update needs them."""
        Update.model_rebuild()
        for method in (SendMessage, EditMessageText, AnswerCallbackQuery, SendVenue):
            method.model_rebuild()
            _adapter(method.__returning__)


@cache
def _adapter(returning: Any) -> TypeAdapter[Any]:
    return TypeAdapter(returning)
