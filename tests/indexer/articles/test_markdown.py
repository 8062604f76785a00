"""Markdown articles: the seed's form, its variants on real pages, and front matter."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.articles.article import ParagraphKind, Precision, SpanKind
from indexer.articles.draft import Draft
from indexer.articles.markdown import looks_like_seed, parse
from indexer.errors import CarrelError, InputError

_SEEDS = Path(__file__).parents[3] / "seeds"
_SEED_FILES = sorted(path for path in _SEEDS.glob("[0-9]*") if path.suffix in {".md", ".txt"})


def _body(draft: Draft) -> str:
    return "\n\n".join(paragraph.text for paragraph in draft.paragraphs)


def _kinds(draft: Draft) -> list[str]:
    return [paragraph.kind.value for paragraph in draft.paragraphs]


def _texts(draft: Draft) -> list[str]:
    return [paragraph.text for paragraph in draft.paragraphs]


def _article(head: str = "", body: str = "First.\n\nSecond.", tail: str = "") -> Draft:
    return parse(f"# Title\n\n{head}\n\n{body}\n\n{tail}")


# The seed


@pytest.fixture(scope="module")
def seed() -> Draft:
    return parse((_SEEDS / "000_c5189b488046250e.txt").read_text(encoding="utf-8"))


def test_every_field_of_the_seed_is_read(seed):
    assert seed.title == (
        "Al Qaeda's Idlib Stronghold: The Battle to Liberate Syria's Idlib Province from US Supported Terrorists"
    )
    assert seed.authors == ("Stephen Lendman",)
    assert seed.source == "Global Research"
    assert (seed.date.day, seed.date.precision) == (dt.date(2019, 12, 30), Precision.DAY)
    assert seed.date.written == "December 30, 2019"
    assert seed.regions == ("Middle East & North Africa",)
    assert seed.themes == ("US NATO War Agenda",)
    assert seed.reports == ("SYRIA",)
    assert seed.names == ("Maria Zakharova",)
    assert seed.origin == "Global Research"
    assert seed.rights == "Copyright © Stephen Lendman, Global Research, 2019"
    assert seed.url == ""
    assert seed.problems == ()


def test_the_seeds_body_is_its_text_and_nothing_else(seed):
    body = _body(seed)
    assert body.startswith("Syria's Idlib province in the country's northwest borders Turkey.")
    assert body.endswith("long-suffering people remains unachieved.")
    assert not [word for word in ("disclaimer", "fair use", "facebook", "share buttons") if word in body.lower()]
    assert _kinds(seed)[:3] == ["lede", "lede", "text"]
    assert seed.paragraphs[0].spans == ()


def test_the_seeds_second_note_is_kept_for_what_it_adds(seed):
    notes = [paragraph.text for paragraph in seed.note]
    assert notes[0].startswith("Award-winning author Stephen Lendman lives in Chicago.")
    assert "Progressive Radio News Hour" in notes[-1]
    assert not any(note.startswith("Stephen Lendman lives") for note in notes)
    mail = next(span for span in seed.note[0].spans if span.kind is SpanKind.LINK)
    assert mail.href == "mailto:lendmanstephen@sbcglobal.net"
    assert seed.note[0].text[mail.start : mail.end] == "lendmanstephen@sbcglobal.net"


def test_the_seeds_boilerplate_is_kept_out_of_the_body(seed):
    kept = "\n".join(seed.boilerplate)
    for part in ("share buttons", "Facebook", "Become a Member", "Articles by", "Disclaimer:", "fair use", "inquiries"):
        assert part in kept


@pytest.mark.parametrize("path", _SEED_FILES, ids=lambda path: path.name[:3])
def test_no_sample_has_boilerplate_in_its_body(path):
    draft = parse(path.read_text(encoding="utf-8"))
    body = _body(draft)
    assert draft.title
    assert draft.source in {"Carrel Samples", "Global Research"}
    assert draft.problems == ()
    assert not draft.paragraphs[0].text.startswith(("By ", "Carrel Samples", "Region", "Theme", "In-depth"))
    for part in ("share buttons", "sole responsibility", "original source of this article", "Become a Member", "©"):
        assert part not in body
    assert len(body.split()) > 200


@pytest.mark.parametrize(
    ("name", "authors", "written", "regions", "themes"),
    [
        ("001", ("Map Room", "History Desk"), "March 4, 2016", 1, 2),
        ("002", ("Economy Desk",), "March 2012", 1, 2),
        ("003", ("Economy Desk",), "November 17, 2001", 2, 2),
        ("009", ("History Desk",), "9 June 2015", 1, 2),
        ("010", ("Science Desk",), "2007-10-04", 1, 2),
        ("012", ("Nature Desk",), None, 1, 2),
        ("020", ("Archive Desk",), "2006", 1, 2),
        ("022", ("Science Desk",), "2013-08-20", 0, 2),
        ("033", ("Law Desk",), "December 1st, 2019", 1, 2),
        ("034", ("Law Desk",), "January 11, 2009", 2, 3),
        ("036", (), None, 0, 2),
    ],
)
def test_samples_with_several_values_and_with_none(name, authors, written, regions, themes):
    draft = parse(next(_SEEDS.glob(f"{name}_*")).read_text(encoding="utf-8"))
    assert draft.authors == authors
    assert (draft.date and draft.date.written) == written
    assert (len(draft.regions), len(draft.themes)) == (regions, themes)


# The head


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By [Stephen Lendman](#)", ("Stephen Lendman",)),
        ("By [Smith, Wesson and Sons](#)", ("Smith, Wesson and Sons",)),
        ("By [Map Room](#) and [Smith, Wesson and Sons](#)", ("Map Room", "Smith, Wesson and Sons")),
        ("By [A B](#), C D and [E and F](#)", ("A B", "C D", "E and F")),
        ("By [A B](#) [C D](#)", ("A B", "C D")),
        ("By Map Room, Law Desk and History Desk", ("Map Room", "Law Desk", "History Desk")),
        ("By Prof Michel Chossudovsky and Ann Lee", ("Prof Michel Chossudovsky", "Ann Lee")),
        ("By Prof. [Michel Chossudovsky](#)", ("Prof. Michel Chossudovsky",)),
        ("By Global Research News", ("Global Research News",)),
        ("Par [Anne Dupont](#) et [Marc Petit](#)", ("Anne Dupont", "Marc Petit")),
        ("By [A B](#),\n[C D](#) and\n[E F](#)", ("A B", "C D", "E F")),
        ("By teleSUR\n\nGlobal Research, May 5, 2015", ("teleSUR",)),
        ("By <b>Ann</b>", ("<b>Ann</b>",)),
        ("[Zero Hedge](#)\n\nGlobal Research, May 5, 2015", ("Zero Hedge",)),
        ("", ()),
    ],
)
def test_a_byline_names_its_authors(line, authors):
    assert _article(line).authors == authors


@pytest.mark.parametrize(
    "sentence",
    ["By the 1850s telegraph wires ran along the railways.", "By then it was late", "By hand he wrote, and by candle."],
)
def test_a_sentence_that_begins_with_by_is_text(sentence):
    draft = _article(body=f"{sentence}\n\nMore.")
    assert draft.authors == ()
    assert _texts(draft) == [sentence, "More."]


@pytest.mark.parametrize(
    ("line", "source", "day", "precision"),
    [
        ("Global Research, December 30, 2019", "Global Research", dt.date(2019, 12, 30), Precision.DAY),
        ("Global Research, 30 December 2019", "Global Research", dt.date(2019, 12, 30), Precision.DAY),
        ("Global Research, December 30th, 2019", "Global Research", dt.date(2019, 12, 30), Precision.DAY),
        ("Global Research, 2019-12-30", "Global Research", dt.date(2019, 12, 30), Precision.DAY),
        ("Global Research, December 2019", "Global Research", dt.date(2019, 12, 1), Precision.MONTH),
        ("Global Research, 2019", "Global Research", dt.date(2019, 1, 1), Precision.YEAR),
        ("Guns and Butter 23 August 2017", "Guns and Butter", dt.date(2017, 8, 23), Precision.DAY),
        ("Asia, Africa and Europe, May 5, 2015", "Asia, Africa and Europe", dt.date(2015, 5, 5), Precision.DAY),
        ("The May 1968 Review, May 5, 2015", "The May 1968 Review", dt.date(2015, 5, 5), Precision.DAY),
        ("Mondialisation.ca, 3 février 2014", "Mondialisation.ca", dt.date(2014, 2, 3), Precision.DAY),
        ("[Global Research](#), December 30, 2019", "Global Research", dt.date(2019, 12, 30), Precision.DAY),
        ("December 30, 2019", "", dt.date(2019, 12, 30), Precision.DAY),
    ],
)
def test_a_publication_line_is_divided_before_its_last_date(line, source, day, precision):
    draft = _article(f"By [Ann Lee](#)\n\n{line}")
    assert (draft.source, draft.date.day, draft.date.precision) == (source, day, precision)
    assert _texts(draft) == ["First.", "Second."]


def test_a_publication_without_a_date_is_known_by_what_follows_it_or_by_the_tail():
    assert _article("Carrel Samples\n\nRegion: [Asia](#)").source == "Carrel Samples"
    named = _article("Carrel Samples", tail="\\*\n\nThe original source of this article is Carrel Samples")
    assert (named.source, _texts(named)) == ("Carrel Samples", ["First.", "Second."])
    assert _texts(_article("A Short Beginning")) == ["A Short Beginning", "First.", "Second."]


def test_a_sentence_that_ends_in_a_date_is_text():
    draft = _article(body="The first satellite was launched on October 4, 1957.\n\nMore.")
    assert draft.date is None
    assert len(draft.paragraphs) == 2


def test_a_second_publication_line_tells_the_origin():
    draft = _article("Global Research, August 30, 2017\n\nGuns and Butter 23 August 2017\n\nRegion: [USA](#)")
    assert (draft.source, draft.date.day) == ("Global Research", dt.date(2017, 8, 30))
    assert draft.origin == "Guns and Butter 23 August 2017"
    assert draft.regions == ("USA",)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Global Research, February 31, 2019", "impossible date: February 31, 2019"),
        ("Global Research, January 1, 2090", "date in the future: January 1, 2090"),
    ],
)
def test_an_impossible_date_leaves_the_article_undated_and_is_reported(line, problem):
    draft = _article(line)
    assert (draft.source, draft.date, draft.problems) == ("Global Research", None, (problem,))


@pytest.mark.parametrize(
    ("lines", "regions", "themes", "reports"),
    [
        ("Region: [Canada](#), [USA](#)", ("Canada", "USA"), (), ()),
        ("Region: [Middle East & North Africa](#)", ("Middle East & North Africa",), (), ()),
        ("Region: Canada, USA\n\nTheme: Law and Justice", ("Canada", "USA"), ("Law and Justice",), ()),
        ("Region:\n\nTheme: [War](#)", (), ("War",), ()),
        ("Region: \nTheme: [War](#)\nIn-depth Report: [SYRIA](#)", (), ("War",), ("SYRIA",)),
        ("Region: [Asia](#) Theme: [War, Peace](#)", ("Asia",), ("War, Peace",), ()),
        ("**Region:** [Asia](#)\n\n**In-depth Report:** [SYRIA](#)", ("Asia",), (), ("SYRIA",)),
        ("Région : [Moyen-Orient](#)\n\nThème : [Guerre](#)", ("Moyen-Orient",), ("Guerre",), ()),
        ("Région\u00a0: Europe\n\nDossier : [SYRIE](#)", ("Europe",), (), ("SYRIE",)),
        ("Theme: [A](#), [A](#)", (), ("A",), ()),
    ],
)
def test_labels_give_their_values(lines, regions, themes, reports):
    draft = _article(f"By [Ann Lee](#)\n\n{lines}")
    assert (draft.regions, draft.themes, draft.reports) == (regions, themes, reports)
    assert _texts(draft) == ["First.", "Second."]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("# Video: The *Empire* of Chaos", "Video: The Empire of Chaos"),
        ("# Selected Articles: War & Peace", "Selected Articles: War & Peace"),
        ('# "Quotes" -- and... (c) dashes', '"Quotes" -- and... (c) dashes'),
        ("# A <script>alert(1)</script> title", "A <script>alert(1)</script> title"),
        ("# The Title:\n# Goes On", "The Title: Goes On"),
        ("The Title\nGoes On\n=========", "The Title Goes On"),
        ("# The Title:\nGoes On", "The Title: Goes On"),
    ],
)
def test_titles_are_verbatim_and_may_run_over_several_lines(written, title):
    draft = parse(f"\n\n{written}\n\nBy [Ann Lee](#)\n\nBody.")
    assert draft.title == title
    assert draft.authors == ("Ann Lee",)
    assert _texts(draft) == ["Body."]


@pytest.mark.parametrize("place", ["before the title", "behind the title", "behind the labels", "behind the lede"])
def test_a_share_note_at_the_top_is_boilerplate(place):
    note = "Note to readers: please click the share buttons above or below. Forward this."
    lines = ["# Title", "By [Ann Lee](#)", "Region: [Asia](#)", "*Lede.*", "Body.", "More.", "End."]
    at = {"before the title": 0, "behind the title": 1, "behind the labels": 3, "behind the lede": 4}[place]
    draft = parse("\n\n".join([*lines[:at], note, *lines[at:]]))
    assert (draft.title, draft.authors, draft.regions) == ("Title", ("Ann Lee",), ("Asia",))
    assert _texts(draft) == ["Lede.", "Body.", "More.", "End."]
    assert draft.boilerplate == (note,)


def test_notes_of_an_earlier_publication_and_of_the_address_are_read():
    draft = _article(
        "By [Ann Lee](#)\n\nNote: Article originally published in 2014\n\n"
        "Url of this article: <http://www.example.org/a/1>"
    )
    assert draft.origin == "Article originally published in 2014"
    assert draft.url == "http://www.example.org/a/1"
    assert _texts(draft) == ["First.", "Second."]


def test_an_article_may_lack_everything_but_text():
    assert parse("Just text.\n\nMore.").title == ""
    assert _texts(parse("Just text.\n\nMore.")) == ["Just text.", "More."]
    assert parse(" \n\n") == Draft()


# The body


def test_kinds_and_spans_of_paragraphs():
    draft = _article(
        body=(
            "*All of it in italics.*\n\nText with *stress*, **Ann Lee** and [a link](https://example.org/x).\n\n"
            "## Heading\n\n> Quoted.\n\n1. one\n2. two\n   - three\n\n| a | b |\n|---|---|\n| c | d |"
        )
    )
    assert list(zip(_kinds(draft), _texts(draft), strict=True)) == [
        ("lede", "All of it in italics."),
        ("text", "Text with stress, Ann Lee and a link."),
        ("heading", "Heading"),
        ("quote", "Quoted."),
        ("list", "one"),
        ("list", "two"),
        ("list", "three"),
        ("table", "a | b"),
        ("table", "c | d"),
    ]
    text = draft.paragraphs[1]
    assert [(span.kind.value, text.text[span.start : span.end], span.href) for span in text.spans] == [
        ("emphasis", "stress", ""),
        ("strong", "Ann Lee", ""),
        ("link", "a link", "https://example.org/x"),
    ]


@pytest.mark.parametrize(
    "href", ["#", "#top", "javascript:alert(1)", "/local", "ftp://example.org/x", "data:text/html,x"]
)
def test_only_web_and_mail_addresses_are_links(href):
    (paragraph,) = _article(body=f"See [this]({href}) there.").paragraphs
    assert paragraph.text.startswith("See ")
    assert paragraph.spans == ()


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        ("1968. It was a year.", ["1968. It was a year."]),
        ("3) Third, and last.", ["3) Third, and last."]),
        ("1. one\n\n1968. It was a year.", ["one", "1968. It was a year."]),
        ("<script>alert(1)</script> stays", ["<script>alert(1)</script> stays"]),
        ("<div>\nblock\n</div>", ["<div> block </div>"]),
        ("    indented text", ["indented text"]),
        ("As said [1].\n\n[1]: http://example.org/x", ["As said [1].", "[1]: http://example.org/x"]),
        ("![A picture](x.png)", ["A picture"]),
        ("a & b &copy; <c", ["a & b © <c"]),
        ("- item\n\n  its second paragraph", ["item its second paragraph"]),
    ],
)
def test_markdown_loses_nothing(written, texts):
    assert _texts(_article(body=f"Start.\n\n{written}\n\nEnd.")) == ["Start.", *texts, "End."]


def test_a_link_may_be_defined_elsewhere():
    draft = _article(body="See [it][a].\n\n[a]: http://example.org/x")
    assert _texts(draft) == ["See it."]
    assert draft.paragraphs[0].spans[0].href == "http://example.org/x"


def test_names_are_those_in_bold_in_the_body_but_not_lead_ins_and_headings():
    draft = _article(
        "By **[Map Room](#)**",
        "A talk by **Maria Zakharova** and **Ann Lee's** friend **William the Conqueror**, of **NATO**.\n\n"
        "**The rocket.** It flew. **Note:** it fell. **Important** it was, **the law** too, **not** more.\n\n"
        "**A Whole Paragraph**\n\n## **Head Line**",
        "\\*\n\nThe **History Desk** writes.",
    )
    assert draft.names == ("Maria Zakharova", "Ann Lee", "William the Conqueror", "NATO")


def test_an_article_about_boilerplate_keeps_every_paragraph():
    body = [
        "A disclaimer is no contract.",
        'Disclaimer, he said, is a word that judges like, and "fair use" is another.',
        "The share buttons of the old telephone were brass.",
        "Copyright and fair use are two sides of a coin.",
        "Become a member of a library: it costs nothing.",
        "The original source of this article of faith is disputed.",
    ]
    assert _texts(_article(body="\n\n".join(body))) == body
    assert _texts(_article(body="\n\n".join(body), tail="\\*\n\nA note.")) == body


# The tail


@pytest.mark.parametrize("end", ["\\*", "*"])
def test_an_asterisk_alone_ends_the_body(end):
    draft = _article(tail=f"{end}\n\nThe author writes.\n\nAnd lives.")
    assert _texts(draft) == ["First.", "Second."]
    assert [paragraph.text for paragraph in draft.note] == ["The author writes.", "And lives."]


def test_of_two_asterisks_the_first_ends_the_body_unless_it_begins_it():
    assert _texts(_article(tail="\\*\n\nNote.\n\n\\*\n\nMore.")) == ["First.", "Second."]
    assert _texts(_article(body="\\*\n\nFirst.\n\n\\*\n\nNote.")) == ["First."]


@pytest.mark.parametrize("end", ["\\*\n\n", ""])
@pytest.mark.parametrize("gap", ["  \n", "\\\n", "\n", "\n\n"])
def test_origin_and_copyright_are_told_apart_however_they_are_divided(end, gap):
    tail = f"{end}The original source of this article is RT{gap}Copyright © [Ann Lee](#), RT, 2019"
    draft = _article(tail=tail)
    assert (draft.origin, draft.rights) == ("RT", "Copyright © Ann Lee, RT, 2019")
    assert _texts(draft) == ["First.", "Second."]


def test_a_linked_origin_gives_the_address_unless_it_is_a_home_page():
    line = "\\*\n\nThe original source of this article is [RT]({})"
    assert _article(tail=line.format("https://rt.example/news/1")).url == "https://rt.example/news/1"
    assert _article(tail=line.format("https://rt.example/")).url == ""


def test_the_second_note_is_kept_only_if_it_adds_text():
    first, about = "\\*\n\n**Ann Lee** writes on law.", "\n\n## About the author:\n\nAnn Lee writes on law."
    same = _article(tail=first + about)
    assert [paragraph.text for paragraph in same.note] == ["Ann Lee writes on law."]
    more = _article(tail=f"{first}{about} She sails.")
    assert len(more.note) == 2
    alone = _article(tail=f"\\*{about}")
    assert [paragraph.text for paragraph in alone.note] == ["Ann Lee writes on law."]


def test_a_note_without_an_asterisk_is_known_by_its_author():
    draft = _article("By [Ann Lee](#)", tail="**Ann Lee** writes.\n\nThe original source of this article is RT")
    assert _texts(draft) == ["First.", "Second."]
    assert [paragraph.text for paragraph in draft.note] == ["Ann Lee writes."]


# Front matter


def test_front_matter_gives_the_fields_and_the_rest_the_body():
    draft = parse(
        "---\ntitle: The Lighthouse\nauthors: [History Desk, 'Smith, Wesson and Sons']\nsource: Carrel Samples\n"
        "date: 2015-05-05\nregions:\n  - Europe\nthemes: History, Law and Justice\nreport: MAPPING\n"
        "url: https://example.org/l\nid: lighthouse\nunknown: {a: 1}\n---\n\n*Lede.*\n\nBody.\n\n\\*\n\nNote."
    )
    assert draft.title == "The Lighthouse"
    assert draft.authors == ("History Desk", "Smith, Wesson and Sons")
    assert (draft.source, draft.date.day, draft.date.origin) == ("Carrel Samples", dt.date(2015, 5, 5), "front matter")
    assert (draft.regions, draft.themes, draft.reports) == (("Europe",), ("History", "Law and Justice"), ("MAPPING",))
    assert (draft.url, draft.given_id) == ("https://example.org/l", "lighthouse")
    assert _kinds(draft) == ["lede", "text"]
    assert len(draft.note) == 1


def test_values_of_front_matter_stay_as_written():
    draft = parse("---\ntitle: 1984\nregion: NO\nreport: null\nauthor: Simon and Schuster\n---\nBody.")
    assert (draft.title, draft.regions, draft.reports) == ("1984", ("NO",), ())
    assert draft.authors == ("Simon and Schuster",)


def test_authors_in_front_matter_may_have_more_than_a_name_and_a_by_is_no_part_of_it():
    draft = parse("---\ntitle: T\nauthor:\n  - name: Ann Lee\n    email: a@example.org\n  - By Bo Ek\n---\nBody.")
    assert draft.authors == ("Ann Lee", "Bo Ek")


def test_a_heading_that_repeats_the_title_is_not_said_twice():
    assert _texts(parse("---\ntitle: A Title\n---\n# A title\n\nBody.")) == ["Body."]
    assert _texts(parse("---\ntitle: A Title\n---\n# Another\n\nBody.")) == ["Another", "Body."]


@pytest.mark.parametrize(
    ("date", "problem"),
    [
        ("2019-02-31", "impossible date: 2019-02-31"),
        ("2090-01-01", "date in the future: 2090-01-01"),
        ("soon", "unreadable date: soon"),
    ],
)
def test_a_date_in_front_matter_that_cannot_be_is_reported(date, problem):
    draft = parse(f"---\ntitle: A\ndate: {date}\n---\nBody.")
    assert (draft.date, draft.problems) == (None, (problem,))


@pytest.mark.parametrize(
    "text",
    [
        '---\ntitle: "unclosed\n---\nBody.',
        "---\ntitle: a: b\n---\nBody.",
        "---\ntitle: [a\n---\nBody.",
        "---\ntitle: \x01\n---\nBody.",
        "---\ntitle: A\n\nBody without a closing line.",
        "---\na: &a [*b]\n---\n",
        f"---\na: {'[' * 5000}\n---\n",
        f"---\n{'- ' * 2000}\n---\n",
    ],
)
def test_broken_yaml_is_an_error_that_says_so(text):
    with pytest.raises(InputError, match="broken YAML") as caught:
        parse(text)
    assert caught.value.kind == "broken YAML"


@pytest.mark.parametrize("text", ["---\n\nText\n\n---\n\nMore", "---\n- a list\n---\nMore", "---\nMore"])
def test_a_rule_at_the_top_is_no_front_matter(text):
    assert "More" in _body(parse(text))


# What a .txt is


@pytest.mark.parametrize(
    ("text", "seed"),
    [
        ("\n\n# Title\n\nBy [Ann Lee](#)\n\nBody.", True),
        ("\ufeff# Title\r\n\r\nRegion: Asia\r\n", True),
        ("# Title\n\nGlobal Research, May 5, 2015\n\nBody.", True),
        ("---\ntitle: A\n---\nBody.", True),
        ("# Title\n\nBody.", False),
        ("Title\n\nBy Ann Lee\n\nBody.", False),
        ("#hashtag\n\nBy Ann Lee", False),
        ("", False),
    ],
)
def test_a_text_in_the_seeds_form_is_recognised(text, seed):
    assert looks_like_seed(text) is seed


def test_the_seed_looks_like_itself():
    assert looks_like_seed((_SEEDS / "000_c5189b488046250e.txt").read_text(encoding="utf-8"))


# Laws

_MARKDOWN = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(
            [
                "# ",
                "\n",
                "\n\n",
                "\\*",
                "*",
                "**",
                "[",
                "](#)",
                "](http://a.b)",
                "By ",
                "Region: ",
                "- ",
                "1. ",
                "> ",
                "---\n",
                "title: ",
                "| a | b |\n|---|---|\n",
                "The original source of this article is ",
                "Copyright © ",
                "## About the author:",
                "Note to readers: share",
                "May 5, 2015",
                "```",
                "<",
                "`",
                "&#0;",
                "\x00",
                "  \n",
            ]
        ),
    ),
    max_size=25,
).map("".join)


@given(_MARKDOWN)
def test_no_text_makes_parsing_raise_anything_but_our_error(text):
    try:
        draft = parse(text)
    except CarrelError:
        return
    for paragraph in (*draft.paragraphs, *draft.note):
        assert paragraph.text
        assert paragraph.text == " ".join(paragraph.text.split())
        assert list(paragraph.spans) == sorted(paragraph.spans, key=lambda span: span.start)
        for span in paragraph.spans:
            assert 0 <= span.start < span.end <= len(paragraph.text)
            assert (span.kind is SpanKind.LINK) == bool(span.href)


@given(st.lists(st.from_regex(r"[a-z]{1,9}( [a-z]{1,9}){0,5}", fullmatch=True), min_size=1, max_size=8))
def test_plain_paragraphs_come_back_as_they_were(paragraphs):
    draft = parse("# Title\n\n" + "\n\n".join(paragraphs))
    assert _texts(draft) == paragraphs
    assert set(_kinds(draft)) == {ParagraphKind.TEXT.value}


@pytest.mark.parametrize(
    "text", ["> " * 500 + "x", "- " * 500 + "x", "[" * 3000, "*" * 3000 + "x", "# " * 999, "\ud800"]
)
def test_deep_and_odd_texts_are_read(text):
    parse(text)


@pytest.mark.parametrize(
    "body",
    [
        ">" * 200 + " Deep",
        "\n".join("  " * level + f"- item {level}" for level in range(200)) + "\n\n" + "  " * 200 + "- Deep",
        "> - " * 100 + "Deep",
        "*" * 300 + "Deep" + "*" * 300,
        "[" * 300 + "Deep" + "](http://example.org)" * 300,
    ],
)
def test_nothing_is_lost_however_deeply_it_is_nested(body):
    texts = _texts(_article(body=f"First.\n\n{body}\n\nLast."))
    assert texts[0] == "First."
    assert any("Deep" in text for text in texts)
    assert texts[-1] == "Last."
    if "item" in body:
        assert all(f"item {level}" in " ".join(texts) for level in range(200))
