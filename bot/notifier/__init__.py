"""Notices out: due in the outbox, composed afresh, sent in the bulk lane, their outcome kept."""

from bot.notifier.composing import Composer
from bot.notifier.notifier import Notifier

__all__ = ["Composer", "Notifier"]
