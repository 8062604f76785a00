"""Updating from articles that a program gives, and by ids: no input is read, and no other article is touched."""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final

from indexer.articles.article import Article
from indexer.articles.draft import Draft
from indexer.articles.finish import finish
from indexer.articles.ids import slug
from indexer.build import LEDGER
from indexer.content import ContentSum
from indexer.engine.base import Engine, Snapshot, Writer
from indexer.errors import InputError, UsageError
from indexer.generations import Generation, Generations
from indexer.manifest import Manifest
from indexer.reports import UpdateReport

__all__ = ["update_with"]

_OF_A_BUILD: Final = {"given_id", "problems"}  # what a draft has and a given article decides itself
_LISTS: Final = {
    "paragraphs", "authors", "regions", "themes", "reports", "names", "note", "boilerplate",
}  # fmt: skip


def update_with(
    generations: Generations, engine: Engine, live: Generation, articles: Sequence[Article], delete: Sequence[str]
) -> UpdateReport:
    """Delete these ids from the live generation and take these articles into it, under `Generations.writing`.

    An article replaces the one that has its id, and is recorded as a copy where another has the same content; of
    several with one id the last counts. The copies of an article go with it. Raises `UsageError` for what is no article
    or has an id that is none. The live index then is as it was.
    """
    started = time.monotonic()
    now = dt.datetime.now(dt.UTC)
    valid = [_checked(article) for article in articles]
    with contextlib.closing(engine.open(live.folder, live.manifest)) as snapshot:
        changes = _changes(snapshot, valid, delete)
        manifest = _write(engine, live, snapshot, changes, now) if changes.is_any else None
    if manifest is not None:
        generations.publish(live.folder, manifest)
    written = manifest or live.manifest
    replaced = len(changes.gone.keys() & changes.added.keys())
    return UpdateReport(
        version=written.version,
        articles=written.article_count,
        words=written.word_count,
        copies=written.copy_count,
        added=len(changes.added) - replaced,
        replaced=replaced,
        deleted=len(changes.gone) - replaced,
        unknown=changes.unknown,
        is_changed=manifest is not None,
        seconds=time.monotonic() - started,
    )


@dataclass(slots=True)
class _Changes:
    """What is to change.

    `gone`: digests by id, of articles of the base; `added`: articles by id; `copies`: ids
    of exact copies, in place of inputs, by the id of their article.
    """

    unknown: int = 0
    gone: dict[str, str] = field(default_factory=dict)
    added: dict[str, Article] = field(default_factory=dict)
    copies: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def is_any(self) -> bool:
        return bool(self.gone or self.added or self.copies)


def _checked(article: Article) -> Article:
    """The article as a build would make it of the same texts, with the digest of what it holds now.

    Raises `UsageError` for an id that is none, and for what is no article.
    """
    if not isinstance(article, Article) or not isinstance(article.id, str):
        raise UsageError(f"{article!r} is no article. Give objects of Article, each with an id of letters.")
    if not article.id or slug(article.id) != article.id:
        raise UsageError(f"{article.id!r} cannot be the id of an article. Make it, for instance, {slug(article.id)!r}.")
    drafted = {one.name: getattr(article, one.name) for one in fields(Draft) if one.name not in _OF_A_BUILD}
    try:
        for name in _LISTS & drafted.keys():
            if not isinstance(drafted[name], tuple | list):
                raise TypeError(f"{name} is no tuple")  # noqa: TRY301  # it is told like all others
        article.input.encode()
        finished = finish(Draft(**drafted), input=article.input, fallback_id=article.id).article
        if finished.problems:
            raise ValueError(*finished.problems)  # noqa: TRY301
    except (InputError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(
            f"The article {article.id!r} cannot be taken ({error}). Give it a title or a text, and of each field "
            "what Article says it holds."
        ) from error
    return replace(finished, id=article.id, problems=article.problems)


def _changes(snapshot: Snapshot, articles: Sequence[Article], delete: Sequence[str]) -> _Changes:
    changes = _Changes()
    for article_id in dict.fromkeys(delete):
        if snapshot.has(article_id):
            changes.gone[article_id] = snapshot.article(article_id).digest
        else:
            changes.unknown += 1
    last = {article.id: article for article in articles}
    owners = snapshot.ids_of_digests([article.digest for article in last.values()])
    for article in last.values():
        if owners.get(article.digest) != article.id and snapshot.has(article.id):
            changes.gone[article.id] = snapshot.article(article.id).digest
    owners = {digest: owner for digest, owner in owners.items() if owner not in changes.gone}
    known = snapshot.copies()
    for article in last.values():
        owner = owners.setdefault(article.digest, article.id)
        if owner == article.id:
            if not snapshot.has(article.id) or article.id in changes.gone:
                changes.added[article.id] = article
        elif article.id not in known.get(owner, ()):
            changes.copies[owner].append(article.id)
    if snapshot.article_count - len(changes.gone) + len(changes.added) == 0:
        raise UsageError("That would leave an archive without any article. The live index is as it was.")
    return changes


def _write(engine: Engine, live: Generation, snapshot: Snapshot, changes: _Changes, now: dt.datetime) -> Manifest:
    copies = {owner: list(inputs) for owner, inputs in snapshot.copies().items() if owner not in changes.gone}
    for owner, inputs in changes.copies.items():
        copies.setdefault(owner, []).extend(inputs)
    writer = engine.writer(live.folder, live.manifest, snapshot, now)
    try:
        _collect(engine, live, writer, list(changes.added.values()), now)
        writer.delete(changes.gone)
        writer.set_copies(copies)
        while due := writer.merges():
            for merge in due:
                writer.merged(merge, engine.merge(live.folder, merge))
        written = writer.finish(live.manifest.number + 1)
    except BaseException:
        writer.cancel()
        raise
    content = ContentSum.from_hex(live.manifest.content)
    for article_id, digest in changes.gone.items():
        content.remove(article_id, bytes.fromhex(digest))
    for article in changes.added.values():
        content.add(article.id, bytes.fromhex(article.digest))
    is_same = content.hex() == live.manifest.content
    ledgers = {name: written_sum for name, written_sum in live.manifest.files.items() if name.startswith(LEDGER)}
    return replace(
        live.manifest,
        number=live.manifest.number + 1,
        built=now,
        content=content.hex(),
        version=live.manifest.version if is_same else f"{now:%Y%m%d}-{content.short}",
        article_count=written.counts.articles,
        word_count=written.counts.words,
        copy_count=sum(map(len, copies.values())),
        files={**written.files, **ledgers},
        state=written.state,
    )


def _collect(engine: Engine, live: Generation, writer: Writer, articles: Sequence[Article], now: dt.datetime) -> None:
    """Write the articles as segments. Their places, being nanoseconds, come after those of all that inputs hold."""
    collector = engine.collector(live.folder)
    first = int(now.timestamp() * 1e9)
    ids: list[str | None] = []
    for number, article in enumerate(articles, start=1):
        collector.add(article)
        ids.append(article.id)
        if collector.is_full or number == len(articles):
            sequences = range(first + number - len(ids), first + number)
            flushed = collector.flush(secrets.token_hex(4), ids, sequences)
            if flushed is not None:
                writer.add(flushed)
            ids.clear()
