"""A table of digests holds what a dict would."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from indexer.known_digests import KnownDigests


@given(
    st.lists(
        st.tuples(
            st.sampled_from([bytes(15), b"\xff" * 15]), st.integers(0, 40), st.text(max_size=5).filter(str.isprintable)
        )
    )
)
def test_digests_that_begin_alike_are_told_apart(entries):
    table, mapping = KnownDigests(), {}
    for start, end, article_id in entries:
        digest = start + bytes([end])
        assert table.owner(digest) == mapping.get(digest)
        if digest not in mapping:
            table.add(digest, article_id)
            mapping[digest] = article_id
    for digest, article_id in mapping.items():
        assert table.owner(digest) == article_id


def test_it_grows():
    table = KnownDigests()
    digests = [hashlib.blake2b(str(number).encode(), digest_size=16).digest() for number in range(5_000)]
    for number, digest in enumerate(digests):
        assert table.owner(digest) is None
        table.add(digest, f"id-{number}")
    assert [table.owner(digest) for digest in digests] == [f"id-{number}" for number in range(5_000)]
