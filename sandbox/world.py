"""Everybody and everything in the sandbox: people, bots, chats and what passes between them."""

import random
import re
from collections.abc import Iterable, Iterator

from sandbox.accounts import Account
from sandbox.bots import Bot
from sandbox.chats import Chat, Kind, Post
from sandbox.clock import RunningClock
from sandbox.errors import ApiError
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.journal import Journal
from sandbox.queries import Queries
from sandbox.rates import Limiter, Rates
from sandbox.updates import UpdateQueue
from sandbox.webhooks import Webhooks

TOKEN = re.compile(r"^(?P<id>[1-9]\d{0,15}):[A-Za-z0-9_-]{1,64}$")
# Ids above 32 bits, so that programs which store them in small integers show it.
_FIRST_ACCOUNT = 5_000_000_001
_FIRST_SUPERGROUP = -1_002_000_000_001
_FIRST_GROUP = -4_000_000_001


class World:
    """The state behind the server; it lives as long as the process."""

    def __init__(self, *, clock: RunningClock, rates: Rates | None, seed: int) -> None:
        self.clock = clock
        self.chance = random.Random(seed)  # noqa: S311  # repeatable runs, not secrets
        self.limiter = Limiter(rates)
        self.faults = Faults(random.Random(seed + 1))  # noqa: S311  # the same
        self.journal = Journal()
        self.events = Events()
        self.files = Files()
        self.queries = Queries()
        self.webhooks = Webhooks(clock, self.chance)
        self.inline_messages: dict[str, tuple[Chat, int, int]] = {}
        self.accounts: dict[int, Account] = {}
        self.bots: dict[int, Bot] = {}
        self.groups: dict[int, Chat] = {}
        self._private: dict[tuple[int, int], Chat] = {}

    def authorize(self, token: str) -> Bot:
        """Give the bot that a token stands for; the first token with an id makes or takes over that bot.

        Raises:
            ApiError: 401, when the token is no token, is not the bot's, or was revoked.
        """
        found = TOKEN.match(token)
        if found is None:
            raise ApiError(401, "Unauthorized: invalid token specified")
        bot = self.bot(int(found["id"]))
        if bot.token is None:
            bot.token = token
        if bot.token != token or bot.revoked:
            raise ApiError(401, "Unauthorized")
        return bot

    def bot(self, bot_id: int) -> Bot:
        """Give a bot by its id, making it if nobody has seen it yet."""
        bot = self.bots.get(bot_id)
        if bot is None:
            bot = self.bots[bot_id] = Bot(
                id=bot_id,
                username=f"bot{bot_id}_bot",
                first_name=f"Bot {bot_id}",
                updates=UpdateQueue(self.clock, self.chance),
            )
        return bot

    def open_account(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
        phone_number: str | None = None,
    ) -> Account:
        """Make an account for a person."""
        number = _FIRST_ACCOUNT + len(self.accounts)
        account = Account(
            id=number,
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
            phone_number=phone_number or f"+7700{number % 10_000_000:07}",
        )
        self.accounts[number] = account
        self.events.publish({"kind": "account", "account": account.public()}, self.accounts)
        return account

    def open_group(self, title: str, *, kind: Kind = "supergroup", is_forum: bool = False) -> Chat:
        """Make an empty group."""
        same = sum(1 for group in self.groups.values() if group.kind == kind)
        first = _FIRST_SUPERGROUP if kind == "supergroup" else _FIRST_GROUP
        chat = Chat(id=first - same, kind=kind, title=title, is_forum=is_forum, started=True)
        self.groups[chat.id] = chat
        return chat

    def private_chat(self, bot: Bot, account: Account) -> Chat:
        """Give the private chat of a bot and a person."""
        chat = self._private.get((bot.id, account.id))
        if chat is None:
            chat = self._private[bot.id, account.id] = Chat(
                id=account.id, kind="private", bot=bot, account=account
            )
        return chat

    def private_chats(self, bot: Bot) -> Iterator[Chat]:
        """Give every private chat that a bot has."""
        return (chat for (bot_id, _), chat in self._private.items() if bot_id == bot.id)

    def keep_inline(self, chat: Chat, post: Post, inline_id: str | None) -> None:
        """Remember which message an inline_message_id stands for."""
        if inline_id is not None:
            post.inline_id = inline_id
            self.inline_messages[inline_id] = (chat, post.id, post.content["via_bot"]["id"])

    def new_album(self) -> str:
        """Give the id that the messages of one album share."""
        return str(self.chance.randrange(1 << 52))

    def find_account(self, who: int | str) -> Account | None:
        """Give an account by id or by @username."""
        if isinstance(who, int):
            return self.accounts.get(who)
        name = who.removeprefix("@").lower()
        return next((a for a in self.accounts.values() if a.username and a.username.lower() == name), None)

    def bots_in(self, chat: Chat) -> list[Bot]:
        """Give the bots that are in a chat now."""
        if chat.bot is not None:
            return [chat.bot]
        return [
            self.bots[member] for member in chat.members if member in self.bots and chat.is_member(member)
        ]

    def people_in(self, chat: Chat) -> Iterable[int]:
        """Give the ids of the people who are in a chat now."""
        if chat.account is not None:
            return [chat.account.id]
        return [member for member in chat.members if member in self.accounts and chat.is_member(member)]
