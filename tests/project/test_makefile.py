"""What make does, told by itself (`make -n`) or done by stand-ins of Python; nothing is downloaded."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = re.search(r"^\.PHONY: (help .*)$", MAKEFILE, re.MULTILINE)[1].split()

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make on this machine")

# A stand-in for a Python: it says which version it is and what it has, and notes what it is told to do.
PYTHON = """#!/bin/sh
case "$*" in
  *version_info*) {new} || exit 1; echo "$0";;
  *"import ensurepip"*) {ensurepip};;
  *"pip --version"*) {pip};;
  *"-m venv"*) echo "$0 $*" >> "$LOG"; mkdir -p .venv/bin; cp "$0" .venv/bin/python;;
  *) echo "$0 $*" >> "$LOG"; {install};;
esac
"""


class Checkout:
    """A folder with the Makefile and what it needs, and a PATH on which the only Pythons are stand-ins."""

    def __init__(self, folder):
        self.folder = folder / "a checkout"
        self.path = folder / "bin"
        self.log = folder / "log"
        self.folder.mkdir()
        self.path.mkdir()
        for name in ("Makefile", "pyproject.toml", "requirements.lock"):
            shutil.copy(ROOT / name, self.folder)
        for name in ("sh", "rm", "mkdir", "cp", "cat", "touch", "awk", "find", "make"):
            (self.path / name).symlink_to(shutil.which(name))

    def add_python(self, name, *, new=True, ensurepip=True, pip=True, install=True):
        answers = {"new": new, "ensurepip": ensurepip, "pip": pip, "install": install}
        path = self.path / name
        path.write_text(PYTHON.format(**{key: str(value).lower() for key, value in answers.items()}))
        path.chmod(0o755)
        return path

    def make(self, *arguments):
        command = [self.path / "make", *arguments]
        environment = {"PATH": str(self.path), "LOG": str(self.log)}
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)

    def done(self):
        """What the Pythons were told to do since last asked."""
        text = self.log.read_text() if self.log.exists() else ""
        self.log.unlink(missing_ok=True)
        return text


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path.resolve())


def test_help_is_the_default_and_lists_every_target():
    for arguments in ([], ["help"]):
        listed = subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        assert re.findall(r"^  make (\w+) +\S", listed, re.MULTILINE) == TARGETS


def test_the_environment_is_made_once(checkout):
    checkout.add_python("python3")
    assert checkout.make("setup").returncode == 0
    done = checkout.done().splitlines()
    assert len(done) == 3
    assert done[0].endswith("-m venv .venv")
    assert re.search(r"-m pip install .*--require-hashes -r requirements\.lock", done[1])
    assert re.search(r"-m pip install .*--no-deps --no-build-isolation --editable \.$", done[2])
    assert checkout.make("setup").returncode == 0
    assert checkout.done() == ""


def test_the_newest_python_is_taken_unless_another_is_named(checkout):
    checkout.add_python("python3.11")
    checkout.add_python("python3.13")
    checkout.add_python("python3.12")
    older = checkout.add_python("of my own")
    checkout.make("setup")
    assert "/python3.13 -m venv" in checkout.done()
    shutil.rmtree(checkout.folder / ".venv")
    checkout.make("setup", f"PYTHON={older}")
    assert "/of my own -m venv" in checkout.done()


@pytest.mark.parametrize("arguments", [(), ("PYTHON=/not/there/python3",), ("PYTHON=python3",)])
def test_without_a_new_python_the_remedy_is_named(checkout, arguments):
    checkout.add_python("python3", new=False)
    made = checkout.make("setup", *arguments)
    assert made.returncode != 0
    assert "Python 3.11 or later" in made.stderr
    assert "make PYTHON=" in made.stderr


def test_without_ensurepip_the_pip_of_the_python_fills_the_environment(checkout):
    python = checkout.add_python("python3", ensurepip=False)
    assert checkout.make("setup").returncode == 0
    done = checkout.done().splitlines()
    assert done[0].endswith("-m venv --without-pip .venv")
    assert all(line.startswith(f"{python} -m pip --python .venv/bin/python install ") for line in done[1:])


def test_without_ensurepip_and_pip_the_package_to_install_is_named(checkout):
    checkout.add_python("python3", ensurepip=False, pip=False)
    made = checkout.make("setup")
    assert made.returncode != 0
    assert "apt-get install python3-venv" in made.stderr
    assert not (checkout.folder / ".venv").exists()


def test_an_environment_left_half_made_is_made_anew(checkout):
    checkout.add_python("python3", install=False)
    assert checkout.make("setup").returncode != 0
    checkout.done()
    checkout.add_python("python3")
    assert checkout.make("setup").returncode == 0
    assert "-m venv" in checkout.done()


@pytest.mark.parametrize("fault", ["moved", "no python", "new lock"])
def test_an_environment_that_does_not_fit_is_made_anew(checkout, fault):
    checkout.add_python("python3")
    checkout.make("setup")
    checkout.done()
    match fault:
        case "moved":
            checkout.folder = checkout.folder.rename(checkout.folder.with_name("elsewhere"))
        case "no python":
            (checkout.folder / ".venv/bin/python").unlink()
            (checkout.folder / ".venv/bin/python").symlink_to("/not/there/python3")
        case "new lock":
            later = (checkout.folder / ".venv/.ready").stat().st_mtime + 10
            os.utime(checkout.folder / "requirements.lock", (later, later))
    assert checkout.make("setup").returncode == 0
    assert "-m venv" in checkout.done()


def scripted(checkout, build_status):
    """A ready environment whose carrel notes its arguments and ends a build with a status."""
    checkout.add_python("python3")
    checkout.make("setup")
    checkout.done()
    carrel = checkout.folder / ".venv/bin/carrel"
    carrel.write_text(f'#!/bin/sh\necho "carrel $*" >> "$LOG"\ncase "$1" in build) exit {build_status};; esac\n')
    carrel.chmod(0o755)


@pytest.mark.parametrize("status", [0, 3])
def test_serve_builds_when_needed_and_serves_even_with_problems(checkout, status):
    scripted(checkout, status)
    assert checkout.make("serve").returncode == 0
    assert checkout.done().split("\n")[:2] == ["carrel build --if-needed", "carrel serve"]


def test_serve_does_not_serve_what_could_not_be_built(checkout):
    scripted(checkout, 1)
    assert checkout.make("serve").returncode != 0
    assert "carrel serve" not in checkout.done()


def test_serve_takes_a_host_and_a_port(checkout):
    scripted(checkout, 0)
    checkout.make("serve", "HOST=0.0.0.0", "PORT=8099")
    assert "carrel serve --host 0.0.0.0 --port 8099\n" in checkout.done()


def test_clean_keeps_the_readme_of_the_index_and_all_that_is_not_made(checkout):
    scripted(checkout, 0)
    kept = ["index_data/README.md", "seeds/a.md"]
    made = ["index_data/CURRENT", "index_data/g-1/manifest-1.json", ".coverage", "indexer/__pycache__/a.pyc"]
    for name in (*kept, *made):
        (checkout.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout.folder / name).touch()
    before = {path.name for path in checkout.folder.iterdir()}
    assert checkout.make("clean").returncode == 0
    assert all((checkout.folder / name).exists() for name in kept)
    assert not any((checkout.folder / name).exists() for name in made)
    assert before - {path.name for path in checkout.folder.iterdir()} == {".venv", ".coverage"}


def test_ci_installs_what_is_missing_and_calls_the_gate():
    script = (ROOT / ".ci/run").read_text("utf-8")
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert "apt-get install" in script
    assert script.rstrip().endswith("make check")
    subprocess.run(["bash", "-n", ROOT / ".ci/run"], check=True)
