"""Which encoding a file is in, and what is no text."""

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.articles.encodings import decode, decode_line, text_stream
from indexer.errors import InputError

TEXT = "L’été à Łódź — 新聞\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_its_byte_order_mark(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big_endian_utf_16_is_read():
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"caf\xe9 soci\xe9t\xe9\n", "café société\n"),
        (b"\x93quoted\x94 \x96 \x80 5", "“quoted” – € 5"),
        (b"caf\xe9 \x81", "café \x81"),  # not in Windows-1252
    ],
)
def test_what_is_not_unicode_is_western(data, text):
    assert decode(data) == text
    assert decode_line(data) == text


CYRILLIC = "<p>Библиотека</p>"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ("<META http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        ('<?xml version="1.0" encoding="iso-8859-5"?>', "iso-8859-5"),
    ],
)
def test_a_page_may_declare_its_encoding(head, encoding):
    assert decode((head + CYRILLIC).encode(encoding), declares=True) == head + CYRILLIC


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-16", "hex", "undefined", "nonsense", "ascii", "punycode"])
def test_a_declaration_that_cannot_be_true_does_not_count(declared):
    text = f"<meta charset={declared}>“café”"
    assert decode(text.encode("cp1252"), declares=True) == text
    assert decode(text.encode(), declares=True) == text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty file"),
        (b" \r\n\t\n", "empty file"),
        (b"\xef\xbb\xbf", "empty file"),
        (b"\xff\xfe", "empty file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary file"),
        (b"%PDF\x01\x02\x03\x04\x05\x06", "binary file"),
        (b"\xff\xfe\0\0", "binary file"),
        (b"\xff\xfea\0\x00\xdcb\0", "binary file"),
        ("naïve café".encode()[:-1], "truncated UTF-8"),
        ("twelve —".encode()[:-2], "truncated UTF-8"),
        ("a—b".encode("utf-16")[:-1], "truncated UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_by_its_kind(data, kind):
    with pytest.raises(InputError) as caught:
        decode(data)
    assert caught.value.kind == kind


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.sampled_from(["utf-8", "utf-16"]))
def test_a_cut_character_is_never_guessed_at(text, encoding):
    data = ("text " + text).encode(encoding)
    last = ("x" + text[-1]).encode(encoding)[len("x".encode(encoding)) :]
    if len(last) > 1:
        with pytest.raises(InputError, match="truncated"):
            decode(data[:-1])


@given(st.binary())
def test_any_bytes_are_text_or_refused(data):
    with contextlib.suppress(InputError):
        assert decode(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("repeats", [1, 20_000])
def test_a_stream_is_the_same_lines_in_any_encoding(encoding, repeats):
    lines = text_stream(io.BytesIO((TEXT * repeats).encode(encoding))).readlines()
    assert list(map(decode_line, lines)) == [TEXT] * repeats


def test_a_stream_that_begins_with_nul_bytes_is_refused():
    with pytest.raises(InputError, match="binary file"):
        text_stream(io.BytesIO(b"\x1f\x8b\x08\0\0"))


def test_a_damaged_utf_16_stream_is_read_as_far_as_it_can_be():
    lines = text_stream(io.BytesIO("a\nb".encode("utf-16") + b"\0")).readlines()
    assert lines == [b"a\n", "b\ufffd".encode()]


class Halting(io.BytesIO):
    """A stream that gives little at a time and breaks at its end."""

    def read1(self, size=-1, /):
        piece = super().read1(2)
        if not piece:
            raise EOFError
        return piece


def test_what_precedes_a_break_in_a_stream_is_read():
    stream = text_stream(Halting(b"one\ntwo\nthr"))
    assert [stream.readline(), stream.readline()] == [b"one\n", b"two\n"]
    with pytest.raises(EOFError):
        stream.readline()
