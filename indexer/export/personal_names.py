"""Personal names: which authors are persons, and what is a person's family name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["PersonalName", "inverted", "personal_name"]

# A name with one of these words is no person's, and stays as it is.
_ORGANISATION_WORDS: Final = """
    & agency alliance and archive archives association board bureau center centre collective commission committee
    council department desk editor editorial editors foundation group initiative institute journal library
    media ministry network news newspaper office organisation organization post press project report reporter
    reporters research review room service society staff studio team times today tv university
"""
_ORGANISATIONS: Final = frozenset(_ORGANISATION_WORDS.split())
_TITLES: Final = frozenset(["amb", "dr", "gen", "hon", "mr", "mrs", "ms", "prof", "professor", "rev", "sir"])
_SUFFIXES: Final = frozenset(["jr", "sr", "ii", "iii", "iv"])


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A person's name, without its title: Doe, John, Jr."""

    family: str
    given: str
    suffix: str = ""


def personal_name(name: str) -> PersonalName | None:
    """The parts of a name that looks like a person's; None for any other, which has to stay as it is."""
    words = name.split()
    while words and _bare(words[0]) in _TITLES:
        words = words[1:]
    bare = [_bare(word) for word in words]
    suffix = words.pop() if len(words) > 2 and bare[-1] in _SUFFIXES else ""
    looks_like_a_person = (
        1 < len(words) <= 5
        and "," not in name
        and bare[0] != "the"
        and not _ORGANISATIONS.intersection(bare)
        and words[-1][0].isupper()
        and any(map(str.isalpha, words[0]))
        and not any(character.isdigit() for character in name)
    )
    return PersonalName(words[-1], " ".join(words[:-1]), suffix) if looks_like_a_person else None


def inverted(name: str) -> str:
    """A person's name with the family name first: "Beethoven, Ludwig van"; other names as they are."""
    person = personal_name(name)
    if person is None:
        return name
    return f"{person.family}, {person.given}" + (f", {person.suffix}" if person.suffix else "")


def _bare(word: str) -> str:
    return word.casefold().rstrip(".,")
