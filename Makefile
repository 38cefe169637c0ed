# Every target goes through `setup`, which puts the whole environment in .venv and needs only Python 3.11 with venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
OTHER := $(VENV)/aiogram

.DEFAULT_GOAL := help
.PHONY: help setup run test browser pictures lint bench trial chaos lock clean

help: ## Show the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## Put the environment in .venv

$(STAMP): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked packages into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: setup ## Serve chat, desk and public pages on http://127.0.0.1:8080
	@exec $(BIN)/forumsbote run

test: setup ## Run all tests but the browser's, on SQLite and PostgreSQL
	@$(BIN)/python -m pytest -n 2 --dist worksteal -q -m "not browser"
	@echo "The browser walk was not part of this run: make browser"

browser: setup ## Walk through chat and desk in a real browser, check every page with axe-core (installs Debian's chromium where it may)
	@test -x /usr/bin/chromium || { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -qq -y chromium >/dev/null; } \
		|| { echo "make browser needs Debian's chromium: apt-get install chromium"; exit 2; }
	@$(BIN)/python -m pytest -q -m browser tests/browser

pictures: setup ## Take the pictures of the handbooks anew, from the running product (needs Debian's chromium)
	@HANDBOOK_PICTURES=write $(BIN)/python -m pytest -q -m browser tests/browser/test_handbook_pictures.py

bench: setup $(OTHER)/.installed ## Measure speed and memory against named yardsticks
	@$(BIN)/python -m tests.bench

$(OTHER)/.installed: tests/bench/aiogram.lock
	@$(PYTHON) -m venv $(OTHER)
	@echo "Installing the other library that turns are measured against into $(OTHER) ..."
	@$(OTHER)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

trial: setup ## Real texts through Telegram's door with SIGKILLs on the way, then weighed by three people (needs ../shared/data)
	@$(BIN)/python -m tests.trial
	@$(BIN)/python -m tests.trial.desk

chaos: setup ## Take database, processes, Telegram and clock away, and count what is lost (an hour and more)
	@$(BIN)/python -m tests.chaos

lint: setup ## Check style, types, floors and texts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

lock: ## Write requirements.lock anew (needs uv)
	uv pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 \
		--no-emit-index-url --no-annotate --no-header -o requirements.lock
	echo aiogram | uv pip compile - --generate-hashes --universal --python-version 3.11 \
		--no-emit-index-url --no-annotate --no-header -o tests/bench/aiogram.lock

clean: ## Remove the environment and caches, never var/
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache *.egg-info
