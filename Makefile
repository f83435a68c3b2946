# The two commands of the product are `make demo` and `make test`; the README shows them without make.
# uv is taken from PATH, or installed into var/uv.

UV := $(shell command -v uv || echo var/uv/bin/uv)
RUN := $(UV) run --frozen

.PHONY: demo test check prove bench messages screenshots setup

setup: $(UV)
	@$(UV) sync --frozen --quiet

var/uv/bin/uv:
	@echo "Installing uv into var/uv"
	@python3 -m venv var/uv
	@var/uv/bin/pip --quiet --disable-pip-version-check install uv

demo: setup  ## set up and run the demonstration (RESET=1 starts over)
	@DEMO=1 $(RUN) manage.py demo $(if $(RESET),--reset)

test: setup  ## the tests; the long ones run in .ci/run
	@$(RUN) pytest -n logical

check: setup  ## style, types, import rules, migrations, translations
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) lint-imports
	@DEMO=1 $(RUN) manage.py makemigrations --check --dry-run
	@DEMO=1 $(RUN) manage.py messages check

prove: setup  ## long random walks, and mutants of the checks of access
	@$(RUN) pytest -m prove
	@$(RUN) python -m tests.mutants

bench: setup  ## numbers, side by side with stock Wagtail, into var/bench.md (FRESH=1 makes the data anew)
	@$(RUN) python -m tests.bench $(if $(FRESH),--fresh)

messages: setup  ## bring the message catalogues up to date with the sources
	@DEMO=1 $(RUN) manage.py messages update
	@DEMO=1 $(RUN) manage.py messages compile

screenshots: setup  ## every page type at 390 and 1280 px, German and Arabic, into var/screenshots
	@$(RUN) pytest -m screenshots
