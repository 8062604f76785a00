"""Whoosh reads our segments through the codec as it reads its own: the same terms, postings and answers."""

import io
import pickle
import re
import sys

import pytest
from made_generation import made_articles, made_generation
from stock_index import stock_index
from whoosh import query as whoosh_query
from whoosh.matching import ReadTooFar
from whoosh.reading import TermNotFound
from whoosh_trees import words_of

from indexer.engine.whoosh.schema import DATE_FIELD, INDEXED_FIELDS, form_field, stem_field
from indexer.fields import AUTHOR, BODY

STEMS, FORMS = stem_field(BODY), form_field(BODY)
QUERIES = [
    whoosh_query.Term(STEMS, "oil"),
    whoosh_query.And([whoosh_query.Term(STEMS, "oil"), whoosh_query.Term(STEMS, "war")]),
    whoosh_query.Or([whoosh_query.Term(FORMS, "oils"), whoosh_query.Term(stem_field(AUTHOR), "o'brien")]),
    whoosh_query.And([whoosh_query.Term(STEMS, "oil"), whoosh_query.Not(whoosh_query.Term(FORMS, "oils"))]),
    whoosh_query.Phrase(FORMS, ["of", "the"], slop=2),
    whoosh_query.Prefix(FORMS, "war"),
    whoosh_query.Wildcard(FORMS, "*in?"),
    whoosh_query.FuzzyTerm(FORMS, "stop", maxdist=2, prefixlength=0),
    whoosh_query.TermRange(DATE_FIELD, "19990201", "20010228"),
    whoosh_query.Every(stem_field(AUTHOR)),
]


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    articles = made_articles(21, 60)
    groups = [articles[:25], articles[25:40], articles[40:59], articles[59:]]
    return made_generation(tmp_path_factory.mktemp("index"), groups, deleted={"a0", "a3", "a30", "a59"})


@pytest.fixture(scope="module")
def stock(generation):
    return stock_index(generation)


@pytest.fixture
def reader(generation):
    with generation.index.reader() as reader:
        yield reader


def segment_reader(generation):
    return generation.index.reader().leaf_readers()[0][0]


def postings(matcher):
    """Number, weight and positions of each posting."""
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight(), matcher.value_as("positions")))
        matcher.next()
    return found


def test_terms_and_postings_are_those_of_stock_whoosh(reader, stock):
    with stock.reader() as by_stock:
        terms = list(by_stock.all_terms())
        assert list(reader.all_terms()) == terms
        assert set(reader.indexed_field_names()) == set(by_stock.indexed_field_names())
        for term in terms:
            assert term in reader
            assert reader.doc_frequency(*term) == by_stock.doc_frequency(*term), term
            assert reader.frequency(*term) == by_stock.frequency(*term), term
            if term[0] != DATE_FIELD:
                assert postings(reader.postings(*term)) == postings(by_stock.postings(*term)), term


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_searches_find_what_stock_whoosh_finds(generation, stock, query):
    with generation.index.searcher() as ours, stock.searcher() as by_stock:
        found = ours.search(query, limit=None)
        assert found.docs() == by_stock.search(query, limit=None).docs()
        assert 0 < len(found) < len(generation.articles)
        assert {hit["id"] for hit in found} == {generation.articles[number].id for number in found.docs()}


@pytest.mark.parametrize("name", INDEXED_FIELDS)
def test_what_is_known_of_a_term_is_exact(generation, name):
    words = [words_of(article)[name] for article in generation.articles]
    lengths = [sum(map(len, own.values())) for own in words]
    reader = generation.index.reader()
    texts = [text.decode() for text in reader.lexicon(name)]
    assert set(texts) == {word for own in words for word in own}
    for text in texts:
        info = reader.term_info(name, text)
        having = [number for number, own in enumerate(words) if text in own]
        frequencies = [len(words[number][text]) for number in having]
        assert (info.doc_frequency(), info.weight()) == (len(having), sum(frequencies))
        assert (info.min_id(), info.max_id(), info.max_weight()) == (having[0], having[-1], max(frequencies))
        assert info.min_length() == min(lengths[number] for number in having)
        assert info.max_length() == max(lengths[number] for number in having)


def test_lengths_are_exact_with_deleted_articles(generation, reader):
    for name in (STEMS, FORMS, stem_field(AUTHOR)):
        lengths = [sum(map(len, words_of(article)[name].values())) for article in generation.articles]
        assert [reader.doc_field_length(number, name) for number in range(len(lengths))] == lengths
        assert reader.field_length(name) == sum(lengths)
        assert (reader.min_field_length(name), reader.max_field_length(name)) == (min(lengths), max(lengths))
    assert reader.doc_field_length(0, DATE_FIELD, 1) == 1
    assert reader.field_length(DATE_FIELD) == reader.max_field_length(DATE_FIELD) == 0


def test_deleted_articles_are_told_and_left_out(generation, reader):
    live = [number for number, one in enumerate(generation.live) if one]
    assert (reader.doc_count(), reader.doc_count_all()) == (len(live), len(generation.articles))
    assert reader.has_deletions()
    assert list(reader.all_doc_ids()) == live
    assert {number for number in range(60) if reader.is_deleted(number)} == generation.deleted
    assert [reader.stored_fields(number)["id"] for number in live] == [generation.articles[one].id for one in live]


def test_a_matcher_goes_forward_and_back_and_its_copy_alone(generation):
    matcher = (
        segment_reader(generation)
        .codec()
        .terms_reader(None, segment_reader(generation).segment())
        .matcher(STEMS, b"oil", generation.index.schema[STEMS].format)
    )
    numbers = list(matcher.all_ids())
    assert numbers == sorted(set(numbers))
    assert len(numbers) > 4
    other = matcher.copy()
    matcher.skip_to(numbers[2])
    matcher.skip_to(numbers[1])
    assert (matcher.id(), other.id()) == (numbers[2], numbers[0])
    matcher.skip_to(numbers[3] + 1)
    assert matcher.id() == numbers[4]
    assert matcher.format.decode_positions(matcher.value()) == matcher.value_as("positions")
    assert (
        matcher.value_as("frequency")
        == matcher.value_as("weight")
        == matcher.weight()
        == len(matcher.value_as("positions"))
    )
    assert [place for place, _ in matcher.value_as("position_boosts")] == matcher.value_as("positions")
    assert [span.start for span in matcher.spans()] == matcher.value_as("positions")
    assert matcher.supports("positions")
    assert not matcher.supports("characters")
    assert not matcher.supports_block_quality()
    matcher.skip_to(10**6)
    assert not matcher.is_active()
    with pytest.raises(ReadTooFar):
        matcher.next()
    with pytest.raises(ReadTooFar):
        matcher.skip_to(0)
    matcher.reset()
    assert matcher.id() == numbers[0]


def test_a_day_has_no_positions_and_no_lengths(generation):
    live = [article for article, one in zip(generation.articles[:25], generation.live, strict=False) if one]
    day = next(article.date.day for article in live if article.date).isoformat().replace("-", "")
    matcher = segment_reader(generation).postings(DATE_FIELD, day)
    assert not matcher.supports("positions")
    assert (matcher.weight(), matcher.value(), matcher.value_as("frequency")) == (1.0, b"", 1)


def test_a_term_that_is_nowhere_is_not_found(reader, generation):
    assert (STEMS, b"nowher") not in reader
    assert ("id", b"a1") not in reader
    assert ("unheard", b"a1") not in reader
    assert reader.frequency(STEMS, b"nowher") == reader.doc_frequency(STEMS, b"nowher") == 0
    one = segment_reader(generation)
    with pytest.raises(TermNotFound):
        one.term_info(STEMS, b"nowher")
    with pytest.raises(TermNotFound):
        one.postings(STEMS, b"nowher")
    with pytest.raises(TermNotFound):
        reader.postings("id", b"a1")


def test_a_cursor_walks_through_the_words_of_a_field(generation):
    one = segment_reader(generation)
    words = [word.decode() for word in one.lexicon(FORMS)]
    cursor = one.cursor(FORMS)
    assert [cursor.text(), *iter(cursor.next, None)] == words
    assert (cursor.text(), cursor.term_info(), cursor.is_valid()) == (None, None, False)
    assert cursor.first() == words[0]
    assert cursor.find(words[3]) == cursor.find(words[3].encode()) == cursor.text() == words[3]
    assert cursor.find(words[3] + "\0") == words[4]
    assert cursor.term_info().doc_frequency() == one.doc_frequency(FORMS, words[4])
    assert cursor.find("\U0010ffff") is None
    assert not one.cursor("id").is_valid()


def test_terms_go_on_with_the_fields_that_follow(generation):
    one = segment_reader(generation)
    terms = list(one.all_terms())
    assert terms == sorted(terms)
    assert list(one.terms_from(FORMS, b"p")) == [term for term in terms if term >= (FORMS, b"p")]
    assert [term for term, _ in one] == terms
    assert [term for term, _ in one.iter_from(FORMS, b"p")] == [term for term in terms if term >= (FORMS, b"p")]
    assert list(one.codec().terms_reader(None, one.segment()).terms_from("body_a", b"")) == [
        term for term in terms if term[0] > "body_a"
    ]


@pytest.mark.parametrize(
    "write",
    [
        lambda index, segment: index.writer(),
        lambda index, segment: index.delete_by_term(STEMS, "oil"),
        lambda index, segment: segment.codec().per_document_writer(None, segment),
        lambda index, segment: segment.codec().field_writer(None, segment),
        lambda index, segment: segment.codec().postings_writer(None),
        lambda index, segment: segment.codec().new_segment(None, "index"),
        lambda index, segment: segment.set_doc_count(1),
        lambda index, segment: segment.delete_document(1),
    ],
)
def test_whoosh_only_reads_and_says_what_writes(generation, write):
    with pytest.raises(NotImplementedError, match=re.escape("Archive.update")):
        write(generation.index, segment_reader(generation).segment())


def test_the_manifest_is_the_index_s_table_of_contents(generation):
    index = generation.index
    assert index.latest_generation() == index.reader().generation() == 7
    assert index.last_modified() == 1_577_664_000
    assert index.doc_count() == 56
    assert not index.is_empty()
    names = [segment.segment_id() for segment in index.reader().segments()]
    assert names == [segment.name for segment in generation.collection.segments]
    assert not any(segment.should_assemble() for segment in index.reader().segments())
    assert {segment.index_name() for segment in index.reader().segments()} == set(names)
    with index.searcher() as searcher:
        assert searcher.up_to_date()
        assert searcher.refresh() is searcher


def test_an_index_without_segments_finds_nothing(tmp_path):
    index = made_generation(tmp_path, []).index
    assert index.is_empty()
    assert index.doc_count_all() == 0
    with index.searcher() as searcher:
        assert [len(searcher.search(query, limit=None)) for query in QUERIES] == [0] * len(QUERIES)


def test_readers_share_the_open_files_and_closing_one_leaves_the_others(generation):
    first, second = generation.index.reader(), generation.index.reader()
    expected = postings(second.postings(STEMS, b"oil"))
    first.close()
    assert postings(second.postings(STEMS, b"oil")) == expected
    single = next(text for text in second.leaf_readers()[0][0].lexicon(FORMS) if len(text) > 1)
    arrays = [one.segment().terms(FORMS) for one, _ in second.leaf_readers()]
    assert [one.segment().terms(FORMS) for one, _ in generation.index.reader().leaf_readers()] == arrays
    run = arrays[0].postings(arrays[0].place_of(single)).run
    assert not run.articles.flags.owndata


def forbidden(*_, **__):
    raise AssertionError("a pickle was read")


def test_no_pickle_is_read_to_open_and_to_search(tmp_path, monkeypatch):
    articles = made_articles(22, 30)
    readers = {id(one) for one in (pickle.load, pickle.loads, pickle.Unpickler, pickle._load, pickle._loads)}
    modules = [
        module for name, module in sys.modules.items() if name.startswith(("whoosh", "indexer", "numpy", "pickle"))
    ]
    for module in modules:
        for name, value in list(vars(module).items()):
            if id(value) in readers:
                monkeypatch.setattr(module, name, forbidden)
    with pytest.raises(AssertionError):
        pickle.loads(b"")
    generation = made_generation(tmp_path, [articles[:20], articles[20:]], deleted={"a2"})
    with generation.index.searcher() as searcher:
        assert all(searcher.search(query, limit=None).docs() for query in QUERIES[:2])
        for query in QUERIES:
            searcher.search(query, limit=10)


class PickleReader(pickle.Unpickler):
    """Runs nothing."""

    def find_class(self, module, name):
        return object


def holds_pickle(data):
    """Whether a pickle of protocol 2 or later begins somewhere in the data."""
    return any(is_pickle(data[found.start() :]) for found in re.finditer(rb"\x80[\x02-\x05]", data))


def is_pickle(data):
    try:
        PickleReader(io.BytesIO(data)).load()
    except Exception:  # noqa: BLE001  # whatever a pickle's machine makes of bytes that are none
        return False
    return True


def test_no_file_of_an_index_holds_a_pickle(tmp_path):
    made_generation(tmp_path, [made_articles(23, 40)])
    files = [file.read_bytes() for file in tmp_path.iterdir()]
    assert len(files) == 2
    assert holds_pickle(files[0] + pickle.dumps({"a": [1]}))
    assert not any(is_pickle(data) or holds_pickle(data) for data in files)
