# Carrel: two commands on a fresh machine with Python 3.11+ and make:
#   make serve    sets everything up, indexes seeds/, serves http://127.0.0.1:8080
#   make test     sets everything up, runs the tests
# PYTHON=/path/to/python3.12 chooses the interpreter; `make help` lists the rest.

SHELL  := /bin/sh
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
HOST   ?= 127.0.0.1
PORT   ?= 8080
PYTEST_ARGS ?=
# The newest interpreter from 3.11 on; looked up only when the environment has to be made.
find_python = for p in python3.16 python3.15 python3.14 python3.13 python3.12 python3.11 python3 python; do \
	if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then command -v "$$p"; break; fi; done

.DEFAULT_GOAL := help
.PHONY: help setup serve test check lint types bench soak lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## make .venv with the locked packages

serve: $(READY) ## index seeds/ where there is no index yet, and serve it [HOST= PORT=]
	@$(BIN)/carrel build --if-needed || [ $$? -eq 3 ]
	@$(BIN)/carrel serve --host $(HOST) --port $(PORT)

test: $(READY) ## run the tests (browser journeys are skipped where there is no Chromium)
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: lint types ## the gate: lint, types, tests with coverage, browser tests required
	CARREL_REQUIRE_BROWSER=1 $(MAKE) test PYTEST_ARGS="--cov --cov-report=term:skip-covered $(PYTEST_ARGS)"

lint: $(READY) ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## mypy, strict
	$(BIN)/mypy

bench: $(READY) ## measure building and searching; prints a table
	$(BIN)/python -m tests.benchmarks

soak: $(READY) ## the long cases: fuzz, large archives, many kills
	$(BIN)/python -m pytest -m soak $(PYTEST_ARGS)

lock: ## resolve requirements.lock anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev \
		--no-config --no-emit-index-url --custom-compile-command "make lock" \
		--upgrade pyproject.toml -o requirements.lock

clean: ## remove the environment, caches and the built index
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find index_data -mindepth 1 ! -name README.md -delete

$(READY): requirements.lock pyproject.toml
	@python="$(PYTHON)"; [ -n "$$python" ] || python=$$($(find_python)); \
	if [ -z "$$python" ]; then echo "Carrel needs Python 3.11 or later; name one with: make PYTHON=/path/to/python" >&2; exit 1; fi; \
	echo "Setting up $(VENV) with $$python"; rm -rf $(VENV); \
	if "$$python" -c 'import ensurepip' 2>/dev/null; then "$$python" -m venv $(VENV) && pip="$(BIN)/python -m pip"; \
	elif "$$python" -m pip --version >/dev/null 2>&1; then "$$python" -m venv --without-pip $(VENV) && pip="$$python -m pip --python $(BIN)/python"; \
	else echo "This Python has neither ensurepip nor pip. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; fi && \
	$$pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	$$pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . && \
	touch $(READY)
