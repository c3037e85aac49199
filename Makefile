# make run      set everything up and open the register with a demo shop
# make test     all the tests, the long ones in their short form
# make check    style, types, who imports whom, and the fast tests: seconds
# make sweep    the long tests in their long form: every pair of power cuts, hundreds of kills
# make bench    the benchmarks, into docs/benchmarks.md
# make package  a wheel and a program that needs no Python, under dist/
# make lock     look for newer libraries and pin them by hash
# make screens, make translations   pictures of every screen; the texts for the translator
# make bare     all of this on a fresh Debian 12 with nothing but git, make and Python (as root)
# make clean    forget everything that can be made again

SHELL := /bin/sh
PYTHON := .venv/bin/python
PYTEST := QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest
# Two processes: what a small machine has, and what the tests are known to be quiet neighbours in.
WORKERS := 2

.DEFAULT_GOAL := help
.PHONY: help run test check bench sweep package lock screens translations bare clean set-up-run set-up-test

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

set-up-run:
	@scripts/setup.sh run

set-up-test:
	@scripts/setup.sh test

run: set-up-run
	@$(PYTHON) -m openpos demo

# Every line and branch of these is run by a test, or the tests have failed: the trade's rules, the use cases, the journal.
COVERED := accounting domain register store.journal store.outbox sync.engine
COVERAGE := $(COVERED:%=--cov=openpos.%) --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100

test: set-up-test
	$(PYTEST) -n $(WORKERS) --dist worksteal $(COVERAGE)

check: set-up-test
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy
	$(PYTHON) .venv/bin/lint-imports --no-logo
	$(PYTEST) -q tests/unit

# Minutes are no sign of a test that hangs here, and Python 3.11 may fall over while it tells where a busy one is.
sweep: set-up-test
	OPENPOS_SWEEP=full $(PYTEST) -n $(WORKERS) --dist worksteal -o faulthandler_timeout=0

# Alone on the machine and in a fixed order: a neighbour would be measured too.
bench: set-up-test
	$(PYTEST) tests/bench -p no:xdist -p no:randomly -p benchmark -o faulthandler_timeout=0

package:
	scripts/package.sh

lock: set-up-test
	scripts/lock.sh

screens: set-up-test
	$(PYTHON) scripts/screens.py

translations: set-up-test
	$(PYTHON) scripts/translations.py

bare:
	scripts/bare-debian.sh

clean:
	rm -rf .venv build dist installer/build installer/dist .mypy_cache .pytest_cache .ruff_cache .hypothesis \
	    .import_linter_cache .benchmarks .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
