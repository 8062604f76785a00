"""The format of block files: named arrays in one file, and checksums of every 64 kB block of it.

A file is, from its beginning (all numbers little-endian):

    header     64 bytes: “CarrelBF”, uint32 version, zeros
    arrays     each in C order from a multiple of 64 bytes on; zeros between them and up to a multiple of 64
    table      uint32 [blocks]: CRC-32 of each block of 65,536 bytes of header and arrays (the last may be shorter)
    directory  JSON: {name: [dtype, shape, offset in the file]}
    footer     56 bytes: uint64 bytes of header and arrays, uint64 bytes of the directory,
               BLAKE2b-256 of these two numbers, the table and the directory, END

The BLAKE2b stands also in the manifest: with the table it vouches for every byte of the file,
and verifying it at opening reads a few kilobytes.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from typing import Final

__all__ = ["ALIGNMENT", "BLOCK", "END", "FOOTER", "HEADER", "KINDS", "LENGTHS", "FileSum", "digest_of"]

BLOCK: Final = 65_536  # bytes that one CRC-32 covers
ALIGNMENT: Final = 64  # bytes, of the places of arrays
KINDS: Final = "biuf"  # of dtypes: booleans, integers, floats
HEADER: Final = struct.pack("<8sI52x", b"CarrelBF", 1)
LENGTHS: Final = struct.Struct("<QQ")  # bytes of header and arrays, and of the directory
FOOTER: Final = struct.Struct("<16s32s8s")  # the lengths, the digest, END
END: Final = b"BFCarrel"


@dataclass(frozen=True, slots=True)
class FileSum:
    """A block file's size in bytes, and the BLAKE2b-256, in hex, of its lengths, its table of block CRCs and directory.

    Through the table it is a sum of all its bytes, but one that is quick to verify.
    """

    size: int
    blake2b: str


def digest_of(lengths: bytes, table: bytes, directory: bytes) -> bytes:
    """The BLAKE2b-256 of a file's lengths, its table and its directory, as they stand in the file."""
    return hashlib.blake2b(lengths + table + directory, digest_size=32).digest()
