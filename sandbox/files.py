"""Files that were sent through the sandbox."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Literal

from sandbox.shapes import JsonObject

FileKind = Literal["photo", "document", "voice"]
_PREFIXES = {"photo": "AgACAgI", "document": "BQACAgI", "voice": "AwACAgI"}
_FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice"}
_EXTENSIONS = {"photo": "jpg", "voice": "oga"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file and what is told about it; a file_id works for one bot, or for every bot of a group."""

    file_id: str
    unique_id: str
    kind: FileKind
    content: bytes
    name: str
    mime_type: str
    path: str
    width: int
    height: int
    bot: int | None

    def described(self) -> JsonObject:
        """Give the fields that every file has in the Bot API."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }


class Files:
    """All files; the same bytes are kept once."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._contents: dict[str, bytes] = {}
        self._count = 0

    def add(
        self,
        kind: FileKind,
        content: bytes,
        *,
        name: str,
        mime_type: str,
        bot: int | None,
        pixels: tuple[int, int] = (0, 0),
    ) -> StoredFile:
        """Keep a file for a bot, or for every bot."""
        digest = hashlib.sha256(kind.encode() + content).digest()
        unique_id = "AQAD" + urlsafe_b64encode(digest[:9]).decode()
        file_id = _PREFIXES[kind] + urlsafe_b64encode(digest[:24] + (bot or 0).to_bytes(8, "big")).decode()
        known = self._by_id.get(file_id)
        if known is not None and known.name == name:
            return known
        self._count += 1
        extension = _EXTENSIONS.get(kind) or (name.rpartition(".")[2] if "." in name else "")
        stored = StoredFile(
            file_id=file_id,
            unique_id=unique_id,
            kind=kind,
            content=self._contents.setdefault(unique_id, content),
            name=name,
            mime_type=mime_type,
            path=f"{_FOLDERS[kind]}/file_{self._count}{f'.{extension}' if extension else ''}",
            width=pixels[0],
            height=pixels[1],
            bot=bot,
        )
        self._by_id[file_id] = self._by_path[stored.path] = stored
        return stored

    def find(self, file_id: str, bot: int | None = None) -> StoredFile | None:
        """Give a file by its id, unless it belongs to another bot."""
        stored = self._by_id.get(file_id)
        if stored is None or (bot is not None and stored.bot not in {None, bot}):
            return None
        return stored

    def at_path(self, path: str, bot: int) -> StoredFile | None:
        """Give a file by the path that getFile named."""
        stored = self._by_path.get(path)
        return stored if stored is not None and stored.bot in {None, bot} else None
