"""XML holds whatever texts are given."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from indexer.export.xml_document import appended

ANY = st.text(st.characters())  # surrogates and control characters too


@given(ANY, ANY)
def test_any_text_can_be_written_and_read_back(text, value):
    root = etree.Element("{urn:test}root")
    appended(root, "one", text, name=value)
    [read] = etree.fromstring(etree.tostring(root, encoding="utf-8"))
    assert read.tag == "{urn:test}one"
    assert set(read.text or "") <= set(text)
    assert set(read.get("name")) <= set(value)


def test_what_xml_cannot_hold_is_left_out():
    child = appended(etree.Element("root"), "one", "a\x00b\x1f\ud800c\ufffed\U0001f600", name="\x08e")
    assert (child.text, child.get("name")) == ("abcd\U0001f600", "e")
