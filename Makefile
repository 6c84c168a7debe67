# Two commands do everything: `make run` and `make test`. Both set up what they need first.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: run test check lint types messages browser screenshot torture bench clean

run: $(VENV)/.runtime messages
	$(BIN)/python -m journeymap start

test: $(VENV)/.dev messages browser lint types
	$(BIN)/python -m pytest -n 2

check: test

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

messages: $(VENV)/.runtime
	$(BIN)/pybabel -q compile -d journeymap/locale -D journeymap 2>/dev/null || $(BIN)/pybabel compile -d journeymap/locale -D journeymap

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $(VENV)/.runtime $@

browser:
	@command -v chromium >/dev/null || (echo "Installing Chromium with apt" && $(if $(filter 0,$(shell id -u)),,sudo) apt-get install -y -qq chromium)

clean:
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache
