"""Starts the sandbox from the command line."""

import argparse
import asyncio
import ipaddress
import signal
import sys
from collections.abc import Sequence

from sandbox.errors import ApiError
from sandbox.rates import Rates
from sandbox.server import Sandbox

_PORT_MAX = 65535


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # it exits like the original
        """Say what is wrong in one line and leave with code 2."""
        self.exit(2, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sandbox until it is interrupted; give the exit code."""
    options = _parser().parse_args(arguments)
    if options.username and not options.bot:
        return _refuse("--username needs --bot TOKEN")
    try:
        return asyncio.run(_serve(options))
    except OSError as error:
        return _refuse(f"cannot listen on {options.host}:{options.port}: {error.strerror or error}")
    except ApiError:
        return _refuse("--bot needs a token of the form <digits>:<letters>")


async def _serve(options: argparse.Namespace) -> int:
    sandbox = Sandbox(rates=None if options.no_rates else Rates(), host=options.host, port=options.port)
    if options.bot:
        sandbox.bot(options.bot, username=options.username or "")
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with sandbox:
        chat, api = f"{sandbox.url}/", f"{sandbox.url}/bot<token>/<method>"
        print(f"Web chat:  {chat}\nBot API:   {api}", flush=True)  # noqa: T201  # the program's answer
        await stopped.wait()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="sandbox", description="A Telegram on your desk: a Bot API server and a web chat.")
    parser.add_argument("--port", type=_port, default=8081, help="0 takes a free one (default 8081)")
    parser.add_argument(
        "--host", type=_host, default="127.0.0.1", help="address to listen on (default loopback)"
    )
    parser.add_argument("--bot", metavar="TOKEN", help="name a bot up front")
    parser.add_argument("--username", metavar="NAME", help="its username")
    parser.add_argument("--no-rates", action="store_true", help="do not enforce Telegram's sending limits")
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _PORT_MAX:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number from 0 to {_PORT_MAX}")
    return int(text)


def _host(text: str) -> str:
    if text == "localhost":
        return text
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no address; give one such as 127.0.0.1") from None


def _refuse(reason: str) -> int:
    print(f"sandbox: {reason}", file=sys.stderr)  # noqa: T201  # the program's answer
    return 2


if __name__ == "__main__":
    sys.exit(main())
