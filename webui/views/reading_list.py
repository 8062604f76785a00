"""The reading list, and two recent searches made one."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from webui.combination_state import CombinationState
from webui.paths import COMBINE, READING_LIST
from webui.presenters.reading_list_page import reading_list_page

__all__ = ["reading_list"]

reading_list = Blueprint("reading_list", __name__)


@reading_list.get(READING_LIST)
def saved() -> str:
    """Show the frame of the page; the browser has what stands in it."""
    return render_template("reading_list.html", page=reading_list_page())


@reading_list.get(COMBINE)
def combine() -> Response:
    """Lead to the search that two searches make together."""
    return redirect(CombinationState.of(request.args.items(multi=True)).combined.address)
