"""A process that has everything imported and forks bots, so that many kills take little time.

`python -m tests.crash.nursery` forks a bot for each line that it reads, and answers with its process id.
"""

import asyncio
import os
import sys

from bot.serving import serve
from bot.settings import read_settings
from bot.telegram.models import import_aiogram


def main() -> None:
    """Fork until nothing more is asked for; a bot is waited for before the next is born."""
    import_aiogram()
    settings = read_settings()
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            asyncio.run(serve(settings))
            os._exit(0)
        print(child, flush=True)  # noqa: T201  # what the test reads
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
