# One command for each thing, and CI runs the same ones. Each target sets up only what it needs.
#
#   make demo      the Pennine Lancashire verdict and its papers, then the site with people in it
#   make demo-check  the same, but look at the site and come back
#   make site      compile the site's style sheet, where it is missing or stale
#   make test      lint, then every test but the long matrix; within 12 minutes
#   make test-all  the same, then the long matrix
#   make lint      formatting, types, and the floors of the house
#   make bench     speed, as ratios against peers in the same run
#   make docs      print the built pages of docs/ again
#   make lock      resolve the requirements again (make lock UPGRADE=--upgrade for newer ones)

MAKEFLAGS += --no-builtin-rules
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# Some machines forbid bytecode; with it every start would compile every module again.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
RUN := .venv/.installed-run
DEV := .venv/.installed-dev
INSTALL := scripts/environment requirements/uv.txt pyproject.toml

DEMO_CASE := examples/pennine-lancashire-building-control.toml
DEMO_PAPERS := reports/pennine-lancashire-building-control
SITE := --home commonweal-data/demonstration

.PHONY: help demo demo-check demo-case site test test-all test-rest test-now lint bench docs lock parts

help:
	@sed -n 's/^#   //p' Makefile

$(RUN): $(INSTALL) requirements/run.txt
	@echo "Installing what Commonweal needs to run"
	@scripts/environment run

$(DEV): $(INSTALL) requirements/dev.txt
	@echo "Installing what development needs"
	@scripts/environment dev

demo: demo-case
	@$(BIN)/commonweal site demo $(SITE)

demo-check: demo-case
	@$(BIN)/commonweal site demo $(SITE) --return

demo-case: $(RUN) site
	@$(BIN)/commonweal appraise $(DEMO_CASE)
	@mkdir -p $(dir $(DEMO_PAPERS))
	@$(BIN)/commonweal report $(DEMO_CASE) --all $(DEMO_PAPERS) --force 2>$(DEMO_PAPERS).log \
		|| { cat $(DEMO_PAPERS).log; exit 1; }
	@echo
	@echo "Its papers, in HTML, PDF, Word and Excel: $(CURDIR)/$(DEMO_PAPERS)"
	@echo

# Without node and without a registry the site works all the same, and looks bare.
site: $(RUN)
	@$(BIN)/python -m scripts.build_site || true

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test: lint test-now

# The tests alone, for when lint is known to pass.
test-now: $(DEV) parts site
	$(BIN)/pytest -n 3 -m "not long"

test-all: test test-rest

# What `make test` leaves out: tests marked long, and every law again with many more examples.
test-rest: $(DEV) parts site
	$(BIN)/pytest -n 2 --dist worksteal -m "long or law" --hypothesis-profile=long --timeout=1800

# What tests need beyond Python (Chromium and the like): see tests/parts.py.
parts: $(DEV)
	@$(BIN)/python -m scripts.provide

bench: $(DEV)
	@for script in $(wildcard bench/*.py); do echo "$$script"; $(BIN)/python "$$script"; done

docs: $(DEV)
	$(BIN)/python -m scripts.build_docs

UPGRADE :=
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --quiet $(UPGRADE)

# The locks name no registry: whoever installs uses the one that their machine is set up for.
lock: $(DEV)
	$(COMPILE) requirements/uv.in -o requirements/uv.txt
	$(COMPILE) requirements/node.in -o requirements/node.txt
	$(COMPILE) pyproject.toml requirements/build.in --extra site -o requirements/run.txt
	$(COMPILE) pyproject.toml requirements/build.in --all-extras \
		--constraints requirements/run.txt -o requirements/dev.txt
