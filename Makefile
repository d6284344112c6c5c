# Two commands matter: `make run` serves the demonstration company, `make test` checks everything.
# Both install what they need into .venv on their first run; that takes Python 3.11 or later and a package registry.

PORT ?= 8080
PACKAGES := bot handlers conversations storage
BIN := .venv/bin

# Every pin carries its hash, and the locks are complete: --no-deps, for pip would look for sqlalchemy[asyncio] beside the
# pinned sqlalchemy. uv is only the quicker one; where it does not reach the registry, pip tries.
install = $(BIN)/uv pip install --system-certs --quiet --compile-bytecode --python $(BIN)/python --no-deps $(1) || $(BIN)/pip install --quiet --disable-pip-version-check --no-deps $(1)
locked = $(call install,--require-hashes --only-binary :all: -r $(1))

# The words are the catalogues', in the terminal's language.
language = $(if $(filter zh%,$(or $(LC_ALL),$(LANG))),zh-CN,en)
say = sed -n 's/^$(1): //p' conversations/content/$(language)/cli.yaml

.PHONY: run test check bench release-test lock

run: .venv/run.installed
	@exec $(BIN)/python -m bot run --demo --port $(PORT)

# The tests start the bot a hundred times: what Python compiles, and what we read, is kept for the next start.
test: export PYTHONDONTWRITEBYTECODE =
# pytest comes last, so that its summary closes the output. Each core takes whole files, for their tests may share what is
# dear, and takes them in the order of tests/conftest.py.
test: check
	$(BIN)/pytest tests --ignore=tests/benchmarks --numprocesses=auto --dist=loadfile --no-loadscope-reorder

check: .venv/dev.installed
	$(BIN)/uv pip check --quiet --python $(BIN)/python
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict $(PACKAGES)
	$(BIN)/mypy --strict --explicit-package-bases --follow-imports=silent tests/benchmarks
	$(BIN)/lint-imports
	$(BIN)/deptry .

# Before a release: longer and with more people, more often killed, and what it costs. Some hours.
release-test: export RAPPORT_TEST_SOAK_MINUTES = 30
release-test: export RAPPORT_TEST_QUARTER_PEOPLE = 200
release-test: export RAPPORT_TEST_KILLS = 10
release-test: export RAPPORT_TEST_NEW_EXAMPLES = yes
release-test: test bench

bench: .venv/dev.installed
	$(BIN)/pytest tests/benchmarks

# Pins stay as they are unless pyproject.toml asks for more; delete a lock to bring all of it up to date. What was
# published in the last seven days is left alone. The locks name no registry.
lock: $(BIN)/uv
	$(lock) --group build -o requirements/build.txt
	$(lock) -c requirements/build.txt pyproject.toml --all-extras -o requirements/run.txt
	$(lock) -c requirements/run.txt pyproject.toml --all-extras --group build --group dev -o requirements/dev.txt

lock = $(BIN)/uv pip compile --system-certs --quiet --universal --python-version 3.11 --exclude-newer '7 days' \
	--generate-hashes --no-emit-index-url --no-header --no-annotate

.venv/run.installed: pyproject.toml requirements/run.txt | $(BIN)/uv
	@$(call say,installing)
	@$(call locked,requirements/run.txt)
	@$(call install,--no-index --no-build-isolation --editable .)
	@touch $@

.venv/dev.installed: .venv/run.installed requirements/dev.txt
	@echo 'Installing what the tests need into .venv ...'
	@$(call locked,requirements/dev.txt)
	@touch $@

$(BIN)/uv: requirements/build.txt
	@$(call say,preparing)
	@python=$$(for name in python3.11 python3.12 python3.13 python3; do \
		$$name -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; \
	done) || { echo 'Rapport needs Python 3.11 or later, with its venv module (on Debian: apt-get install python3-venv).' >&2; exit 1; }; \
	$$python -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements/build.txt
	@touch $@
