# Works with only Python 3.11 or newer, git and make; uses uv where it is installed.
#   make run    set up and simulate a case study
#   make test   set up, then lint, types and tests
#   make docs   set up, then build the documentation in build/site
#   make wheels set up, then try the wheel on every supported Python
PYTHON ?= python3
VENV ?= .venv
SCENARIO ?= us_japan
RUNS ?= 20
SEED ?= 7
BIN = $(VENV)/bin
STAMP = $(VENV)/.ready

.PHONY: run test setup lint types unit docs wheels bench lock golden clean help
.PHONY: reliability fuzz nightly load soak audit audited

help:
	@sed -n '1,6p' Makefile
	@echo "#   make bench  what everything takes: steps by size, kernels, start, sweeps, forecasts"
	@echo "#   make fuzz, nightly, load, soak, audit  see docs/reliability.md"
	@echo "#   make lock   resolve requirements.lock again (needs uv)"

run: setup
	$(BIN)/alliancesim run $(SCENARIO) --runs $(RUNS) --seed $(SEED)

test: lint types audited unit

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
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadscope

docs: setup
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

wheels: docs
	$(BIN)/python -m tests.packaging.wheels $(PYTHONS)

bench: setup
	$(BIN)/python -m benchmarks

golden: setup
	$(BIN)/python -m tests.golden.refresh

# Reliability: docs/reliability.md says what each target shows.
CASES ?= 20000
SESSIONS ?= 30
SECONDS ?= 600

reliability: setup
	$(BIN)/pytest -p no:xdist tests/reliability

fuzz: setup
	ALLIANCESIM_FUZZ=$(CASES) $(BIN)/pytest -p no:xdist tests/reliability -k fuzz

nightly: setup
	ALLIANCESIM_FUZZ=$(CASES) $(BIN)/pytest -p no:xdist tests/reliability
	$(BIN)/pytest -p no:xdist -m nightly

load: setup
	$(BIN)/python -m tests.reliability.load --sessions $(SESSIONS) --seconds $(SECONDS)

soak: setup
	$(BIN)/python -m tests.reliability.load --sessions 1 --seconds 7200

audit: setup
	$(BIN)/python -m tests.reliability.audit

# Where nobody can be asked, code 3, it is said and the tests pass.
audited: setup
	@$(BIN)/python -m tests.reliability.audit || [ $$? -eq 3 ]

lock:
	uv pip compile --universal --python-version 3.11 --extra test --no-header --quiet \
	  pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis
