"""One call of a bot, with everything that a method needs to carry it out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.multipart import Upload
from sandbox.shapes import JsonObject
from sandbox.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A checked call; description is what a successful answer says besides its result."""

    world: World
    bot: Bot
    method: str
    params: JsonObject
    uploads: dict[str, Upload]

    def get(self, name: str, default: Any = None) -> Any:
        """Give a parameter."""
        return self.params.get(name, default)

    def charge(self, chat: Chat, count: int = 1, *, edit: bool = False) -> None:
        """Count messages against the sending limits.

        Raises:
            ApiError: 429, when they come too soon.
        """
        self.world.limiter.admit(
            bot=self.bot.id,
            chat_id=chat.id,
            method=self.method,
            count=count,
            now=self.world.clock.now(),
            edit=edit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A result with the description that the real server adds to it."""

    result: Any
    description: str


MethodFunction: TypeAlias = Callable[[Call], Any | Awaitable[Any]]
