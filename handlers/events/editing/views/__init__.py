"""What editors see: pure functions from values to screens."""

from handlers.events.editing.views import confirming, lists, page, questions, starts

__all__ = ["confirming", "lists", "page", "questions", "starts"]
