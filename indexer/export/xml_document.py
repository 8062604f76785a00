"""XML documents, of texts that may hold anything."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

__all__ = ["appended", "rooted", "written"]

# All that is no Char of XML 1.0 (section 2.2): control characters, surrogates, U+FFFE and U+FFFF.
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rooted(namespace: str, name: str) -> etree._Element:
    """The root of a document, all of whose elements are in one namespace."""
    unprefixed = {None: namespace}
    return etree.Element(etree.QName(namespace, name), nsmap=unprefixed)  # type: ignore[arg-type]  # the stubs know none


def appended(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A new last child, in the namespace of its parent; characters that XML cannot hold are left out."""
    qualified = etree.QName(etree.QName(parent).namespace, name)
    child = etree.SubElement(parent, qualified, {key: _held(value) for key, value in attributes.items()})
    if text:
        child.text = _held(text)
    return child


def written(root: etree._Element) -> bytes:
    """The document, in UTF-8."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _held(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
