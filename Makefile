# The one front door. Each target sets up what it needs and works offline afterwards.
#
#   make demo    watch an agent work on a guarded database
#   make test    build the wheel, install it, run every test against it (ARGS="-k masking")
#   make test-oldest   the drivers' tests with the oldest version of each that is supported
#   make accuracy    how well SQL is read: exact, conceded and wrong cases on the real engines (ARGS="--show postgres")
#   make check   format, lint, types, documents
#   make docs    build the documentation into site/
#   make fuzz    read mutated statements until something breaks or time is up (ARGS=3600 for an hour)
#   make accuracy-foreign   read SQL that nobody here wrote and compare (ARGS="postgres")
#   make bench   compare with the raw drivers and with tracing
#   make clean   remove everything that these targets made
#
# Needs: make, git, Python >= 3.11 (PYTHON=… chooses one). uv is used when it is installed, else it goes into
# .bootstrap/. Every target has a virtual environment of its own, made from uv.lock, so that none can
# break another: .venv (developers, editable), .venv-test, .venv-demo, .venv-bench.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# pyenv and others install commands that exist but do not run: ask each one, not the PATH.
PYTHON := $(shell for python in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
    $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$python && break; done)

# uv 0.8 reads this uv.lock; an older one gets the bootstrap too.
SYSTEM_UV := $(shell uv --version 2>/dev/null | awk '{ split($$2, v, "."); if (v[1] > 0 || v[2] >= 8) print "uv" }')
UV := $(or $(SYSTEM_UV),$(CURDIR)/.bootstrap/bin/uv)

# Nothing but uv.lock decides what is installed: no other index, no other Python, no downloads of one.
export UV_NO_CONFIG := 1
export UV_PYTHON_DOWNLOADS := never
export UV_PYTHON = $(PYTHON)
export UV_LINK_MODE ?= copy
unexport VIRTUAL_ENV PYTHONPATH PYTHONHOME

SYNC = UV_PROJECT_ENVIRONMENT=$(@D) $(UV) sync --quiet --frozen --no-default-groups
SOURCES := $(shell find guarded_db -type f ! -name '*.py[co]') guarded_db.pth guarded_db.start pyproject.toml README.md LICENSE
LOCKED := uv.lock pyproject.toml

# The lower ends of the ranges in pyproject.toml.
OLDEST := psycopg==3.2.4 psycopg-binary==3.2.4 PyMySQL==1.1.1 SQLAlchemy==2.0.44 duckdb==2.0.0 opentelemetry-api==1.39.0 opentelemetry-sdk==1.39.0 opentelemetry-semantic-conventions==0.60b0
OLDEST_TESTS := tests/drivers tests/integrations/test_sqlalchemy.py tests/audit/test_telemetry.py

.PHONY: help demo test test-oldest accuracy accuracy-foreign fuzz check docs bench clean python

help:
	@sed -n 's/^#   //p' Makefile

python:
	@if [ -z '$(PYTHON)' ]; then \
	  echo 'error: no Python 3.11 or newer was found; install one, or say `make PYTHON=/path/to/python3`' >&2; exit 1; fi

.bootstrap/bin/uv: | python
	@echo 'setting up uv in .bootstrap/'
	@if ! $(PYTHON) -m venv --clear .bootstrap >/dev/null 2>&1; then rm -rf .bootstrap; fi
	@if [ -x .bootstrap/bin/python ]; then .bootstrap/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.8'; \
	  elif $(PYTHON) -m pip --version >/dev/null 2>&1; then $(PYTHON) -m pip install --quiet --target .bootstrap 'uv>=0.8'; \
	  else echo 'error: this Python has neither venv nor pip; install uv, or your system'"'"'s python3-venv' >&2; exit 1; fi

ifeq ($(SYSTEM_UV),)
NEEDS := python .bootstrap/bin/uv
else
NEEDS := python
endif

# The developers' environment: everything, editable. --inexact keeps what a developer added.
.venv/.made: $(LOCKED) | $(NEEDS)
	@echo 'setting up .venv'
	@$(SYNC) --inexact --all-extras --group dev --group docs
	@touch $@

.venv-demo/.made: $(LOCKED) $(SOURCES) | $(NEEDS)
	@echo 'setting up .venv-demo'
	@$(SYNC) --no-editable --reinstall-package guarded-db
	@touch $@

.venv-bench/.made: $(LOCKED) $(SOURCES) | $(NEEDS)
	@echo 'setting up .venv-bench'
	@$(SYNC) --no-editable --reinstall-package guarded-db --all-extras --group bench
	@touch $@

.venv-test/.made: $(LOCKED) | $(NEEDS)
	@echo 'setting up .venv-test'
	@$(SYNC) --inexact --no-install-project --all-extras --group build --group test
	@touch $@

# Built with the hatchling of .venv-test, so that the second build needs no network.
.venv-test/.installed: .venv-test/.made $(SOURCES)
	@rm -rf .cache/wheel
	@$(UV) build --quiet --wheel --no-build-isolation --python .venv-test/bin/python --out-dir .cache/wheel
	@$(UV) pip install --quiet --offline --no-deps --reinstall --python .venv-test/bin/python .cache/wheel/*.whl
	@touch $@

demo: .venv-demo/.made
	@.venv-demo/bin/guarded-db demo $(ARGS)

# PYTHONSAFEPATH keeps this folder off sys.path, in the subprocesses of tests too.
test: .venv-test/.installed
	@GUARDED_DB_TEST_SOURCE=0 PYTHONSAFEPATH=1 .venv-test/bin/pytest $(ARGS)

.venv-oldest/.made: $(LOCKED) Makefile | $(NEEDS)
	@echo 'setting up .venv-oldest'
	@$(SYNC) --no-install-project --all-extras --group build --group test
	@$(UV) pip install --quiet --python .venv-oldest/bin/python $(OLDEST)
	@touch $@

test-oldest: .venv-oldest/.made .venv-test/.installed
	@$(UV) pip install --quiet --offline --no-deps --reinstall --python .venv-oldest/bin/python .cache/wheel/*.whl
	@GUARDED_DB_TEST_SOURCE=0 PYTHONSAFEPATH=1 .venv-oldest/bin/pytest $(OLDEST_TESTS) $(ARGS)

accuracy: .venv/.made
	@.venv/bin/python tools/accuracy.py $(ARGS)

check: .venv/.made
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	$(UV) lock --check --offline --quiet
	.venv/bin/python tools/check_docs.py

docs: .venv/.made
	.venv/bin/mkdocs build --strict --quiet
	@echo 'the documentation is in site/index.html'

bench: .venv-bench/.made
	@.venv-bench/bin/python benchmarks/run.py $(ARGS)

accuracy-foreign: .venv/.made
	@.venv/bin/python tools/accuracy_foreign.py $(ARGS)

.venv-fuzz/.made: $(LOCKED) | $(NEEDS)
	@echo 'setting up .venv-fuzz'
	@$(SYNC) --all-extras --group test --group fuzz
	@touch $@

fuzz: .venv-fuzz/.made
	@.venv-fuzz/bin/python tools/fuzz.py $(ARGS)

clean:
	rm -rf .venv .venv-fuzz .venv-test .venv-oldest .venv-demo .venv-bench .bootstrap .cache build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis
