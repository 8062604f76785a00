"""A page that was sent before is the same page, and none outlives its archive."""

import gzip

import pytest

from indexer import Archive
from indexer.settings import Settings
from webui import create_app
from webui.page_cache import PageCache, _Page

ADDRESSES = ["/", "/search?q=idlib", "/articles/idlib?q=idlib", "/about", "/api/search?q=idlib"]


def told(response):
    """All that a response says but for how long it took."""
    return response.status_code, response.data, {k: v for k, v in response.headers if k != "Server-Timing"}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_the_second_answer_is_the_first(client, address, encoding):
    first = client.get(address, headers={"Accept-Encoding": encoding})
    second = client.get(address, headers={"Accept-Encoding": encoding})
    assert told(first) == told(second)
    assert ("Content-Encoding" in second.headers) == (encoding == "gzip")


def test_a_remembered_page_is_sent_in_the_encoding_that_is_asked_for(client):
    plain = client.get("/search?q=soap").data
    packed = client.get("/search?q=soap", headers={"Accept-Encoding": "gzip"}).data
    assert gzip.decompress(packed) == plain
    assert client.get("/search?q=soap").data == plain


def test_a_remembered_page_is_not_sent_again_to_whoever_has_it(client):
    etag = client.get("/search?q=winter").headers["ETag"]
    answer = client.get("/search?q=winter", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.data) == (304, b"")


def test_a_remembered_page_answers_head(client):
    length = client.get("/search?q=winter").headers["Content-Length"]
    answer = client.head("/search?q=winter")
    assert (answer.status_code, answer.data, answer.headers["Content-Length"]) == (200, b"", length)


def test_other_hosts_have_pages_of_their_own(client):
    one = client.get("/search?q=soap", base_url="http://one.example").data
    other = client.get("/search?q=soap", base_url="http://other.example").data
    assert b"other.example" not in one
    assert b"one.example" not in other


def test_a_new_archive_is_seen_at_once(tmp_path, build_archive):
    names = ("beacon", "lighthouse")
    records = [{"id": name, "title": f"The {name}", "body": "A fire on an island."} for name in names]
    index = build_archive(tmp_path, [*records, {"id": "other", "title": "Another", "body": "A letter."}])
    client = create_app(Settings(index=index)).test_client()
    assert "2 articles" in client.get("/search?q=island").text
    Archive.update(index, delete=["beacon", "lighthouse"])
    assert "0 articles" in client.get("/search?q=island").text


def test_a_mistake_is_not_remembered(client):
    assert client.get("/search?q=(idlib").status_code == 400
    assert client.get("/search?q=(idlib").status_code == 400


def test_what_was_asked_for_longest_ago_is_forgotten_first():
    cache = PageCache()
    pages = {(str(number),): _Page(bytes(199_999), ()) for number in range(45)}
    for key, page in pages.items():
        cache.keep(key, page)
        cache.get(("0",))
    remembered = [key for key in pages if cache.get(key)]
    assert ("0",) in remembered
    assert remembered[1:] == list(pages)[-38:]


def test_long_addresses_of_short_pages_take_up_room_too():
    cache = PageCache()
    keys = [(f"{number:0100000}",) for number in range(100)]
    for key in keys:
        cache.keep(key, _Page(b"", ()))
    assert [key for key in keys if cache.get(key)] == keys[-78:]


def test_a_very_large_page_is_not_remembered():
    cache = PageCache()
    cache.keep(("a",), _Page(bytes(200_001), ()))
    assert cache.get(("a",)) is None
