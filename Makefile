# make demo: everything by itself, then a running site. make help lists the rest.
# On a fresh machine Python 3.11 or newer, git and make are enough.

PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
WORKERS ?= 2
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# A stand-in for production, so that `check --deploy` looks at the settings that matter.
PRODUCTION := YIJI_DEBUG=0 YIJI_ALLOWED_HOSTS=example.org \
	YIJI_SECRET_KEY=0123456789-abcdefghijklmnopqrstuvwxyz-for-the-check-only \
	YIJI_ID_DIGEST_KEY=0123456789-abcdefghijklmnopqrstuvwxyz-for-the-check-only \
	YIJI_JOURNAL_KEY=0123456789-abcdefghijklmnopqrstuvwxyz-for-the-check-only

# Python keeps what it has compiled, whatever the machine says: tests, uploads and jobs start many processes.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: help demo demo-data test check bench lock clean

help:
	@echo "make demo       set everything up and serve it at http://$(ADDRESS)/, with a worker beside it"
	@echo "make demo-data  the same without serving"
	@echo "make test       the whole suite"
	@echo "make check      style, types, migrations, deployment settings, translations, known vulnerabilities"
	@echo "make bench      figures of speed, in a database of their own"
	@echo "make lock       lock the requirements again, with hashes"
	@echo "make clean      remove the virtual environment and everything compiled; the data in var/ stay"

demo: demo-data
	@echo
	@echo "http://$(ADDRESS)/ is the public site, http://$(ADDRESS)/admin/ the office. Stop with Ctrl-C."
	@# The shell becomes the server, and so is the worker's parent: however the server ends, the worker ends too.
	@$(BIN)/python manage.py work --until-parent-exits $$$$ & exec $(BIN)/python manage.py runserver --noreload --skip-checks $(ADDRESS)

demo-data: .venv/run
	@$(BIN)/python -m config.catalogues
	@$(BIN)/python manage.py demo

test: .venv/dev
	@$(BIN)/python -m config.catalogues
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 --check {} +
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python -m config.catalogues --check
	$(BIN)/python -m config.audit

bench: .venv/run
	@$(BIN)/python -m config.catalogues
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && YIJI_VAR_DIR=$$folder $(BIN)/python manage.py bench

lock: .venv/dev
	$(BIN)/uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf .venv staticfiles .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
	find . -name 'django.mo' -delete

# The files .venv/run and .venv/dev say that what the site needs, or what checks and tests need, has been installed.
.venv/run: requirements.txt | $(BIN)/python
	@echo "installing requirements.txt …"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt | $(BIN)/python
	@echo "installing requirements-dev.txt …"
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON). Install Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is older than 3.11. Name a newer one: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "making the virtual environment .venv …"
	@$(PYTHON) -m venv .venv
