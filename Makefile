# Every recipe is a line a person could type. `make sandbox` and `make test` do all their own set-up.
PYTHON ?= python3
PORT ?= 8080
VENV := .venv
BIN := $(VENV)/bin
# Whoever has nothing left to do takes half of what the other still has.
ON_TWO := -n 2 --dist worksteal
# The pinned time-zone database decides, never the machine's older copy.
export PYTHONTZPATH :=

.DEFAULT_GOAL := help
.PHONY: help install sandbox run test test-quick check format lint types layers prompts wheel lock peers clean

help: ## Say what can be done
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(VENV)/.installed: requirements.lock requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Mentor Bot needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + ". Name another, as in: make PYTHON=python3.12 $(MAKECMDGOALS)") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

install: $(VENV)/.installed ## Make .venv from the hashed pins

sandbox: install ## Run the local Slack and the bot, with demo people (PORT=8080, NO_BROWSER=1)
	$(BIN)/mentor-bot sandbox --port $(PORT) $(if $(NO_BROWSER),--no-browser)

run: install ## Run the bot against Slack (SLACK_BOT_TOKEN=… SLACK_APP_TOKEN=…)
	$(BIN)/mentor-bot run

test: install ## Run every test
	$(BIN)/pytest $(ON_TWO)

test-quick: install ## Run the fast tests, for daily work
	$(BIN)/pytest $(ON_TWO) -m "not slow and not browser"

check: install ## Run everything CI runs
	@failed=; for step in lint types layers prompts wheel test; do \
		echo "== $$step"; $(MAKE) --no-print-directory $$step || failed="$$failed $$step"; done; \
	if [ -n "$$failed" ]; then echo "Failed:$$failed"; exit 1; fi

format: install ## Format the code
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lint: install
	$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: install
	$(BIN)/mypy

layers: install
	$(BIN)/lint-imports

prompts: install ## Check every word the bot says
	$(BIN)/mentor-bot prompts check

wheel: install
	$(BIN)/python .ci/wheel_smoke.py

lock: install ## Renew the pins: name, version and hashes only, for every platform and Python 3.11 to 3.14
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --constraint requirements.lock --group dev --output-file requirements-dev.lock

peers: install ## Install what benchmarks/matching.py compares with, each by itself, into .peers/
	for peer in benchmarks/peers/*.txt; do \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade \
			--target .peers/$$(basename $$peer .txt) -r $$peer || exit 1; done

clean:
	rm -rf $(VENV) .peers build dist
