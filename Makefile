# Two commands do everything: `make run` and `make test`. Both set up what they need first.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: run test check lint types messages messages-update browser compiler screenshot present-shots torture bench clean

run: $(VENV)/.runtime messages
	$(BIN)/python -m journeymap start

test: $(VENV)/.dev messages browser compiler lint types
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: test

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

messages: $(VENV)/.runtime
	@$(BIN)/python -m journeymap.locale

# After a sentence was added or changed: gather all of them again, and bring every language's catalogue up to date.
messages-update: $(VENV)/.runtime
	@$(BIN)/pybabel -q extract -F babel.cfg -o journeymap/locale/journeymap.pot --project journeymap --version "" \
		--header-comment "# Every sentence of journeymap; made by make messages-update." \
		--add-comments Translators: --add-location file --sort-output --width 110 .
	@$(BIN)/pybabel -q update -i journeymap/locale/journeymap.pot -d journeymap/locale -D journeymap \
		--no-fuzzy-matching --ignore-obsolete --width 110
	@$(MAKE) --no-print-directory messages

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "journeymap needs Python 3.11 or newer: apt-get install python3 python3-venv"; exit 1; }
	@.ci/need venv $(PYTHON)
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	@echo "Installing what journeymap needs into $(VENV); the first time takes a minute."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing what journeymap and its tests need into $(VENV); the first time takes a minute."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(VENV)/.runtime $@

# Without Chromium or a compiler the tests that need them are skipped, and say so; in CI that is a failure.
browser: $(VENV)/.dev
	@.ci/need chromium $(BIN)/python || test -z "$$CI"

compiler:
	@.ci/need cc || test -z "$$CI"

# Kills the writer 500 times, tears its writes, damages its files, reopens and counts: ten to thirty minutes.
torture: $(VENV)/.dev
	@.ci/need cc
	$(BIN)/python -m bench.torture

# Each figure beside what it is compared with, and JSON in bench/results/; every part also runs alone.
bench: $(VENV)/.dev browser
	$(BIN)/python -m bench.run

screenshot: $(VENV)/.dev browser
	$(BIN)/python -m bench.screenshot

# Present mode at four screens, light and dark, into bench/results/present: look at each.
present-shots: $(VENV)/.dev browser
	$(BIN)/python -m bench.present_shots

clean:
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache
