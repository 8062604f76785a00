"""From bytes to text: which encoding a file is in.

UTF-8 and UTF-16 say what they are (by their rules, by their byte order mark);
what is neither is read as a page declares itself, else as Windows-1252, the superset
of Latin-1 that is meant where Latin-1 is said.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING, Final

from indexer.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["decode", "decode_line", "text_stream"]

_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD: Final = 8_192  # bytes: enough to tell a text from something else
_CHUNK: Final = 65_536
# Control characters that no text has; tab, line ends, form feed, end of file (DOS) and escape occur in some.
_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
_DECLARATION: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_.:-]+)""", re.IGNORECASE
)
# Unicode would have been recognised; Latin-1 means Windows-1252; the rest are not meant for pages.
_NO_DECLARATION: Final = re.compile("utf|iso8859-1$|idna|punycode|raw_unicode|unicode")
_TOLERATED: Final = 20  # one control character in so many


def decode(data: bytes, *, declares: bool = False) -> str:
    """The text of a whole file, without its byte order mark, line ends as written.

    `declares`: where it is not Unicode, it may say in a <meta> or <?xml> what else it is.
    Raises `InputError` of kind "empty file", "binary file", "truncated UTF-8" or "truncated UTF-16".
    """
    if data.startswith(_UTF16_MARKS):
        text = _decode_utf16(data)
    else:
        data = data.removeprefix(codecs.BOM_UTF8)
        _refuse_binary(data)
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            # Only a file cut within its last character ends like this: Latin-1 text of any
            # length breaks the rules of UTF-8 earlier, at an accent that a letter follows.
            if error.reason == "unexpected end of data":
                raise InputError("truncated UTF-8", "the file ends within a character") from None
            text = (_decode_declared(data) if declares else "") or _decode_western(data)
    if not text.strip("\ufeff \t\r\n\v\f\x1a\xa0"):
        raise InputError("empty file")
    return text


def decode_line(line: bytes) -> str:
    """The text of one line of a file of records: UTF-8, else Windows-1252."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return _decode_western(line)


def text_stream(stream: io.BufferedIOBase) -> io.BufferedReader:
    """The stream in an encoding whose lines end in the byte 10 and that `decode_line` reads.

    A byte order mark is dropped, UTF-16 becomes UTF-8. What `stream` raises is raised where it
    stands in the stream, after all that precedes it. `stream` stays the caller's to close.
    Raises `InputError` of kind "binary file" by the look of its beginning.
    """
    # read1, here and below: read would lose what it has when a damaged archive raises after it.
    head = b""
    while len(head) < len(codecs.BOM_UTF8) and (piece := stream.read1(_HEAD)):
        head += piece
    if head.startswith(_UTF16_MARKS):
        return io.BufferedReader(_Utf16AsUtf8(head, stream), _CHUNK)
    head = head.removeprefix(codecs.BOM_UTF8)
    _refuse_binary(head)
    return io.BufferedReader(_Rejoined(head, stream), _CHUNK)


def _refuse_binary(data: bytes) -> None:
    if b"\0" in data:
        raise InputError("binary file", "it holds NUL bytes")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls * _TOLERATED > len(data):
        raise InputError("binary file", "it is full of control characters")


def _decode_utf16(data: bytes) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        if error.reason in ("truncated data", "unexpected end of data"):
            raise InputError("truncated UTF-16", "the file ends within a character") from None
        raise InputError("binary file", "it begins as UTF-16 does and is not") from None
    if "\0" in text:
        raise InputError("binary file", "it holds NUL characters")
    return text


def _decode_western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:  # five bytes have no meaning in it
        return data.decode("latin-1")


def _decode_declared(data: bytes) -> str:
    """The text in the encoding that a page declares; "" when it declares none or a wrong one."""
    declaration = _DECLARATION.search(data, 0, _HEAD)
    if declaration is None:
        return ""
    try:
        encoding = codecs.lookup(declaration[1].decode()).name
        return "" if _NO_DECLARATION.match(encoding) else data.decode(encoding)
    except (LookupError, UnicodeError):  # nor is an encoding that is not of text one
        return ""


class _Rejoined(io.RawIOBase):
    """A stream whose beginning has been read already."""

    def __init__(self, head: bytes, rest: io.BufferedIOBase) -> None:
        super().__init__()
        self._ready = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        target = memoryview(buffer).cast("B")
        if not self._ready:
            self._ready = self._next_piece(len(target))
        piece = self._ready[: len(target)]
        self._ready = self._ready[len(piece) :]
        target[: len(piece)] = piece
        return len(piece)

    def _next_piece(self, size: int) -> bytes:
        return self._rest.read1(size)


class _Utf16AsUtf8(_Rejoined):
    """A UTF-16 stream, read as UTF-8; what is malformed in it becomes U+FFFD."""

    def __init__(self, head: bytes, rest: io.BufferedIOBase) -> None:
        super().__init__(b"", rest)
        self._decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
        self._ready = self._decoder.decode(head).encode()

    def _next_piece(self, size: int) -> bytes:
        while data := self._rest.read1(size):
            if piece := self._decoder.decode(data).encode():
                return piece
        return self._decoder.decode(b"", final=True).encode()
