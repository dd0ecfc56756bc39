"""What citizens see while they write a request: pure functions from values to screens."""

from handlers.reception.form.views import (
    care,
    checking,
    doors,
    matter,
    names,
    phone,
    places,
    questions,
    receipt,
    similar,
    starts,
    topics,
    ways,
)

__all__ = [
    "care",
    "checking",
    "doors",
    "matter",
    "names",
    "phone",
    "places",
    "questions",
    "receipt",
    "similar",
    "starts",
    "topics",
    "ways",
]
