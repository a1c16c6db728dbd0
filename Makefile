# Two commands matter: `make demo` makes a finished video, `make test` passes the tests.
# Everything lives in .venv; nothing outside this folder is touched except the installer's own cache.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -q install --no-compile
PEER   := .venv-peer
OUT    ?= out

.DEFAULT_GOAL := help

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.core ## Make .venv with the reelhouse command and the voices in it

develop: $(VENV)/.dev ## The same, with everything that tests and checks need

demo: setup ## Make a finished video from the bundled story, offline
	$(BIN)/reelhouse demo --out $(OUT)

demo-cluster: develop ## The same by two workers on PostgreSQL and S3, one of which is killed
	PYTHONPATH=tests $(BIN)/python -m demos.cluster $(OUT) $(SET)

test: develop ## Run the tests (about 15 minutes on two cores)
	$(BIN)/python -m pytest -q -n 2 --dist loadscope -m "not slow"

test-all: develop ## Run the tests and the slow suites: kills at every border, long videos
	$(BIN)/python -m pytest -q -n 2 --dist loadscope

test-chaos: develop ## Break everything on purpose: kills, frost, full disks, wrong clocks (about half an hour)
	$(BIN)/python -m pytest -q -n 2 --dist loadscope tests/chaos

coverage: develop ## Run the tests and hold the coverage to its limits
	$(BIN)/python -m pytest -q -n 2 --dist loadscope -m "not slow" --cov --cov-report=term:skip-covered
	$(BIN)/python -m coverage report --include='*/model/*,*/edit/*,*/captions/*,*/render/plan.py' --fail-under=100

check: develop ## Format, lint, types, import contracts, docs, dead code, dependencies
	$(BIN)/ruff format --check src tests programs bench docs demos
	$(BIN)/ruff check src tests programs bench docs demos
	$(BIN)/mypy
	$(BIN)/basedpyright --level error
	$(BIN)/lint-imports --no-cache
	$(BIN)/interrogate -q src
	$(BIN)/vulture
	$(BIN)/deptry src
	$(BIN)/codespell
	$(BIN)/python -m pytest -q -m "not slow" tests/docs tests/house

bench: develop peer ## Measure the figures of docs/performance.md (about two hours)
	$(BIN)/python -m bench

peer: $(PEER)/.done ## Make .venv-peer with the program that the benchmarks compare with

lock: develop ## Pin the requirements again from the ranges in pyproject.toml
	sh requirements/lock.sh $(BIN)

docs: develop ## Write the generated parts of the documentation again
	$(BIN)/python -m docs.generate

gallery: develop ## Draw the pictures of docs/styles.md again
	$(BIN)/python -m docs.gallery

sheets: develop ## Draw contact sheets of every style, shape and language to look at (some minutes)
	$(BIN)/python -m docs.sheets $(OUT)/sheets

golden: develop ## Record the outputs of steps whose version was raised
	$(BIN)/python -m tests.golden

clean: ## Remove what this Makefile made
	rm -rf $(VENV) $(PEER) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*

$(VENV)/.pip:
	$(PYTHON) -m venv $(VENV)
	touch $@

# Build tools first, by hash; then everything else is built with them and not with what an index offers today.
$(VENV)/.core: $(VENV)/.pip requirements/build.txt requirements/core.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/build.txt
	$(PIP) --require-hashes --no-build-isolation -r requirements/core.txt
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: $(VENV)/.core requirements/dev.txt
	$(PIP) --require-hashes --no-build-isolation -r requirements/dev.txt
	touch $@

$(PEER)/.done: requirements/peer.txt
	$(PYTHON) -m venv $(PEER)
	$(PEER)/bin/python -m pip --disable-pip-version-check -q install --require-hashes --only-binary :all: -r requirements/peer.txt
	touch $@

.PHONY: help setup develop demo test test-all test-chaos coverage check bench peer lock docs gallery sheets golden clean
