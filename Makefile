# Carrel: two commands on a fresh machine with Python 3.11+ and make:
#   make serve    sets everything up, indexes seeds/, serves http://127.0.0.1:8080
#   make test     sets everything up, runs the tests
# PYTHON=/path/to/python3.12 chooses the interpreter; `make help` lists the rest.

SHELL  := /bin/sh
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PEERS  := $(VENV)/.ready-bench
# Given on the command line only: some shells export a HOST of their own. Without them, carrel.toml's hold.
HOST   :=
PORT   :=
ARTICLES :=
BENCH_ARGS ?=
RELEVANCE_ARGS ?=
LOAD_ARGS ?=
PYTEST_ARGS ?=
# Many short processes run our modules: without their compiled form each would compile them anew.
unexport PYTHONDONTWRITEBYTECODE

# Prints the path of the newest Python from 3.11 on, or of the one that PYTHON names. Asked for
# where its own files are, since the first one found may be that of the .venv which is to be replaced.
find_python = for name in $(if $(PYTHON),"$(PYTHON)",python3.16 python3.15 python3.14 python3.13 python3.12 python3.11 \
	python3 python); do "$$name" -c 'import sys; sys.version_info < (3, 11) and sys.exit(1); print(sys._base_executable)' \
	2>/dev/null && break; done

# .ready holds the path of the checkout: an environment that was left half made, that was moved
# with its folder (its scripts hold the old path) or that has lost its Python is made anew.
ifneq ($(shell [ -x $(BIN)/python ] && cat $(READY) 2>/dev/null),$(CURDIR))
.PHONY: $(READY)
endif

.DEFAULT_GOAL := help
.PHONY: help setup serve test check lint types bench relevance load screenshots soak lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## make .venv with the locked packages

serve: $(READY) ## index seeds/ where there is no index yet, and serve it [HOST= PORT=]
	@$(BIN)/carrel build --if-needed || [ $$? -eq 3 ]
	@$(BIN)/carrel serve $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

test: $(READY) ## run the tests (browser journeys are skipped where there is no Chromium)
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: lint types ## the gate: lint, types, tests with coverage, browser tests required
	CARREL_REQUIRE_BROWSER=1 $(MAKE) test PYTEST_ARGS="--cov --cov-report=term:skip-covered $(PYTEST_ARGS)"

lint: $(READY) ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## mypy, strict
	$(BIN)/mypy

bench: $(PEERS) ## measure building and searching, beside other engines [ARTICLES= BENCH_ARGS=]
	$(BIN)/python -m tests.benchmarks $(if $(ARTICLES),--articles $(ARTICLES)) $(BENCH_ARGS)

relevance: $(PEERS) ## measure how well judged sets are ranked, beside other engines [RELEVANCE_ARGS=]
	$(BIN)/python -m tests.benchmarks.relevance $(RELEVANCE_ARGS)

load: $(READY) ## measure pages while several readers are at work [LOAD_ARGS=]
	$(BIN)/python -m tests.benchmarks.load $(LOAD_ARGS)

screenshots: $(READY) ## pictures of every page, into build/screenshots/ (needs Chromium); those of the README into docs/
	$(BIN)/python -m tests.screenshots --readme

soak: $(READY) ## the long cases: fuzz, large archives, many kills
	$(BIN)/python -m pytest -m soak $(PYTEST_ARGS)

lock: ## resolve requirements.lock anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev \
		--no-config --no-emit-index-url --custom-compile-command "make lock" \
		--upgrade pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --group bench \
		--no-config --no-emit-index-url --custom-compile-command "make lock" \
		--upgrade -o requirements-bench.lock

clean: ## remove the environment, caches and the built index
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.* build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find index_data -mindepth 1 ! -name README.md -delete

# Without dependencies: the lock holds them all, and pip would look at releases newer than those in it.
$(READY): requirements.lock pyproject.toml
	@python=$$($(find_python)); \
	if [ -z "$$python" ]; then \
		echo "Carrel needs Python 3.11 or later. Name one: make PYTHON=/path/to/python3.12" >&2; exit 1; fi; \
	if "$$python" -c 'import ensurepip' 2>/dev/null; then \
		bare=; pip() { $(BIN)/python -m pip "$$@"; }; \
	elif "$$python" -m pip --version >/dev/null 2>&1; then \
		bare=--without-pip; pip() { "$$python" -m pip --python $(BIN)/python "$$@"; }; \
	else \
		echo "$$python has neither ensurepip nor pip. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; fi; \
	echo "Setting up $(VENV) with $$python"; \
	rm -rf $(VENV) && "$$python" -m venv $$bare $(VENV) && \
	pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock && \
	pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . && \
	pwd -P > $(READY)

# What only `make bench` and `make relevance` need; gone with the environment, when that is made anew.
$(PEERS): $(READY) requirements-bench.lock
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then set -- $(BIN)/python -m pip; \
	else set -- "$$($(BIN)/python -c 'import sys; print(sys._base_executable)')" -m pip --python $(BIN)/python; fi; \
	"$$@" install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock && touch $@
