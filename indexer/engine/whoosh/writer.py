"""WhooshWriter: articles into a Whoosh index, one segment, in the order in which they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from whoosh.filedb.filestore import FileStorage

from indexer.articles.article import Article
from indexer.engine.base import Counts
from indexer.engine.whoosh.columns import ColumnsWriter
from indexer.engine.whoosh.schema import form_field, postings, schema, stem_field
from indexer.engine.whoosh.store import ArticleStoreWriter
from indexer.fields import TEXT_FIELDS

__all__ = ["WhooshWriter"]

_WHOOSH_LOCK: Final = "MAIN_WRITELOCK"
_POOL_MEGABYTES: Final = 256  # of postings that Whoosh's writer sorts in memory before it spills to disk


class WhooshWriter:
    """See `indexer.engine.base.Writer`.

    Whoosh numbers documents as they are added and is told to commit one segment, so
    its document numbers are the places in the columns and in the store.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = FileStorage(str(folder)).create_index(schema())
        self._writer = self._index.writer(limitmb=_POOL_MEGABYTES)
        self._store = ArticleStoreWriter(folder)
        self._columns = ColumnsWriter()
        self._articles = 0

    def add(self, article: Article) -> None:
        """Take an article. All its words are found before Whoosh is handed the first, as Whoosh cannot go back."""
        document = {}
        lengths = []
        for field in TEXT_FIELDS:
            by_stem, by_form, length = postings(article, field)
            lengths.append(length)
            if length:
                document[stem_field(field)] = by_stem
                document[form_field(field)] = by_form
        self._writer.add_document(**document)
        self._store.add(article)
        self._columns.add(article, lengths)
        self._articles += 1

    def finish(self, copies: Mapping[str, Sequence[str]]) -> Counts:
        """Complete the folder's files."""
        self._writer.commit(optimize=True)
        self._index.close()
        (self._folder / _WHOOSH_LOCK).unlink(missing_ok=True)  # Carrel has a lock of its own
        self._store.close()
        return Counts(self._articles, self._columns.write(self._folder, copies))

    def cancel(self) -> None:
        """Let go of the folder's files."""
        self._writer.cancel()
        self._index.close()
        self._store.close()
