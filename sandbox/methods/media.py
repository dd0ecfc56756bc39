"""Photos, documents, voice messages and albums."""

from sandbox import images
from sandbox.call import Call
from sandbox.errors import ApiError, bad_request
from sandbox.files import FileKind, StoredFile
from sandbox.methods.contents import caption_of
from sandbox.methods.destination import destination, put, send
from sandbox.multipart import Upload
from sandbox.shapes import JsonObject

_PHOTO_BYTES_MAX = 10 << 20
_FILE_BYTES_MAX = 50 << 20
_PHOTO_SIDES_MAX = 10_000
_PHOTO_RATIO_MAX = 20
_ALBUM = range(2, 11)
_THUMBNAIL = 90


def send_photo(call: Call) -> JsonObject:
    """Answer sendPhoto."""
    return _send(call, "photo")


def send_document(call: Call) -> JsonObject:
    """Answer sendDocument."""
    return _send(call, "document")


def send_voice(call: Call) -> JsonObject:
    """Answer sendVoice."""
    return _send(call, "voice")


def send_media_group(call: Call) -> list[JsonObject]:
    """Answer sendMediaGroup."""
    items: list[JsonObject] = call.get("media")
    if len(items) not in _ALBUM:
        raise bad_request("too few or too many messages in the media group specified")
    if len({item["type"] == "document" for item in items}) > 1:
        raise bad_request("document can't be mixed with other media types")
    contents = [media_content(call, item) for item in items]
    where = destination(call)
    call.charge(where.chat, len(items))
    album = call.world.new_album()
    return [put(call, where, {**content, "media_group_id": album}).content for content in contents]


def media_content(call: Call, item: JsonObject) -> JsonObject:
    """Give the content of a message for one InputMedia.

    Raises:
        ApiError: 400 for a file that is missing or of the wrong kind, 501 for a kind that is not simulated.
    """
    kind = item["type"]
    if kind not in {"photo", "document"}:
        raise ApiError(501, f"Not Implemented: the sandbox does not simulate media of type {kind}")
    spoiler = {"has_media_spoiler": True} if item.get("has_spoiler") else {}
    return {
        kind: described(_file(call, kind, item["media"])),
        **caption_of(call, item, too_long="message caption is too long"),
        **spoiler,
    }


def described(stored: StoredFile) -> JsonObject | list[JsonObject]:
    """Give a file as a message carries it: a photo in two sizes, anything else as one object."""
    if stored.kind == "photo":
        largest = {**stored.described(), "width": stored.width, "height": stored.height}
        scale = _THUMBNAIL / max(stored.width, stored.height, 1)
        if scale >= 1:
            return [largest]
        small = {
            **largest,
            "width": max(1, round(stored.width * scale)),
            "height": max(1, round(stored.height * scale)),
        }
        return [small, largest]
    if stored.kind == "voice":
        return {**stored.described(), "duration": stored.width, "mime_type": stored.mime_type}
    return {**stored.described(), "file_name": stored.name, "mime_type": stored.mime_type}


def keep_photo(call: Call, upload: Upload) -> StoredFile:
    """Keep an uploaded picture.

    Raises:
        ApiError: 400, when it is no picture, or too large or too narrow for Telegram.
    """
    if len(upload.content) > _PHOTO_BYTES_MAX:
        raise bad_request("file is too big for a photo")
    pixels = images.size(upload.content)
    if pixels is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(pixels) > _PHOTO_SIDES_MAX or max(pixels) > _PHOTO_RATIO_MAX * max(1, min(pixels)):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return call.world.files.add(
        "photo", upload.content, name=upload.name, mime_type="image/jpeg", bot=call.bot.id, pixels=pixels
    )


def _send(call: Call, kind: FileKind) -> JsonObject:
    stored = _file(call, kind, call.get(kind), duration=call.get("duration", 0))
    content = {kind: described(stored), **caption_of(call)}
    if call.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return send(call, destination(call), content).content


def _file(call: Call, kind: FileKind, reference: str, *, duration: int = 0) -> StoredFile:
    if reference.startswith("attach://"):
        upload = call.uploads.get(reference.removeprefix("attach://"))
        if upload is None:
            raise bad_request("wrong file reference: the request has no file of that name")
        return _keep(call, kind, upload, duration)
    if reference.startswith(("http://", "https://")):
        raise ApiError(
            501, f"Not Implemented: in {call.method} the sandbox does not fetch files by their address"
        )
    stored = call.world.files.find(reference, call.bot.id)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored


def _keep(call: Call, kind: FileKind, upload: Upload, duration: int) -> StoredFile:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > _FILE_BYTES_MAX:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo":
        return keep_photo(call, upload)
    kept_type = "audio/ogg" if kind == "voice" else upload.content_type or "application/octet-stream"
    return call.world.files.add(
        kind,
        upload.content,
        name=upload.name,
        mime_type=kept_type,
        bot=call.bot.id,
        pixels=(duration, 0),
    )
