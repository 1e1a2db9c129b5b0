# `make run` shows the live centre, `make test` proves it; both install what they need.
# ARGS goes to the command behind: make run ARGS="--speed 10", make test ARGS="-k wall -x".

PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input
# Deno formats, lints, type-checks and tests the modules; it keeps its cache beside itself.
DENO := $(PY) -m deno
export DENO_DIR := $(CURDIR)/.venv/.deno
export DENO_NO_UPDATE_CHECK := 1
COMPILE := $(PY) -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-annotate --custom-compile-command 'make pins'

.PHONY: help run test prove check bench fix pins clean

help: ## What each of these does
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 16

run: .venv/.runtime ## The whole centre with a simulated live day, until Ctrl-C
	@$(PY) -m dashboard up --demo $(ARGS)

test: .venv/.dev ## The tests of the gate, those in the browser included
	@.ci/services
	@$(PY) -m pytest -m 'not exhaustive' --ignore tests/rules --numprocesses 2 --dist loadfile \
		--no-loadscope-reorder $(ARGS)

prove: .venv/.dev ## All the tests at length: kills, outages, hostile clients, every size
	@.ci/services
	@$(PY) -m tests.proof $(ARGS)

check: .venv/.dev ## Format, lint, types, who imports whom, spelling, rules
	$(PY) -m ruff format --check --quiet .
	$(PY) -m ruff check --quiet .
	$(PY) -m mypy
	$(PY) .venv/bin/lint-imports --no-logo
	$(PY) -m codespell_lib
	$(DENO) fmt --check --quiet
	$(DENO) lint --quiet
	$(DENO) check --quiet assets/js assets/again.js assets/refused.js
	$(PY) -m pytest tests/rules --quiet

bench: .venv/.dev ## The benchmarks, as ratios side by side in one run
	@.ci/services
	@$(PY) -m tests.bench $(ARGS)

fix: .venv/.dev ## Format, and mend what can be mended without thinking
	$(PY) -m ruff check --fix --exit-zero .
	$(PY) -m ruff format .
	$(DENO) fmt --quiet

pins: .venv/.dev ## Pin the newest versions that fit requirements.in and requirements-dev.in
	$(PIP) install --quiet uv==0.13.9
	$(COMPILE) --upgrade requirements.in --output-file requirements.txt
	$(COMPILE) --upgrade requirements-dev.in --output-file requirements-dev.txt

clean: ## Remove the virtual environment and the caches; var/ holds data and stays
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@.ci/venv

# The stamps: later starts install nothing. Everything is pinned, so nothing needs resolving.
.venv/.runtime: requirements.txt .venv/bin/python
	@echo 'Installing what the centre needs (requirements.txt)'
	@$(PIP) install -qq --no-deps --require-hashes -r requirements.txt
	@$(PIP) check >/dev/null || $(PIP) check
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.runtime
	@echo 'Installing what the tests and checks need (requirements-dev.txt)'
	@$(PIP) install -qq --no-deps --require-hashes -r requirements-dev.txt
	@$(PIP) check >/dev/null || $(PIP) check
	@touch $@
