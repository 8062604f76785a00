"""The same articles in an index of stock Whoosh's: its own codec, writer and analysis of postings."""

from whoosh import fields as whoosh_fields
from whoosh import formats
from whoosh.filedb.filestore import RamStorage
from whoosh_trees import words_of

from indexer.engine.whoosh.schema import INDEXED_FIELDS


class PlacesField(whoosh_fields.FieldType):
    """Is given words with their positions."""

    def __init__(self):
        super().__init__(formats.Positions(), None, scorable=True)

    def index(self, value, **_):
        for word, places in value.items():
            yield word.encode(), len(places), float(len(places)), self.format.encode(places)


def stock_index(generation):
    """An index with the articles under the same numbers, the same ones deleted."""
    schema = whoosh_fields.Schema(**{name: PlacesField() for name in INDEXED_FIELDS})
    index = RamStorage().create_index(schema)
    with index.writer() as writer:
        for article in generation.articles:
            fields = words_of(article)
            writer.add_document(**{name: words for name, words in fields.items() if words})
    with index.writer() as writer:
        for number in generation.deleted:
            writer.delete_document(number)
        writer.merge = False
    return index
