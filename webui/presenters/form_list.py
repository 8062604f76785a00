"""The written forms that a term of the query matched, each of which can be left out."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.query.dropping import with_form, without_form
from indexer.query.tree import written
from indexer.term_forms import FormCount, TermForms
from webui.presenters.link import Link
from webui.presenters.wording import number
from webui.search_state import SearchState

__all__ = ["FormList", "FormRow", "form_lists"]

BAR_WIDTH = 100.0


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form, how many articles found have it, a bar as long, and the search without it; "" for the only form."""

    form: str
    count: str
    bar: float
    dropping: str


@dataclass(frozen=True, slots=True)
class FormList:
    """The forms of one term; `taken_out` lead to the search with a form that was left out."""

    heading: str
    rows: tuple[FormRow, ...]
    left_out: str
    taken_out: tuple[Link, ...]


def form_lists(terms: tuple[TermForms, ...], state: SearchState) -> tuple[FormList, ...]:
    """The lists that say something: of terms with several forms, or with some that were left out."""
    return tuple(_form_list(term, state) for term in terms if len(term.forms) > 1 or term.leaf.without)


def _form_list(term: TermForms, state: SearchState) -> FormList:
    leaf = term.leaf
    most = max((form.count for form in term.forms), default=1)
    hidden = term.distinct - len(term.forms)
    return FormList(
        f"Forms of “{written(leaf).partition('[')[0]}”" + (f" in {term.field.label}" if term.field else ""),
        tuple(_row(form, most, term, state) for form in term.forms),
        f"and {number(hidden)} more" if hidden else "",
        tuple(Link(form, state.asking(with_form(state.query, leaf, form)).address) for form in leaf.without),
    )


def _row(form: FormCount, most: int, term: TermForms, state: SearchState) -> FormRow:
    can_go = len(term.forms) > 1
    return FormRow(
        form.form,
        number(form.count),
        round(BAR_WIDTH * form.count / most, 1),
        state.asking(without_form(state.query, term.leaf, form.form)).address if can_go else "",
    )
