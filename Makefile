# make help lists the targets. Only Python 3.11+, make and the package registries are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
SERVE ?= 1
DEMO := var/demo
DEMO_DB = sqlite:///$(CURDIR)/$(DEMO)/dangvu.sqlite3
STAMP := $(VENV)/.ready

.PHONY: help setup demo test test-fast test-slow journeys bench lint types docs messages lock clean serve

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-12s %s\n", $$1, $$2}'

setup: $(STAMP) ## make .venv with everything installed and the console script .venv/bin/dangvu

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("dangvu needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup ## sample workbooks to figures, report and application (SERVE=0 ends after writing)
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	@DATABASE_URL=$(DEMO_DB) $(BIN)/dangvu demo samples --out $(DEMO)
	@if [ "$(SERVE)" != "0" ]; then DATABASE_URL=$(DEMO_DB) $(BIN)/dangvu serve --port $(PORT); fi

test: setup ## the whole suite on SQLite and, where its binaries are here, on a PostgreSQL of its own
	@$(BIN)/python tests/run.py

test-fast: setup ## the suite on SQLite only
	@$(BIN)/python tests/run.py --sqlite

test-slow: setup ## what takes minutes: many seeds, many kills, every syllable
	@$(BIN)/pytest -m slow

journeys: setup ## the journeys in a real browser
	@$(BIN)/pytest -m browser -n 2 tests/journeys

bench: setup ## measure against the floors, printed as a table with ratios
	@$(BIN)/python -m benchmarks

lint: setup ## form, types, import contracts
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

docs: setup ## write the generated documents anew
	@$(BIN)/python -m dangvu.config.docs

messages: setup ## write the English of the frame anew: locale/en/LC_MESSAGES/django.po to .mo
	@$(BIN)/python -c "import polib; at='src/dangvu/web/locale/en/LC_MESSAGES/django'; polib.pofile(at + '.po').save_as_mofile(at + '.mo')"

lock: ## resolve pyproject.toml anew into requirements.lock (needs uv)
	uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra dev --python-version 3.11 pyproject.toml -o requirements.lock

serve: setup ## the application on the working database
	@$(BIN)/dangvu serve --port $(PORT)

clean: ## remove what make made (never the working database)
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis
