# Works with only Python 3.11 or newer, git and make; uses uv where it is installed.
#   make run    set up and simulate a case study
#   make test   set up, then lint, types and tests
PYTHON ?= python3
VENV ?= .venv
SCENARIO ?= us_japan
RUNS ?= 20
SEED ?= 7
BIN = $(VENV)/bin
STAMP = $(VENV)/.ready

.PHONY: run test setup lint types unit bench lock golden clean help

help:
	@sed -n '1,4p' Makefile
	@echo "#   make bench  steps per second, start-up time"
	@echo "#   make lock   resolve requirements.lock again (needs uv)"

run: setup
	$(BIN)/alliancesim run $(SCENARIO) --runs $(RUNS) --seed $(SEED)

test: lint types unit

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "alliancesim needs Python 3.11 or newer; set PYTHON=/path/to/it")'
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python "$$(command -v $(PYTHON))" $(VENV) && \
	  uv pip install --quiet --python $(BIN)/python -r requirements.lock && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --editable . ; \
	else \
	  $(PYTHON) -m venv $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable . ; \
	fi
	@touch $(STAMP)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

unit: setup
	$(BIN)/pytest -n auto --dist loadscope

bench: setup
	$(BIN)/python -m benchmarks.steps

golden: setup
	$(BIN)/python -m tests.golden.refresh

lock:
	uv pip compile --universal --python-version 3.11 --extra test --no-header --quiet \
	  pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
