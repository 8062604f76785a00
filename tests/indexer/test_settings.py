"""carrel.toml, the variables, and what goes before what."""

import os
from pathlib import Path

import pytest

from indexer.errors import SettingsError
from indexer.settings import CONFIG_NAME, Setting, Settings, described, load


@pytest.fixture
def folder(tmp_path):
    """An empty folder, its path without links."""
    return tmp_path.resolve()


def write(folder: Path, text: str | bytes) -> Path:
    config = folder / CONFIG_NAME
    config.write_bytes(text if isinstance(text, bytes) else text.encode())
    return config


def test_without_a_file_the_index_is_in_the_working_folder(folder):
    assert load(folder, {}) == Settings(index=folder / "index_data")
    assert load(folder, {}).title == "Sample archive"


def test_paths_in_the_file_are_relative_to_it_from_any_folder_below(folder):
    config = write(
        folder, 'title = "Levant Papers"\nindex = "kept/index"\nsources = ["seeds", "/elsewhere"]\nport = 9000\n'
    )
    below = folder / "a" / "b"
    below.mkdir(parents=True)

    settings = load(below, {})

    assert settings == Settings(
        index=folder / "kept" / "index",
        sources=(folder / "seeds", Path("/elsewhere")),
        title="Levant Papers",
        port=9000,
        config=config,
    )


def test_the_nearest_file_holds(folder):
    write(folder, 'title = "Outer"')
    inner = folder / "inner"
    inner.mkdir()
    write(inner, 'title = "Inner"')
    assert load(inner, {}).title == "Inner"
    assert load(inner, {}).index == inner / "index_data"


def test_a_file_without_index_keeps_it_beside_itself(folder):
    write(folder, "")
    below = folder / "below"
    below.mkdir()
    assert load(below, {}).index == folder / "index_data"


def test_variables_go_before_the_file_and_their_paths_are_relative_to_the_working_folder(folder):
    write(folder, 'title = "From the file"\nport = 9000\nthreads = 2\nsources = ["seeds"]')
    below = folder / "below"
    below.mkdir()

    settings = load(
        below,
        {
            "CARREL_INDEX": "here",
            "CARREL_SOURCES": os.pathsep.join(["one", "/two"]),
            "CARREL_TITLE": "From the environment",
            "CARREL_HOST": "::1",
            "CARREL_PORT": "9001",
            "CARREL_THREADS": "",
            "CARREL_MAX_INPUT_BYTES": "1000",
        },
    )

    assert settings == Settings(
        index=below / "here",
        sources=(below / "one", Path("/two")),
        title="From the environment",
        host="::1",
        port=9001,
        threads=2,  # a variable set to nothing is not set
        max_input_bytes=1000,
        config=folder / CONFIG_NAME,
    )


def test_a_tilde_is_the_home_folder(folder, monkeypatch):
    monkeypatch.setenv("HOME", str(folder))
    assert load(folder, {"CARREL_INDEX": "~/index"}).index == folder / "index"


def test_the_rows_say_where_each_setting_came_from(folder):
    write(folder, 'title = "Levant Papers"\nport = 9000\nsources = ["a", "b"]')

    rows = described(folder, {"CARREL_PORT": "9001"})

    assert rows == (
        Setting("index", str(folder / "index_data"), "default"),
        Setting("sources", f"{folder / 'a'}{os.pathsep}{folder / 'b'}", "carrel.toml"),
        Setting("title", "Levant Papers", "carrel.toml"),
        Setting("host", "127.0.0.1", "default"),
        Setting("port", "9001", "CARREL_PORT"),
        Setting("threads", "4", "default"),
        Setting("max_input_bytes", "20000000", "default"),
        Setting("workers", "0", "default"),
        Setting("processes", "0", "default"),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("titel = 'x'", "there is no setting 'titel'. Did you mean title?"),
        ("colour = 'red'", "It takes index, sources, title, host, port, threads, max_input_bytes, workers, processes."),
        ("config = 'x'", "there is no setting 'config'"),
        ("port = 0", "port is 0; it takes a whole number from 1 to 65,535."),
        ("port = 65536", "port is 65536; it takes a whole number from 1 to 65,535."),
        ("port = '80'", 'port is "80"; it takes a whole number'),
        ("port = true", "port is True; it takes a whole number"),
        ("port = 80.5", "port is 80.5; it takes a whole number"),
        ("threads = 0", "threads is 0; it takes a whole number from 1"),
        ("max_input_bytes = -1", "max_input_bytes is -1; it takes"),
        ("title = 3", "title is 3; it takes text."),
        ("title = ' '", 'title is " "; it takes text.'),
        ("host = []", "host is []; it takes text."),
        ("index = ''", 'index is ""; it takes a path.'),
        ('index = "a\\u0000"', "it takes a path."),
        ("sources = 'seeds'", 'sources is "seeds"; it takes a list of paths, as in ["articles"].'),
        ("sources = ['a', 1]", "it takes a list of paths"),
        ("sources = [['a']]", "it takes a list of paths"),
        ("[title]\nx = 1", "title is {'x': 1}; it takes text."),
        ("title = ", "is not valid TOML"),
        ("title = 'a'\ntitle = 'b'", "is not valid TOML"),
        (b"title = '\xff'", "is not UTF-8. Save it as UTF-8 text."),
    ],
)
def test_a_wrong_file_is_named_with_its_key_and_what_it_takes(folder, text, says):
    config = write(folder, text)
    with pytest.raises(SettingsError) as error:
        load(folder, {})
    assert says in str(error.value)
    assert str(config) in str(error.value)


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("CARREL_PORT", "http", 'CARREL_PORT is "http"; it takes a whole number from 1 to 65,535.'),
        ("CARREL_PORT", "70000", "CARREL_PORT is 70000; it takes a whole number from 1 to 65,535."),
        ("CARREL_THREADS", "1.5", 'CARREL_THREADS is "1.5"; it takes a whole number'),
        ("CARREL_MAX_INPUT_BYTES", "9" * 5000, "it takes a whole number"),
        ("CARREL_TITLE", "  ", "CARREL_TITLE is"),
    ],
)
def test_a_wrong_variable_is_named(folder, variable, value, says):
    with pytest.raises(SettingsError) as error:
        load(folder, {variable: value})
    assert says in str(error.value)


def test_a_file_with_a_byte_order_mark_is_read(folder):
    write(folder, b"\xef\xbb\xbftitle = 'x'")
    assert load(folder, {}).title == "x"


def test_a_file_that_cannot_be_read_is_named(folder, monkeypatch):
    config = write(folder, "title = 'x'")

    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)  # for root every file is readable
    with pytest.raises(SettingsError, match="cannot be read: Permission denied") as error:
        load(folder, {})
    assert str(config) in str(error.value)


def test_settings_of_the_checkout_are_valid():
    root = Path(__file__).resolve().parents[2]
    settings = load(root / "indexer", {})
    assert (settings.title, settings.index, settings.sources) == (
        "Sample archive",
        root / "index_data",
        (root / "seeds",),
    )
