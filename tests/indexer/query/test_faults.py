"""What is said of queries that are malformed, or written for another search system, and how they are mended."""

import pytest

from indexer.errors import QueryError
from indexer.query.parser import parse
from indexer.query.tree import Everything

# The query; the place of its fault, counted from 0; what the message holds; the queries that are offered, in order.

UNPAIRED = [
    ('"oil', 0, "A quotation mark is never closed, at character 1. Close the phrase, or leave the mark out.",
     ['"oil"', "oil"]),
    ("oil “gas field", 4, "A quotation mark is never closed, at character 5.", ["oil “gas field”", "oil gas field"]),
    ("„oil", 0, "never closed", ["„oil“", "oil"]),
    ("«oil", 0, "never closed", ["«oil»", "oil"]),
    ('title:"oil', 6, "never closed, at character 7", ['title:"oil"', "title:oil"]),
    ('a 12"', 4, "never closed", ["a 12"]),
    ('"oil" "', 6, "never closed, at character 7", ['"oil"']),
    ('"', 0, "never closed", []),
    ('oil "“”', 4, "There is no word between the quotation marks, at character 5. Leave them out.", ["oil"]),
    ('a "—" b', 2, "no word between the quotation marks, at character 3", ["a b"]),
    ('""', 0, "no word between the quotation marks", []),
    ("»oil", 0, "never closed", ["»oil«", "oil"]),
    ("(oil OR", 0, "A parenthesis is never closed, at character 1. Close it, or leave it out.", ["(oil)", "oil"]),
    ("oil AND (gas OR war", 8, "never closed, at character 9", ["oil AND (gas OR war)", "oil AND gas OR war"]),
    ("a (b (c", 2, "never closed, at character 3", ["a (b (c))", "a b (c)"]),
    ("（a", 0, "never closed", ["（a)", "a"]),
    ('("a', 1, "A quotation mark is never closed, at character 2", ['("a")', "(a)"]),
    ("a) b", 1, "A parenthesis closes that was never opened, at character 2. Leave it out.", ["a b"]),
    (")(", 0, "never opened", []),
    ("((((", 0, "never closed", []),
    ("a () b", 2, "There is nothing between the parentheses, at character 3. Leave them out.", ["a b"]),
    ("(&) a", 0, "nothing between the parentheses", ["a"]),
    ("liberate[-liberated", 8, "Brackets directly after a word name forms of it to leave out, one word each",
     ["liberate"]),
]  # fmt: skip

NOTHING = [
    ("&", 0, "There is no letter or digit to search for, at character 1. Type at least one word.", []),
    ("  … —", 2, "no letter or digit to search for, at character 3", []),
    ("😀", 0, "no letter or digit", []),
    ("???", 0, "no letter or digit", []),
    ("\u202a-\u202c", 1, "no letter or digit", []),
    ("*", 0, "* stands alone, at character 1. Put letters of a word beside it, as in liber*. For all articles,", []),
    ("a * b", 2, "* stands alone, at character 3", ["a b"]),
    ("oil *:*", 4, "*:* stands alone", ["oil"]),
    ("title:*", 6, "* stands alone, at character 7", []),
]  # fmt: skip

OPERATORS = [
    ("a AND", 2, "AND has no word after it, at character 3. Leave it out,", ["a", "a and"]),
    ("OR a", 0, "OR has no word before it, at character 1", ["a", "or a"]),
    ("AND", 0, "AND has no word before it", ["and"]),
    ("a AND OR b", 2, "AND has no word after it", ["a OR b", "a and OR b"]),
    ("a NOT", 2, "NOT has no word after it", ["a", "a not"]),
    ("NOT NOT", 4, "NOT has no word after it", ["NOT not"]),
    ("(a OR) b", 3, "OR has no word after it, at character 4", ["(a) b", "(a or) b"]),
    ("(AND a)", 1, "AND has no word before it", ["(a)", "(and a)"]),
    ("-AND a", 0, "- has no word after it, at character 1. Leave it out.", ["a"]),
    ("oil -(", 5, "A parenthesis is never closed, at character 6", ["oil", "oil -"]),
]  # fmt: skip

FIELDS = [
    ("autor:lendman", 0,
     "There is no field autor, at character 1. Did you mean author:? If the colon is part of the text,",
     ["author:lendman", '"autor:lendman"']),
    ("a  titel:(b)", 3, "Did you mean title:?", ["a  title:(b)", "a  titel (b)"]),
    ("colour:red a", 0, "The fields are title, body, author, region, theme, report, source, note and date.",
     ['"colour:red" a']),
    ('colour:"red flag"', 0, "use quotation marks", ['colour "red flag"']),
    ("mailto:a@b.c", 0, "There is no field mailto", ['"mailto:a@b.c"']),
    ("title:", 0, "title: has no value, at character 1", ["title"]),
    ("Title: oil", 0, "Put a word or a phrase directly after the colon, or leave the colon out",
     ["Title:oil", "Title oil"]),
    ("Report: five killed", 0, "Report: has no value", ["Report:five killed", "Report five killed"]),
    ("(title:)", 1, "title: has no value", ["(title)"]),
    ("title:AND a", 0, "title: has no word after it", ["a"]),
    ("title:-a", 6,
     "A minus stands after a field's colon, at character 7. Put it before the field, as in -title:oil.",
     ["-title:a"]),
    ("title:author:a", 6, "author: stands within another field, at character 7", ["title:a"]),
    ("title:(a (author:b))", 10, "author: stands within another field", ["title:(a (b))"]),
    ("intitle:oil", 0, "Did you mean title:?", ["title:oil", '"intitle:oil"']),
    ("inauthor:lendman", 0, "Did you mean author:?", ["author:lendman", '"inauthor:lendman"']),
    ("subject:war", 0, "Did you mean theme:?", ["theme:war", '"subject:war"']),
    ("since:2010", 0, "Did you mean after:?", ["after:2010", '"since:2010"']),
    ("until:2010-05 oil", 0, "Did you mean before:?", ["before:2010-05 oil", '"until:2010-05" oil']),
    ("from:lendman", 0, "There is no field from", ['"from:lendman"']),
    ("site:globalresearch.ca oil", 0,
     "The addresses of articles cannot be searched, at character 1. Leave site: out.",
     ["oil", "globalresearch.ca oil"]),
    ("inurl:oil", 0, "addresses of articles cannot be searched", ["oil"]),
    ("oil filetype:pdf", 4, "Articles have no filetype:, at character 5. Leave it out.",
     ["oil", 'oil "filetype:pdf"']),
]  # fmt: skip

DATES = [
    ("date:", 0,
     "date: has no date, at character 1. Put one directly after the colon: a year, a month, a day or a range:",
     ["date"]),
    ("date: 2001", 0, "date: has no date", ["date:2001", "date 2001"]),
    ("oil date:yesterday", 9, "yesterday is not a date, at character 10. date: takes a year", ["oil"]),
    ("date:12/30/2019", 5, "12/30/2019 is not a date", ["date:2019-12-30"]),
    ("date:December 2019 oil", 5, "December 2019 is not a date, at character 6", ["date:2019-12 oil", "oil"]),
    ('date:"30 December 2019"', 5, "is not a date", ["date:2019-12-30"]),
    ("date:2001-2003", 5, "2001-2003 is not a date", ["date:2001..2003"]),
    ("date:2001–2003", 5, "2001–2003 is not a date", ["date:2001..2003"]),
    ("date:2001 to 2003", 10,
     "to means nothing here, at character 11. A range of dates is written with two full stops and no space:",
     ["date:2001..2003"]),
    ("date:2001 - 2003", 10, "- means nothing here", ["date:2001..2003"]),
    ("date:2001 .. 2003", 10, ".. means nothing here", ["date:2001..2003"]),
    ("date:(2001..2003)", 5, "is not a date", ["date:2001..2003"]),
    ("date:2003..2001", 0, "The dates of date:2003..2001 end before they begin, at character 1. Exchange them.",
     ["date:2001..2003"]),
    ("date:1990s", 5, "1990s is not a date", ["date:1990..1999"]),
    ("date:199*", 5, "199* is not a date", ["date:1990..1999"]),
    ("before:1990s", 7, "before: takes a year, a month or a day: 2019, 2019-12 or 2019-12-30.", ["before:1999"]),
    ("date:2019-02-30 oil", 5, "2019-02-30 is not a date", ["oil"]),
    ("before:20100", 7, "20100 is not a date", []),
    ("after:hours", 6, "hours is not a date", ['"after:hours"']),
    ("after:>2010", 6, ">2010 is not a date", ["after:2011"]),
    ("date:..", 5, ".. is not a date", []),
    ("title:date:2010", 6,
     "date:2010 stands within title:, at character 7. A date is of the whole article: put it outside.",
     ["date:2010"]),
    ("title:(oil before:2010)", 11, "stands within title:", ["before:2010 title:(oil)", "title:(oil)"]),
    ("2001..2003", 0, "2001..2003 means nothing here, at character 1. A range of dates needs date: before it.",
     ["date:2001..2003", '"2001..2003"']),
    ("date>2010", 4, "> means nothing here, at character 5. Write before: or after:, which both take their date in.",
     ["after:2011"]),
    ("year >= 2010-02", 5, ">= means nothing here", ["after:2010-02"]),
    ("date<2010-01-01", 4, "< means nothing here", ["before:2009-12-31"]),
    ("date<=2010", 4, "<= means nothing here", ["before:2010"]),
    ("date=2010-02", 4, "= means nothing here", ["date:2010-02"]),
    ("date<0001 oil", 4, "< means nothing here", ["oil"]),
    ("date>9999 oil", 4, "> means nothing here", ["oil"]),
    ("date>2010-13 oil", 4, "> means nothing here", ["oil"]),
    ("oil date!=2010", 8, "!= means nothing here", ["oil -date:2010"]),
    ("date:[2001 TO 2003]", 5,
     "[2001 TO 2003] means nothing here, at character 6. Only dates have ranges, with two full stops:",
     ["date:2001..2003"]),
    ("oil [2001-05-01T00:00:00Z TO NOW]", 4, "means nothing here", ["oil date:2001-05-01.."]),
    ("date:{* TO 2003}", 5, "means nothing here", ["date:..2003"]),
    ("title:[a TO b]", 6, "Only dates have ranges", ["title:(a OR b)"]),
]  # fmt: skip

PATTERNS = [
    ("e-mai*", 0, "* and ? are for one word, and e-mai* is 2 words, at character 1. Write them apart,",
     ['"e mai*"~0', "e mai*"]),
    ("北京*", 0, "* and ? are for one word, and 北京* is several", ["北京"]),
    ('"wild* card"', 5,
     "* has no meaning between quotation marks, at character 6. Look for words next to one another with a ~0",
     ['"wild* card"~0', '"wild card"']),
    ('"wild*"', 5, "Leave the quotation marks out.", ["wild*", '"wild"']),
    ('"wom?n in war"', 4, "? has no meaning between quotation marks", ['"wom?n in war"~0', '"wom n in war"']),
    ('"oil~ war"', 4, "~ has no meaning between quotation marks", ['"oil~ war"~0', '"oil war"']),
    ('a "war * oil" b', 7, "* has no meaning between quotation marks, at character 8. For words with one other among",
     ['a "war oil"~1 b', 'a "war oil" b']),
    ("oil~3", 3, "~ after a word takes the number of letters that may differ, 1 or 2, at character 4: oil~ or oil~2.",
     ["oil~2"]),
    ("oil~0.8", 3, "1 or 2", ["oil~", "oil~2"]),
    ("oil~0", 3, "1 or 2", ["oil", "oil~"]),
    ("oi~2", 0, "oi is too short to differ in 2 of its letters, at character 1. Leave the ~ out.", ["oi"]),
    ("e-mail~", 6, "~ is for one word, and e-mail is 2 words, at character 7. Leave the ~ out.", ["e-mail"]),
    ("wom?n~", 5, "A word has * and ? in it or a ~ behind it, not both", ["wom?n"]),
    ("oil~s", 3, '~s says that several words are near one another, at character 4: "oil sanctions"~s.', ["oil"]),
    ("liberate [-liberated]", 9,
     "Brackets directly after a word name forms of it to leave out, one word each, at character 10:",
     ["liberate[-liberated]", "liberate"]),
    ("liberate[-liberated, -liberating]", 8, "without spaces", ["liberate[-liberated,-liberating]", "liberate"]),
    ("liberate[-a-b]", 8, "one word each", ["liberate"]),
    ("liberate[-a , b,, -c,]", 8, "without spaces", ["liberate[-a,b,,-c,]", "liberate"]),
    ("liberate[-a" + 600 * ",-b", 8, "one word each", ["liberate"]),  # in linear time
    ("e-mail[-mails]", 0, "Forms can be left out of one word, and e-mail is 2 words", ["e-mail"]),
]  # fmt: skip

NEARNESS = [
    ('"oil sanctions"~', 15,
     "~ after words takes how many others may stand among them, s for one sentence or p for one paragraph,",
     ['"oil sanctions"~5', '"oil sanctions"~s', '"oil sanctions"']),
    ('"oil sanctions"~ 5', 15, "~ after words takes", ['"oil sanctions"~5']),
    ('"oil sanctions" ~5', 16,
     "~5 means nothing here, at character 17. It stands directly behind the quotation mark or the parenthesis.",
     ['"oil sanctions"~5']),
    ('"oil sanctions"~600', 15, "At most 500 other words may stand among words that are near one another",
     ['"oil sanctions"~p', '"oil sanctions"~500', '"oil sanctions"']),
    ('"oil"~5', 5, "Only one word or phrase stands before ~5, at character 6. Nearness needs two", ['"oil"']),
    ('"oil"~2', 5, "For words that are spelled much like it, leave the quotation marks out", ["oil~2", '"oil"']),
    ('("oil gas")~5', 11, "Put the ~5 directly behind the quotation mark.", ['"oil gas"~5', '("oil gas")']),
    ("(oil OR gas)~5", 5,
     "OR stands among words that are to be near one another, at character 6. Only words and phrases can be.",
     ["(oil OR gas)"]),
    ("(oil AND gas)~5", 5, "Leave AND out: all of them are wanted.", ["(oil gas)~5", "(oil AND gas)"]),
    ("(oil -gas)~5", 5, "- stands among words that are to be near", ["(oil -gas)"]),
    ("(title:oil gas)~5", 1, "Put the field before them all.", ["title:(oil gas)~5", "(title:oil gas)"]),
    ('oil~ note:(x "a b"~p)', 18,
     "Where sentences and paragraphs end is not known of notes, at character 19. Put a number of words.",
     ['oil~ note:(x "a b"~20)']),
]  # fmt: skip

NEAR = 'Words near one another are written with a ~ and how many others may stand among them: "oil sanctions"~5.'
ELSEWHERE = [
    ("oil w/5 sanctions", 4, f"w/5 means nothing here, at character 5. {NEAR}",
     ['"oil sanctions"~5', "oil sanctions"]),
    ("oil NEAR/3 sanctions", 4, NEAR, ['"oil sanctions"~3', "oil sanctions"]),
    ("oil pre/3 sanctions", 4, NEAR, ['"oil sanctions"~3', "oil sanctions"]),
    ("oil near5 sanctions", 4, NEAR, ['"oil sanctions"~5', "oil sanctions"]),
    ("oil WITHIN 7 sanctions", 4, "WITHIN 7 means nothing here", ['"oil sanctions"~7', "oil sanctions"]),
    ("oil AROUND(7) sanctions", 4, "AROUND(7) means nothing here", ['"oil sanctions"~7', "oil sanctions"]),
    ("oil NEAR sanctions", 4, "Small letters search for the word.",
     ['"oil sanctions"~5', "oil sanctions", "oil near sanctions"]),
    ("oil ADJ sanctions", 4, NEAR, ['"oil sanctions"~0', "oil sanctions", "oil adj sanctions"]),
    ("oil /s sanctions", 4, NEAR, ['"oil sanctions"~s', "oil sanctions"]),
    ("oil w/p sanctions", 4, NEAR, ['"oil sanctions"~p', "oil sanctions"]),
    ('title:oil* W/5 "united nations"', 11, NEAR, ['title:(oil* "united nations")~5', 'title:oil* "united nations"']),
    ("oil W/5 sanctions W/5 iran", 4, NEAR, ['"oil sanctions iran"~5', 'oil "sanctions iran"~5']),
    ("(oil OR gas) W/5 sanctions", 13, NEAR, ["(oil OR gas) sanctions"]),
    ("oil || gas", 4, "|| means nothing here, at character 5. Write OR between words of which one is enough.",
     ["oil OR gas", "oil gas"]),
    ("iran oil|gas|coal", 8, "| means nothing here", ["iran (oil OR gas OR coal)", "iran oil gas coal"]),
    ("(oil|gas)", 4, "| means nothing here", ["(oil OR gas)", "(oil gas)"]),
    ("oil && gas", 4, "Write AND between words that are all wanted.", ["oil AND gas", "oil gas"]),
    ("oil ANDNOT gas", 4, "Write NOT, or a minus before the word.", ["oil NOT gas"]),
    ("oil BUT NOT gas", 4, "Write NOT, or a minus before the word.", ["oil NOT gas"]),
    ("oil XOR gas", 4, "Write OR between words", ["oil OR gas"]),
    ("oil before: 2008", 4, "Put one directly after the colon", ["oil before:2008", "oil before 2008"]),
    ("war !oil", 4, "! means nothing here, at character 5. A minus shuts a word out: -oil.", ["war -oil", "war oil"]),
    ("oil^2 gas", 3, "^2 means nothing here, at character 4. How much a word counts cannot be set. Leave it out.",
     ["oil gas"]),
    ('"oil gas"^0.5', 9, "^0.5 means nothing here", ['"oil gas"']),
    ("~oil", 0, "~ means nothing here, at character 1. A ~ stands behind the word", ["oil~", "oil"]),
    ("author=lendman", 6,
     "= means nothing here, at character 7. Put a colon between a field and what is searched in it, without spaces.",
     ["author:lendman", "author lendman"]),
    ('title == "oil war"', 6, "== means nothing here", ['title:"oil war"', 'title "oil war"']),
    ("headline(oil war)", 0, "headline( means nothing here", ["title:(oil war)", "headline (oil war)"]),
    ("title LIKE '%oil%'", 12, "%oil% means nothing here, at character 13. * stands for any letters: *oil*.",
     ["title:*oil*", "title:oil"]),
    ("/oil.*/", 0, "Regular expressions are not read; * stands for any letters and ? for one.", ["oil*", "oil"]),
    ("oil.*", 3, ".* means nothing here, at character 4. * alone stands for any letters.", ["oil*"]),
    ("lib$", 0, "lib$ means nothing here, at character 1. * stands for any letters and ? for one.", ["lib*", "lib"]),
    ("wom#n", 0, "wom#n means nothing here", ["wom?n"]),
    ("{!boost b=2}oil", 0, "{!boost b=2} means nothing here, at character 1. Leave it out.", ["oil"]),
]  # fmt: skip

FAULTS = [*UNPAIRED, *NOTHING, *OPERATORS, *FIELDS, *DATES, *PATTERNS, *NEARNESS, *ELSEWHERE]


def fault_of(text, match):
    with pytest.raises(QueryError) as error:
        parse(text, match=match)
    return error.value


@pytest.mark.parametrize(("text", "position", "says", "suggestions"), FAULTS)
@pytest.mark.parametrize("match", ["all", "any"])
def test_a_fault_is_named_with_its_place_and_mended(text, position, says, suggestions, match):
    fault = fault_of(text, match)
    assert says in str(fault)
    assert (fault.position, list(fault.suggestions)) == (position, suggestions)


@pytest.mark.parametrize("text", [text for text, *_ in FAULTS])
@pytest.mark.parametrize("match", ["all", "any"])
def test_a_fault_has_its_place_in_its_message_and_mends_that_work(text, match):
    fault = fault_of(text, match)
    assert f"at character {fault.position + 1}" in str(fault)
    assert str(fault).endswith((".", "?"))
    assert fault.suggestion == (fault.suggestions[0] if fault.suggestions else "")
    for suggestion in fault.suggestions:
        assert parse(suggestion, match=match) != Everything()


def test_the_table_of_faults_is_a_table_of_many_faults():
    texts = [text for text, *_ in FAULTS]
    assert len(texts) == len(set(texts)) > 120
