"""A Telegram on your desk: a Bot API server and a web chat for demonstrations and tests."""

from sandbox.bots import Bot
from sandbox.clock import RunningClock, StillClock
from sandbox.conversation import Conversation
from sandbox.faults import Fault
from sandbox.person import Group, Person
from sandbox.queries import CallbackAnswer
from sandbox.rates import Rates
from sandbox.screen import BotSilent
from sandbox.seen import SeenMessage
from sandbox.server import Sandbox

__all__ = [
    "Bot",
    "BotSilent",
    "CallbackAnswer",
    "Conversation",
    "Fault",
    "Group",
    "Person",
    "Rates",
    "RunningClock",
    "Sandbox",
    "SeenMessage",
    "StillClock",
]
