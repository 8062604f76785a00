"""Assets: stylesheet, scripts, icon and fonts, held in memory ready to be sent."""

from __future__ import annotations

import functools
import gzip
import hashlib
from dataclasses import dataclass
from importlib import resources
from pathlib import PurePosixPath
from typing import Final, Self

__all__ = ["FONTS", "Asset", "Assets", "font"]

_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
_FONT_PACKAGES: Final = {
    "SourceSerifPro-Regular.ttf": "font_source_serif_pro",
    "SourceSerifPro-It.ttf": "font_source_serif_pro",
    "SourceSerifPro-Semibold.ttf": "font_source_serif_pro",
    "SourceSansPro-Regular.ttf": "font_source_sans_pro",
    "SourceSansPro-Semibold.ttf": "font_source_sans_pro",
}
FONTS: Final = tuple(_FONT_PACKAGES)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file in both encodings; `digest` changes with its content."""

    content: bytes
    compressed: bytes
    mimetype: str
    digest: str

    @classmethod
    def of(cls, name: str, content: bytes) -> Self:
        """The asset for a file's name and content."""
        digest = hashlib.blake2b(content, digest_size=8).hexdigest()
        return cls(content, gzip.compress(content, 9, mtime=0), _TYPES[PurePosixPath(name).suffix], digest)


class Assets:
    """Our own static files, by name.

    All addresses hold one digest, that of all files together, so that scripts can import one another by name.
    """

    def __init__(self, assets: dict[str, Asset]) -> None:
        self._assets = assets
        every = "".join(f"{name} {asset.digest}\n" for name, asset in sorted(assets.items()))
        self._digest = hashlib.blake2b(every.encode(), digest_size=8).hexdigest()

    @classmethod
    def load(cls) -> Self:
        """Read the files that are installed beside this module."""
        folder = resources.files("webui") / "static"
        return cls({file.name: Asset.of(file.name, file.read_bytes()) for file in folder.iterdir() if file.is_file()})

    def address(self, name: str) -> str:
        """Where an asset is served, for ever with this content. Raises `KeyError` where there is no such file."""
        self._assets[name]
        return f"/static/{self._digest}/{name}"

    def find(self, digest: str, name: str) -> Asset | None:
        """The asset with this name, if this is the digest of all of them."""
        return self._assets.get(name) if digest == self._digest else None


def font(name: str) -> Asset | None:
    """A font from its installed package; None for one that the pages do not use."""
    package = _FONT_PACKAGES.get(name)
    return _font(package, name) if package else None


@functools.cache  # compressed once, not once a request; the names are a handful
def _font(package: str, name: str) -> Asset:
    return Asset.of(name, (resources.files(package) / "files" / name).read_bytes())
