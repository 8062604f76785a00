"""An update makes what a build of the same inputs would make."""

import itertools
import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from paper_engine import PaperEngine

from indexer.build import Plan, build
from indexer.generations import Generations
from indexer.update import update

ENGINE = PaperEngine()
clock = itertools.count(1_600_000_000)


def plan_of(folder, **changes):
    return replace(Plan([folder], folder, 1_000_000, 1, lambda _: None), **changes)


def write(path, records):
    """Records as JSON Lines, or one as a plain text; of a time of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".jsonl":
        path.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    else:
        path.write_text(f"{records[0]['title'] or 'Untitled'}\n\n{records[0]['body']}\n")
    now = next(clock)
    os.utime(path, (now, now))


def built(index, inputs, **changes):
    return build(Generations(index), ENGINE, plan_of(inputs, **changes))


def updated(index, inputs, **changes):
    generations = Generations(index)
    with generations.updating(ENGINE.name) as live:
        return update(generations, ENGINE, live, plan_of(inputs, **changes))


def content(index):
    """Everything that can be known of an index but times, and names of files."""
    live = Generations(index).live()
    snapshot = ENGINE.open(live.folder, live.manifest)
    manifest = live.manifest
    return (
        list(snapshot.articles()),
        manifest.content,
        manifest.version.partition("-")[2],
        manifest.article_count,
        manifest.copy_count,
        manifest.skipped_count,
        manifest.problems,
        manifest.fingerprint,
        manifest.sources,
    )


RECORDS = st.fixed_dictionaries(
    {"title": st.sampled_from(["", "Oil", "Tin", "Zinc"]), "body": st.sampled_from(["", "Much.", "Little."])},
    optional={"id": st.sampled_from(["a", "A", "a b", "b", "one", "two-1", "c"])},
)
FILES = st.dictionaries(
    st.sampled_from(["one.txt", "two.jsonl", "x/one.jsonl", "x/two.txt", "y/three.jsonl", "skip.me"]),
    st.lists(RECORDS, min_size=1, max_size=7),
    min_size=1,
    max_size=5,
)


@settings(max_examples=150)
@given(st.lists(FILES, min_size=2, max_size=4))
def test_updates_end_where_a_build_of_the_same_inputs_does(states):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs, index = folder / "inputs", folder / "index"
        write(inputs / "always.jsonl", [{"id": "always", "title": "Always", "body": "here"}])
        before = {}
        for number, state in enumerate(states):
            for gone in before.keys() - state.keys():
                (inputs / gone).unlink()
            for file, records in state.items():
                if before.get(file) != records:
                    write(inputs / file, records)
            before = state
            if number:
                report = updated(index, inputs)
                assert report.articles == len(content(index)[0])
            else:
                built(index, inputs)
            built(folder / "fresh", inputs)
            assert content(index) == content(folder / "fresh")
            named = Generations(index).named()
            assert not updated(index, inputs).is_changed
            assert Generations(index).named() == named
            assert list(Generations(index).live().faults()) == []
