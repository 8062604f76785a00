"""Random Whoosh query trees, and what they match, worked out word by word from the articles themselves."""

import fnmatch
import re

from whoosh import query as whoosh_query
from whoosh.query import (
    And,
    AndMaybe,
    ConstantScoreQuery,
    Every,
    FuzzyTerm,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    TermRange,
    Wildcard,
)

from indexer.analysis import forms, stem
from indexer.engine.whoosh.evaluation.own_queries import FormsOf, Without
from indexer.engine.whoosh.schema import DATE_FIELD, form_field, stem_field
from indexer.engine.whoosh.segments.words import VALUE_GAP
from indexer.fields import AUTHOR, BODY, REGION, TEXT_FIELDS, TITLE, FieldKind

SEARCHED = [BODY, BODY, BODY, TITLE, AUTHOR, REGION]


def words_of(article):
    """The words of an article by Whoosh field: {word: positions, ascending}."""
    fields = {DATE_FIELD: {article.date.day.isoformat().replace("-", ""): [0]} if article.date else {}}
    for field in TEXT_FIELDS:
        by_form, by_stem = fields[form_field(field)], fields[stem_field(field)] = {}, {}
        position = 0
        for text in article.texts(field):
            for form in forms(text):
                by_form.setdefault(form, []).append(position)
                by_stem.setdefault(stem(form), []).append(position)
                position += 1
            position += VALUE_GAP if field.kind is FieldKind.VALUES else 0
    return fields


def matches(query, words):
    """Whether an article with these words is one that the query matches."""
    match query:
        case And():
            return all(matches(part, words) for part in query.subqueries)
        case Or():
            return any(matches(part, words) for part in query.subqueries)
        case Not():
            return not matches(query.query, words)
        case AndMaybe():
            return matches(query.a, words)
        case ConstantScoreQuery():
            return matches(query.child, words)
        case Every():
            return query.fieldname is None or bool(words[query.fieldname])
        case Term():
            return query.text in words[query.fieldname]
        case Phrase():
            return _has_phrase([words[query.fieldname].get(word, []) for word in query.words], query.slop)
        case _ if query == whoosh_query.NullQuery:
            return False
    return any(_is_meant(query, word) for word in words[query.fieldname])


def with_live_nots(query):
    """The same tree, with no Not by itself: Everything minus what it excludes.

    By itself, Whoosh's Not also gives the deleted article that stands right after the last one it excludes,
    and a Not around it then loses its place.
    """
    query = query.apply(with_live_nots) if not isinstance(query, And) else _live_and(query)
    return And([Every(), query]) if isinstance(query, Not) else query


def _live_and(query):
    if all(isinstance(part, Not) for part in query.subqueries):
        return query.apply(with_live_nots)
    parts = [part.apply(with_live_nots) if isinstance(part, Not) else with_live_nots(part) for part in query.subqueries]
    return And(parts, boost=query.boost)


def _is_meant(query, word):
    """Whether a pattern stands for a word."""
    match query:
        case FormsOf():
            return stem(word) == query.text
        case Without():
            return word not in query.forms and _is_meant(query.base, word)
        case Prefix():
            return word.startswith(query.text)
        case Wildcard():
            return re.match(fnmatch.translate(query.text), word) is not None
        case FuzzyTerm(text=text, prefixlength=size):
            return word[:size] == text[:size] and _distance(word[size:], text[size:]) <= query.maxdist
        case TermRange(start=start, end=end):
            after = start is None or word > start or (word == start and not query.startexcl)
            return after and (end is None or word < end or (word == end and not query.endexcl))
    raise TypeError(query)


def _has_phrase(places, slop):
    """Whether each word can follow the one before it, by 1 to `slop` positions."""
    reached = set(places[0])
    for following in places[1:]:
        reached = {place for place in following if any(place - step in reached for step in range(1, slop + 1))}
    return bool(reached)


def _distance(one, other):
    """Levenshtein's."""
    row = list(range(len(other) + 1))
    for line, character in enumerate(one, 1):
        above, row = row, [line]
        for column, wanted in enumerate(other, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (character != wanted)))
    return row[-1]


class TreeMaker:
    """Makes trees over words that some articles have, and over a few that none has."""

    def __init__(self, rng, articles):
        self._rng = rng
        words = [words_of(one) for one in articles]
        self._forms = [
            *sorted({form for one in words for field in TEXT_FIELDS for form in one[form_field(field)]}),
            "nowhere",
        ]
        self._days = [*sorted({day for one in words for day in one[DATE_FIELD]}), "20200229"]

    def tree(self, depth=3):
        rng = self._rng
        boost = rng.choice([1.0, 1.0, 2.5])
        if depth == 0 or rng.random() < 0.3:
            return self._leaf(boost)
        parts = [self.tree(depth - 1) for _ in range(rng.randrange(1, 4))]
        match rng.randrange(6):
            case 0 | 1:
                return And(parts, boost=boost)
            case 2:
                return Or(parts, boost=boost)
            case 3:
                return And([parts[0], Not(self.tree(depth - 1))], boost=boost)
            case 4:
                return AndMaybe(parts[0], self.tree(depth - 1))
        return Not(parts[0])

    def _leaf(self, boost):
        rng = self._rng
        field = rng.choice(SEARCHED)
        stems, written = stem_field(field), form_field(field)
        form = rng.choice(self._forms)
        match rng.randrange(11):
            case 0 | 1:
                return Term(stems, stem(form), boost=boost)
            case 2:
                return Term(written, form, boost=boost)
            case 3:
                words = [stem(word) for word in self._some(2, 4)]
                return Phrase(stems, words, slop=rng.randrange(1, 6), boost=boost)
            case 4:
                return Phrase(written, self._some(2, 4), slop=rng.randrange(1, 6), boost=boost)
            case 5:
                return Prefix(rng.choice([written, stems]), form[: rng.randrange(1, 4)], boost=boost)
            case 6:
                return Wildcard(written, self._pattern(form), boost=boost)
            case 7:
                return FuzzyTerm(
                    written,
                    form,
                    boost=boost,
                    maxdist=rng.randrange(1, 3),
                    prefixlength=rng.randrange(min(3, len(form) + 1)),
                )
            case 8:
                name, words = rng.choice([(written, self._forms), (DATE_FIELD, self._days)])
                return self._range(name, words, boost)
            case 9:
                return Without(self._base(written, form), [*self._same_stem(form)[:1], *self._some(0, 2)])
        return rng.choice(
            [
                Every(),
                Every(written),
                Every(DATE_FIELD),
                whoosh_query.NullQuery,
                Term(DATE_FIELD, rng.choice(self._days)),
                Prefix(DATE_FIELD, rng.choice(self._days)[:6]),
                ConstantScoreQuery(Term(stems, stem(form)), 2.0),
            ]
        )

    def _base(self, name, form):
        """What some words can be left out of."""
        return self._rng.choice(
            [
                FormsOf(name, stem(form)),
                Prefix(name, form[:2]),
                Wildcard(name, self._pattern(form)),
                FuzzyTerm(name, form, maxdist=2, prefixlength=0),
            ]
        )

    def _same_stem(self, form):
        return [one for one in self._forms if stem(one) == stem(form)]

    def _some(self, fewest, most):
        return self._rng.choices(self._forms, k=self._rng.randrange(fewest, most + 1))

    def _pattern(self, form):
        place = self._rng.randrange(len(form))
        sign = self._rng.choice("*?")
        return self._rng.choice([form[:place] + sign + form[place + 1 :], f"*{form[place:]}", f"?{form[1:]}*"])

    def _range(self, name, words, boost):
        first, last = sorted(self._rng.choices(words, k=2))
        return TermRange(
            name,
            self._rng.choice([first, first, None]),
            self._rng.choice([last, last, None]),
            startexcl=self._rng.random() < 0.3,
            endexcl=self._rng.random() < 0.3,
            boost=boost,
        )
