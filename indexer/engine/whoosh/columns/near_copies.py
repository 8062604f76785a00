"""Near copies: articles whose bodies are almost the same, found by sketches of their three-word shingles.

Resemblance is the share of two texts' distinct shingles that both have. It is estimated from the
16 smallest hashes of each: among the 16 smallest of both together, the share that both have
(Broder 1997, "On the resemblance and containment of documents", section 4).
"""

from __future__ import annotations

import itertools
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["SIGNATURE", "groups", "signatures"]

SIGNATURE: Final = 16  # hashes a signature has at most
_PAD: Final = 0xFFFF_FFFF  # in the places that a signature has no hash for; no shingle has this hash
_LEAST_RESEMBLANCE: Final = 0.8  # of 16 hashes, 13
_SHORT: Final = 22  # words: a text of fewer has fewer than 20 shingles
_MOST_LOST: Final = 3  # of 16 hashes, those that the other does not share when 13 are shared
_FIRST: Final = 4  # hashes that are looked up: 13 of the 16 smallest are shared, so one of the 4 smallest is
_WINDOW: Final = 32  # others that an article is compared with, in a bucket
_LOW: Final = np.uint64(0xFFFF_FFFF)
_WORDS_AT_ONCE: Final = 1 << 20  # whose signatures are made at once, unless one article has more
_CHUNK: Final = 1 << 16  # words that are hashed at once, so that the arrays stay in the cache

Hashes = NDArray[np.uint32]
Numbers = NDArray[np.int64]


def signatures(word_hashes: Hashes, article_ends: NDArray[Any]) -> Hashes:
    """uint32 [n, SIGNATURE]: of each article the smallest hashes of its shingles, ascending, each once, then padding.

    `word_hashes`, uint32 [words]: a hash of each word of the bodies, the same for a word everywhere.
    `article_ends`, integers [n]: where each article ends among them. A text of one or two words
    has one shingle, of these words; a text without words has none.
    """
    found = np.empty((len(article_ends), SIGNATURE), np.uint32)
    ends = article_ends.astype(np.int64)
    begins_anew = np.flatnonzero(np.diff(ends // _WORDS_AT_ONCE)) + 1
    for first, last in itertools.pairwise([0, *begins_anew.tolist(), *([len(ends)] if len(ends) else [])]):
        start = int(ends[first - 1]) if first else 0
        found[first:last] = _signatures(word_hashes[start : int(ends[last - 1])], ends[first:last] - start)
    return found


def groups(signatures: Hashes, lengths: NDArray[Any]) -> NDArray[np.int32]:
    """int32 [n]: the smallest number in each article's group of near copies; its own when it is alone.

    `lengths`, integers [n]: the words of the bodies. Two articles are near copies when their estimated
    resemblance is 0.8 or more, or both have the same shingles where one has fewer than 20; a
    group is what near copies connect. Groups do not depend on the order of the articles.

    Articles with equal signatures are each compared with one of them alone. The others are looked up by
    their four smallest hashes: of all that share one, each is compared with the 32 that follow it, where
    there are more in the order of their signatures, so a shingle that 50,000 articles share costs 1,600,000 quick
    comparisons. Of so many a pair can be missed, unless the order or another hash brings the two together.
    """
    numbers = np.flatnonzero(signatures[:, 0] != _PAD)
    columns = np.ascontiguousarray(signatures.T if len(numbers) == len(signatures) else signatures[numbers].T)
    twins, first = _twins(columns, lengths[numbers])
    pairs = numbers[np.concatenate([twins, first[_candidates(columns.take(first, axis=1))]])]
    return _connected(pairs[_are_near(signatures, lengths, pairs)], len(signatures))


def _signatures(word_hashes: Hashes, ends: Numbers) -> Hashes:
    """Those of a few articles, one at least."""
    lengths = np.diff(ends, prepend=0)
    shingles = _shingles(word_hashes, ends, lengths)
    # About 40 hashes of each article are below its limit: seldom fewer than the 16 that are wanted.
    share = np.minimum(2.5 * SIGNATURE / np.maximum(lengths, 1), 1.0)
    limits = (share * (_PAD - 1)).astype(np.uint32)
    places = np.flatnonzero(shingles <= np.repeat(limits, lengths))
    owners = np.searchsorted(ends, places, side="right")
    found = _smallest(owners, shingles[places], len(ends))
    short = np.flatnonzero((found[:, -1] == _PAD) & (share < 1.0))
    if len(short):
        counts = lengths[short]
        owners = np.repeat(np.arange(len(short)), counts)
        places = np.arange(len(owners)) + np.repeat(ends[short] - np.cumsum(counts), counts)
        sound = shingles[places] != _PAD
        found[short] = _smallest(owners[sound], shingles[places[sound]], len(short))
    return found


def _shingles(word_hashes: Hashes, ends: Numbers, lengths: Numbers) -> Hashes:
    """uint32 [words]: the hash of the shingle that begins at each word; padding where it would leave its article."""
    count = len(word_hashes)
    shingles = np.empty(count, np.uint32)
    for first in range(0, count - 2, _CHUNK):
        last = min(first + _CHUNK, count - 2)
        shingles[first:last] = _mixed(
            word_hashes[first:last], word_hashes[first + 1 : last + 1], word_hashes[first + 2 : last + 2]
        )
    for back in (1, 2):
        shingles[ends[lengths >= back] - back] = _PAD
    for size in (1, 2):
        tiny = ends[lengths == size]
        shingles[tiny - size] = _mixed(word_hashes[tiny - size], word_hashes[tiny - 1], np.full(len(tiny), size))
    return shingles


def _mixed(one: Hashes, two: Hashes, three: NDArray[Any]) -> Hashes:
    """uint32: a hash of three, none of which is padding. The last steps are MurmurHash3's finaliser (Appleby 2011)."""
    mixed: Hashes = one * np.uint32(0x9E37_79B1)
    mixed ^= mixed >> np.uint32(15)
    mixed += two
    mixed *= np.uint32(0x85EB_CA77)
    mixed ^= mixed >> np.uint32(13)
    mixed += three.astype(np.uint32, copy=False)
    mixed *= np.uint32(0xC2B2_AE3D)
    mixed ^= mixed >> np.uint32(16)
    mixed *= np.uint32(0x85EB_CA6B)
    mixed ^= mixed >> np.uint32(13)
    return np.minimum(mixed, np.uint32(_PAD - 1), out=mixed)


def _smallest(owners: Numbers, hashes: Hashes, count: int) -> Hashes:
    """uint32 [count, SIGNATURE]: the smallest distinct hashes of each owner, ascending."""
    keys = (owners.astype(np.uint64) << np.uint64(32)) | hashes
    keys.sort()
    keys = keys[_is_first(keys)]
    owners = (keys >> np.uint64(32)).astype(np.int64)
    places = np.arange(len(keys)) - np.searchsorted(owners, owners)
    kept = places < SIGNATURE
    found = np.full((count, SIGNATURE), _PAD, np.uint32)
    found[owners[kept], places[kept]] = keys[kept].astype(np.uint32)
    return found


def _twins(columns: Hashes, lengths: NDArray[Any]) -> tuple[Numbers, Numbers]:
    """Pairs [p, 2] of each article with the one that stands for its signature, and those that stand for one.

    `columns`: uint32 [SIGNATURE, n]. Of short texts the length belongs to the signature. Signatures are known by
    64 bits of them; two that differ and share these make a pair that a comparison refuses.
    """
    factors = np.random.default_rng(1997).integers(1, 1 << 63, SIGNATURE + 1, np.uint64) | np.uint64(1)
    keys = np.where(lengths < _SHORT, lengths, 0).astype(np.uint64) * factors[-1]
    for hashes, factor in zip(columns, factors, strict=False):
        keys += hashes * factor
    order = np.argsort(keys)
    keys = keys[order]
    is_first = _is_first(keys)
    first = order[is_first]
    of_first = first[np.cumsum(is_first) - 1]
    return np.stack([of_first[~is_first], order[~is_first]], axis=1), first


def _candidates(columns: Hashes) -> Numbers:
    """Pairs [p, 2] of articles that share one of their smallest hashes; `columns`: uint32 [SIGNATURE, n]."""
    numbers = np.arange(columns.shape[1])
    keys = _packed(columns[:_FIRST], np.broadcast_to(numbers, (_FIRST, len(numbers))))[columns[:_FIRST] != _PAD]
    keys.sort()
    same = (keys[1:] ^ keys[:-1]) <= _LOW
    in_bucket = np.concatenate([same, [False]])[: len(keys)]
    in_bucket[1:] |= same
    shared, places = _unpacked(keys[in_bucket])
    crowded = shared[_WINDOW + 1 :] == shared[: -_WINDOW - 1]
    if crowded.any():
        # Only here not all pairs are looked at: bring those together that are alike.
        steps = np.zeros(len(shared) + 1, np.int64)
        steps[: -_WINDOW - 2] += crowded
        steps[_WINDOW + 2 :] -= crowded
        is_moving = np.zeros(len(numbers), bool)
        is_moving[places[np.cumsum(steps)[:-1] > 0]] = True
        moving = np.flatnonzero(is_moving)
        order = _signature_order(columns.take(moving, axis=1))
        numbers[moving] = moving[order]
        moved = np.arange(len(numbers))
        moved[moving[order]] = moving
        keys = _packed(shared, moved[places])
        keys.sort()
        shared, places = _unpacked(keys)
    bits = _bits(columns)[numbers[places]]
    pairs = [np.zeros(0, np.uint64)]
    for distance in range(1, min(_WINDOW + 1, len(shared))):
        lost = bits[:-distance] & ~bits[distance:]
        likely = np.bitwise_count(lost) <= _MOST_LOST
        likely &= shared[distance:] == shared[:-distance]
        pairs.append(_packed(places[:-distance][likely], places[distance:][likely]))
    found = np.concatenate(pairs)
    found.sort()
    one, other = _unpacked(found[_is_first(found)])
    return np.stack([numbers[one], numbers[other]], axis=1)


def _signature_order(columns: Hashes) -> Numbers:
    """int64 [n]: the articles in the order of their signatures; `columns`: uint32 [SIGNATURE, n]."""
    order = np.arange(columns.shape[1])
    for hashes in columns[::-1]:
        keys = _packed(hashes[order], np.arange(len(order)))  # a stable sort, in a fifth of argsort's time
        keys.sort()
        order = order[_unpacked(keys)[1]]
    return order


def _is_first(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """bool [n]: which of some sorted numbers differ from the one before."""
    is_first = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return is_first


def _packed(high: NDArray[Any], low: NDArray[Any]) -> NDArray[np.uint64]:
    """uint64: two numbers below 2 ** 32 as one."""
    packed: NDArray[np.uint64] = (high.astype(np.uint64) << np.uint64(32)) | low.astype(np.uint64)
    return packed


def _unpacked(packed: NDArray[np.uint64]) -> tuple[Numbers, Numbers]:
    return (packed >> np.uint64(32)).astype(np.int64), (packed & _LOW).astype(np.int64)


def _bits(columns: Hashes) -> NDArray[np.uint64]:
    """uint64 [n]: 1 of 64 bits for each hash; `columns`: uint32 [SIGNATURE, n]."""
    bits = np.zeros(columns.shape[1], np.uint64)
    for hashes in columns:
        bits |= np.uint64(1) << (hashes & np.uint32(63)).astype(np.uint64)
    return bits


def _are_near(signatures: Hashes, lengths: NDArray[Any], pairs: Numbers) -> NDArray[np.bool_]:
    """bool [p]: which of the pairs [p, 2] are near copies."""
    sizes = lengths[pairs]
    short = sizes.min(axis=1) < _SHORT
    near: NDArray[np.bool_] = (signatures[pairs[:, 0]] == signatures[pairs[:, 1]]).all(axis=1)
    unsure = np.flatnonzero(~near & ~short)
    near &= ~short | (sizes[:, 0] == sizes[:, 1])
    for start in range(0, len(unsure), _CHUNK):
        chunk = unsure[start : start + _CHUNK]
        near[chunk] = _resemblances(signatures[pairs[chunk, 0]], signatures[pairs[chunk, 1]]) >= _LEAST_RESEMBLANCE
    return near


def _resemblances(one: Hashes, other: Hashes) -> NDArray[np.float64]:
    """float64 [p]: the estimated resemblances of texts with the signatures `one` and `other`, both [p, SIGNATURE]."""
    both = np.concatenate([one, other], axis=1)
    both.sort(axis=1)
    sound = both != _PAD
    repeated = np.zeros_like(sound)
    repeated[:, 1:] = (both[:, 1:] == both[:, :-1]) & sound[:, 1:]
    distinct = np.cumsum(sound & ~repeated, axis=1, dtype=np.int8)
    shared = np.count_nonzero(repeated & (distinct <= SIGNATURE), axis=1)
    resemblances: NDArray[np.float64] = shared / np.clip(distinct[:, -1], 1, SIGNATURE)
    return resemblances


def _connected(pairs: Numbers, count: int) -> NDArray[np.int32]:
    """int32 [count]: the smallest number that each is connected with by the pairs [p, 2]."""
    labels = np.arange(count)
    one, other = pairs[:, 0], pairs[:, 1]
    while len(one):
        # Hang the greater of the two roots under the smaller, then shorten all ways to the root.
        roots = labels[one], labels[other]
        np.minimum.at(labels, np.maximum(*roots), np.minimum(*roots))
        while not np.array_equal(shorter := labels[labels], labels):
            labels = shorter
        apart = labels[one] != labels[other]
        one, other = one[apart], other[apart]
    return labels.astype(np.int32)
