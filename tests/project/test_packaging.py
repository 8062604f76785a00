"""The wheel and the lock file: what is installed elsewhere is whole, and is what was tested."""

import functools
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PACKAGES = ("indexer", "webui")

USE = """
import sys
from pathlib import Path
from indexer import Archive
from indexer.settings import Settings
from webui import create_app

for package in ("indexer", "webui"):
    assert Path(sys.modules[package].__file__).is_relative_to(sys.argv[1])
Archive.build("index", ["article.md"])
client = create_app(Settings(index=Path("index").resolve())).test_client()
assert client.get("/").status_code == 200
assert "<mark>" in client.get("/search?q=lighthouse*").text
"""


def normal(name):
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirement):
    return normal(re.match(r"[\w.-]+", requirement)[0])


@functools.cache
def pip():
    """The pip of this environment, or where it was made without one, that of the Python it was made from."""
    base = getattr(sys, "_base_executable", sys.executable)
    for command in ([sys.executable, "-m", "pip"], [base, "-m", "pip", "--python", sys.executable]):
        if subprocess.run([*command, "--version"], capture_output=True, check=False).returncode == 0:
            return command
    pytest.skip("there is no pip to build a wheel with")


def tracked_files():
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout: what belongs to the project is not known")
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel, built from a copy of what version control knows."""
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    pytest.importorskip("editables", reason="the build backend is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    for name in tracked_files():
        copy = folder / "checkout" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy)
    arguments = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder, "."]
    subprocess.run([*pip(), *arguments], cwd=folder / "checkout", check=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_both_packages_whole_and_nothing_else(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == {name for name in tracked_files() if name.startswith(("indexer/", "webui/"))}
    assert "indexer/query/grammar.lark" in names
    assert {Path(name).suffix for name in names if name.startswith("webui/templates/")} == {".html"}
    assert {".css", ".js", ".svg"} <= {Path(name).suffix for name in names if name.startswith("webui/static/")}


def test_the_wheel_names_the_script_and_the_licence(wheel):
    archive = zipfile.ZipFile(wheel)
    info = f"carrel-{PROJECT['project']['version']}.dist-info"
    assert "carrel = webui.cli:main" in archive.read(f"{info}/entry_points.txt").decode()
    assert f"{info}/licenses/LICENSE" in archive.namelist()


def test_an_installed_wheel_builds_and_serves_from_any_folder(wheel, tmp_path):
    target, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "article.md").write_text("# The Lighthouse of Alexandria\n\nShips steered for lighthouses.\n", "utf-8")
    options = ["--quiet", "--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check"]
    subprocess.run([*pip(), "install", *options, "--target", target, wheel], check=True)
    environment = os.environ | {"PYTHONPATH": str(target)}
    subprocess.run([sys.executable, "-c", USE, target], cwd=elsewhere, env=environment, check=True)


def locked():
    """The requirements of the lock file, each with the lines that belong to it."""
    joined = re.sub(r"\\\n\s*", " ", LOCK)
    return [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def test_the_lock_pins_every_requirement_by_version_and_hash():
    assert len(locked()) > 40
    for line in locked():
        assert re.match(r"[a-z0-9][a-z0-9-]*==[\w.!+]+( ;|\s+--hash=)", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line


@pytest.mark.parametrize("stranger", ["-index-url", "--find-links", "--trusted-host", "http", "@"])
def test_the_lock_names_no_place_to_download_from(stranger):
    assert stranger not in LOCK


def test_the_lock_holds_all_that_runs_tests_and_builds():
    project = PROJECT["project"]
    wanted = [*PROJECT["build-system"]["requires"], *project["dependencies"], "editables"]
    for extra in project["optional-dependencies"].values():
        wanted.extend(extra)
    assert {named(one) for one in wanted} - {"carrel"} <= {named(line) for line in locked()}


def test_an_exact_pin_is_the_one_that_is_locked():
    pins = [one for one in PROJECT["project"]["dependencies"] if "==" in one]
    assert any(one.startswith("whoosh3==") for one in pins)
    versions = {line.split(" ")[0] for line in locked()}
    assert set(pins) <= versions
