"""Addresses that open a house in the map services people use in Kazakhstan."""

from urllib.parse import quote

from aiogram.types import InlineKeyboardButton

from bot.domain.places import House, Precision
from handlers.navigation import link
from handlers.words import _


def route_buttons(house: House) -> list[InlineKeyboardButton]:
    """Lead to the door where it is known; else let the map service search by the words that are known."""
    if house.precision is Precision.BUILDING:
        latitude, longitude = house.point.latitude, house.point.longitude
        return [
            link("2GIS", f"https://2gis.kz/directions/points/%7C{longitude}%2C{latitude}"),
            link(_("Yandex"), f"https://yandex.kz/maps/?rtext=~{latitude}%2C{longitude}"),
            link("Google", f"https://www.google.com/maps/dir/?api=1&destination={latitude}%2C{longitude}"),
        ]
    parts = (house.locality.ru, house.address.ru or "Дом дружбы")
    words = quote(", ".join(filter(None, parts)), safe="")  # a bare slash, as in 35/1, would part the path
    return [
        link("2GIS", f"https://2gis.kz/search/{words}"),
        link(_("Yandex"), f"https://yandex.kz/maps/?text={words}"),
        link("Google", f"https://www.google.com/maps/search/?api=1&query={words}"),
    ]
