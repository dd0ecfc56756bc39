"""Requests of citizens: the form, and what they do with requests of their own."""

from aiogram import Router

from handlers.reception.form import router as form
from handlers.reception.own import router as own


def create_early_router() -> Router:
    """Give the routes that stand before those of the places: replies, parts of a matter, lost places."""
    router = Router(name=f"{__name__}.early")
    router.include_routers(form.create_early_router(), own.create_early_router())
    return router


def create_router() -> Router:
    """Give the routes of the form and of one's own requests."""
    router = Router(name=__name__)
    router.include_routers(form.create_router(), own.create_router())
    return router


def create_danger_router() -> Router:
    """Give the route of words of danger: to be asked before all others that take any text."""
    return form.create_text_router()


def create_text_router() -> Router:
    """Give the route of free text that may be a reply to a council."""
    return own.create_text_router()


def create_matter_router() -> Router:
    """Give the route of words that may be a matter for a council: to be asked last of all texts but names."""
    return form.create_matter_router()
