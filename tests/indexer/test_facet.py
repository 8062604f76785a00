"""A facet's values, as the archive gives them."""

import json

import pytest

from indexer import Archive, FacetOrder, FacetValue, Query
from indexer.errors import QueryError, UsageError
from indexer.fields import AUTHOR


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("facet")
    authors = [["Ann Lee"], ["Ann Lee", "Bo Ek"], ["Bo Ek"], ["Bo Ek"], ["Cleo"], []]
    records = [{"id": f"a{k}", "title": f"oil {k}", "authors": names} for k, names in enumerate(authors)]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    Archive.build(folder / "index", [folder / "articles.jsonl"])
    with Archive.open(folder / "index") as archive:
        yield archive


def test_values_are_paged_searched_and_ordered(archive):
    page = archive.facet("oil", "author", filters={"author": ["cleo"]}, limit=1)
    assert page.values == (FacetValue("Cleo", 1, selected=True), FacetValue("Bo Ek", 3), FacetValue(None, 1))
    assert (page.distinct, page.matching, page.listed, page.part.field) == (3, 3, 2, AUTHOR)
    assert archive.facet(Query.of("oil"), "Authors", order="name", offset=1).values[0].value == "Bo Ek"
    assert archive.facet("1", "author", containing="LEE", order=FacetOrder.NAME).values == (FacetValue("Ann Lee", 1),)
    assert archive.facet("", "author", limit=10_000).part.limit == 1_000


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        (("", "colour"), UsageError, "There is no facet 'colour'"),
        (("", "title"), UsageError, "There is no facet 'title'"),
        (("", "author", "", "size"), UsageError, "order is 'size'; it takes count or name."),
        (("", "author", "", "name", -1), UsageError, "offset is 0 or more."),
        (("", "author", "", "name", 0, -1), UsageError, "limit is 0 or more."),
        (("(oil", "author"), QueryError, "parenthesis"),
    ],
)
def test_a_mistake_in_an_argument_is_said(archive, arguments, error, said):
    query, field, *rest = arguments
    named = dict(zip(("containing", "order", "offset", "limit"), rest, strict=False))
    with pytest.raises(error, match=said):
        archive.facet(query, field, **named)
