# `make` alone lists what can be done.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEV    := $(VENV)/.installed-dev
RUN    := $(VENV)/.installed
TEXTS  := $(wildcard locales/*/LC_MESSAGES/bot.po)
MADE   := $(TEXTS:.po=.mo)

.DEFAULT_GOAL := help
.PHONY: help install demo test run check bench lock messages

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

install: $(RUN) $(MADE) ## Make .venv and compile the texts, which every other target does by itself

demo: $(RUN) $(MADE) ## Show the bot in a browser, with a Telegram on this machine
	@$(BIN)/python -m bot demo

test: $(DEV) $(MADE) ## Run the tests (those that need Chromium or PostgreSQL skip without them)
	@$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile

run: $(RUN) $(MADE) ## Run the bot with the settings in .env
	@$(BIN)/python -m bot run

check: $(DEV) $(MADE) ## Lint, formatting, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV) $(MADE) ## Measure speed and memory beside baselines, one table at the end
	@$(BIN)/python -m benchmarks

lock: $(DEV) ## Pin the newest allowed versions, with hashes, in requirements*.txt
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --output-file requirements.txt
	$(BIN)/uv pip compile pyproject.toml --group dev $(LOCK) --output-file requirements-dev.txt

LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-annotate --no-header

messages: $(DEV) ## Collect new texts into the catalogues and compile them
	$(BIN)/pybabel -q extract -F babel.cfg --no-location --sort-output --omit-header -o locales/bot.pot .
	$(BIN)/pybabel -q update -D bot -i locales/bot.pot -d locales -w 100 -N --ignore-pot-creation-date
	$(BIN)/pybabel -q compile -D bot -d locales

%.mo: %.po $(RUN)
	@$(BIN)/pybabel -q compile -D bot -i $< -o $@

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	@$(PYTHON) -m venv $(VENV)

$(RUN): requirements.txt | $(VENV)
	@echo "Installing what the bot needs into $(VENV)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUN) | $(VENV)
	@echo "Installing what the tests need into $(VENV)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
