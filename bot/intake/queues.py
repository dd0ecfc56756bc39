"""Work taken in order within a chat, and side by side between chats."""

import asyncio
from collections import deque
from typing import Generic, TypeVar

Work = TypeVar("Work")


class ChatQueues(Generic[Work]):
    """A queue for each chat that has work; a chat's next piece is given out when its last is done."""

    def __init__(self) -> None:
        self._chats: dict[int, deque[Work]] = {}
        self._ready: asyncio.Queue[int] = asyncio.Queue()
        self._waiting = 0
        self._closed = False

    def __len__(self) -> int:
        return self._waiting

    def put(self, chat: int, work: Work) -> None:
        """Add a piece of work at the end of the chat's queue."""
        self._waiting += 1
        queue = self._chats.get(chat)
        if queue is not None:
            queue.append(work)
            return
        self._chats[chat] = deque([work])
        self._ready.put_nowait(chat)

    async def take(self) -> tuple[int, Work] | None:
        """Wait for a chat with work that nobody is at, and give its first piece; None once closed."""
        chat = await self._ready.get()
        if self._closed:
            self._ready.put_nowait(chat)  # so that the next one who waits wakes up too
            return None
        return chat, self._chats[chat][0]

    def done(self, chat: int) -> None:
        """Let the chat's next piece be taken: the one taken last is finished."""
        self._waiting -= 1
        queue = self._chats[chat]
        queue.popleft()
        if queue:
            self._ready.put_nowait(chat)
        else:
            del self._chats[chat]

    def postpone(self, chat: int, seconds: float) -> None:
        """Give the piece taken last out again after `seconds`; the chat's other pieces wait behind it."""
        asyncio.get_running_loop().call_later(seconds, self._ready.put_nowait, chat)

    def close(self) -> None:
        """Give nothing out any more."""
        self._closed = True
        self._ready.put_nowait(0)
