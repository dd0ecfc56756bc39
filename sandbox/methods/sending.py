"""Messages of words, places and contacts, and the line that says what a bot is doing."""

from sandbox.call import Call
from sandbox.entities.spans import utf16_length
from sandbox.errors import bad_request
from sandbox.methods.access import open_chat
from sandbox.methods.contents import text_of
from sandbox.methods.destination import destination, send
from sandbox.posting import tell
from sandbox.shapes import JsonObject

_ACTIONS = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
        "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    }
)  # fmt: skip
_LATITUDE_MAX = 90.0
_LONGITUDE_MAX = 180.0
_CONTACT_NAME_MAX = 64
_LIVE_PERIOD = range(60, 86401)
_LIVE_FOREVER = 0x7FFFFFFF
_ACCURACY_MAX = 1500.0


def send_message(call: Call) -> JsonObject:
    """Answer sendMessage."""
    content = text_of(call, too_long="message is too long")
    return send(call, destination(call), content).content


def send_location(call: Call) -> JsonObject:
    """Answer sendLocation."""
    location = place(call.params)
    period = call.get("live_period")
    if period is not None:
        if period not in _LIVE_PERIOD and period != _LIVE_FOREVER:
            raise bad_request("wrong live location period specified")
        location["live_period"] = period
    if call.get("horizontal_accuracy") is not None:
        if not 0 <= call.get("horizontal_accuracy") <= _ACCURACY_MAX:
            raise bad_request("wrong horizontal accuracy specified")
        location["horizontal_accuracy"] = call.get("horizontal_accuracy")
    return send(call, destination(call), {"location": location}).content


def send_venue(call: Call) -> JsonObject:
    """Answer sendVenue."""
    return send(call, destination(call), venue(call.params)).content


def send_contact(call: Call) -> JsonObject:
    """Answer sendContact."""
    return send(call, destination(call), contact(call.params)).content


def send_chat_action(call: Call) -> bool:
    """Answer sendChatAction."""
    action = call.get("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = open_chat(call, call.get("chat_id"), writing=True)
    tell(call.world, chat, "action", {"action": action})
    return True


def place(given: JsonObject) -> JsonObject:
    """Give a Location.

    Raises:
        ApiError: 400, when it is not on earth.
    """
    latitude, longitude = float(given["latitude"]), float(given["longitude"])
    if not (-_LATITUDE_MAX <= latitude <= _LATITUDE_MAX and -_LONGITUDE_MAX <= longitude <= _LONGITUDE_MAX):
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}


def venue(given: JsonObject) -> JsonObject:
    """Give the content of a message with a venue; older apps read its location only.

    Raises:
        ApiError: 400, when it is not on earth.
    """
    location = place(given)
    extras = ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type")
    kept = {name: given[name] for name in extras if given.get(name)}
    shown = {"location": location, "title": given["title"], "address": given["address"], **kept}
    return {"venue": shown, "location": location}


def contact(given: JsonObject) -> JsonObject:
    """Give the content of a message with a contact.

    Raises:
        ApiError: 400, when the name is too long.
    """
    if utf16_length(given["first_name"]) > _CONTACT_NAME_MAX:
        raise bad_request("contact first name is too long")
    names = ("phone_number", "first_name", "last_name", "vcard")
    return {"contact": {name: given[name] for name in names if given.get(name)}}
