# Two commands do everything: `make chat` and `make test`. Each target says what it does.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export HF_HUB_OFFLINE := 1
export GRADIO_ANALYTICS_ENABLED := False

.DEFAULT_GOAL := help
.PHONY: help install chat ask test eval lint format clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

# A stamp per set of packages: nothing is installed again while the two files that name
# packages stay as they are.
$(VENV)/.installed: pyproject.toml constraints.txt
	@echo "isnad: preparing $(VENV) (a few minutes the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --constraint constraints.txt torch
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	@echo "isnad: adding what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --constraint constraints.txt --editable '.[test,lint,train]'
	@touch $@

install: $(VENV)/.installed ## prepare .venv with .venv/bin/isnad

chat: install ## build the index if needed and open the chat
	@$(BIN)/isnad chat --index-if-needed $(ARGS)

ask: install ## answer one question: make ask Q="..."
	@$(BIN)/isnad index --if-needed
	@$(BIN)/isnad ask "$(Q)"

test: $(VENV)/.installed-test ## run every test
	@$(BIN)/python -m pytest $(ARGS)

eval: install ## measure answers on the fixed question set
	@$(BIN)/isnad index --if-needed
	@$(BIN)/isnad eval $(ARGS)

lint: $(VENV)/.installed-test ## check format, lint and types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

format: $(VENV)/.installed-test ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean: ## remove the environment and everything built
	rm -rf $(VENV) .isnad build *.egg-info
