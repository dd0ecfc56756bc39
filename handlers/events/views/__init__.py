"""What the events and the yearly dates show: pure functions from values to screens."""

from handlers.events.views import acts, card, home, lines, links, lists, near, refusals

__all__ = ["acts", "card", "home", "lines", "links", "lists", "near", "refusals"]
