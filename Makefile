# The verbs of this project. Developers and the build server use the same ones.

.DEFAULT_GOAL := help
.NOTPARALLEL:

# What to pass on: make run ARGS="forward 8000", make constraints ARGS=--upgrade
ARGS ?=
# Three processes, as many tests only wait; each module within one: its tests may share a relay.
# In the order of the folders, for the long modules are in the first ones: at the end none is left.
PYTEST_WORKERS ?= -n 3 --dist loadfile --no-loadscope-reorder
# The interpreter .venv is made with; empty means the first suitable one on the PATH.
export PYTHON ?=
# What Python and pytest have compiled is kept for the many processes that tests start, also where
# the environment says otherwise.
export PYTHONDONTWRITEBYTECODE :=

PYTHON_IN_VENV := .venv/bin/python

.PHONY: help setup compile run test lint test-apps bench-path bench-start screenshots translations \
	constraints

help: ## Show these verbs.
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

setup: ## Install what running and testing need; quick when it is all there.
	@scripts/setup.sh test
	@echo "Ready: make run, make test."

# Programs that start at the same time would each compile what is new. Takes no time when nothing is.
compile:
	@$(PYTHON_IN_VENV) -m compileall -q app relay_client relay_link relay_server resources

run: ## Start Porthole: make run ARGS="forward 8000".
	@scripts/setup.sh run
	@.venv/bin/porthole $(ARGS)

lint: ## Check style and types.
	@scripts/setup.sh run
	$(PYTHON_IN_VENV) -m ruff check .
	$(PYTHON_IN_VENV) -m ruff format --check .
	$(PYTHON_IN_VENV) -m mypy

# pytest compiles what it collects in its own way, which takes longer than all else of collecting:
# that is done once, beside mypy, which has but one thread, and not in each of the processes.
test: setup compile ## Check everything: style, types and all tests but those of test-apps.
	@$(PYTHON_IN_VENV) -m pytest --collect-only --quiet >/dev/null 2>&1 & \
	$(MAKE) --no-print-directory lint; result=$$?; wait; exit $$result
	$(PYTHON_IN_VENV) -m pytest $(PYTEST_WORKERS) $(ARGS)

test-apps: setup compile ## Run large third-party programs, such as JupyterLab, behind a tunnel.
	.venv/bin/uv venv --quiet --allow-existing --python $(PYTHON_IN_VENV) .venv-apps
	.venv/bin/uv pip install --quiet --python .venv-apps/bin/python "jupyterlab==4.*"
	PATH="$(CURDIR)/.venv-apps/bin:$$PATH" $(PYTHON_IN_VENV) -m pytest -m apps $(ARGS)

bench-path: ## Measure the data path.
	@scripts/setup.sh run
	$(PYTHON_IN_VENV) -m benchmarks.path $(ARGS)

bench-start: setup compile ## Measure how the desktop app starts, on a desktop of its own.
	$(PYTHON_IN_VENV) -m tests.desktop.bench_start $(ARGS)

screenshots: setup ## Write pictures of all screens into screenshots/: ARGS="--only main".
	$(PYTHON_IN_VENV) -m tests.screenshots.take $(ARGS)

translations: ## Collect the texts of window and engine, and make what the window loads of their translations.
	@scripts/setup.sh run
	.venv/bin/python -m scripts.engine_sentences build/engine_sentences.py
	.venv/bin/pyside6-lupdate -silent -no-obsolete -locations none \
		$$(git ls-files 'app/*.py' ':!app/engine' ':!app/commands') build/engine_sentences.py \
		-ts resources/translations/porthole.ts resources/translations/porthole_de.ts
	.venv/bin/pyside6-lrelease -silent resources/translations/porthole_de.ts \
		-qm resources/translations/porthole_de.qm

constraints: ## Pin what pyproject.toml asks for; ARGS=--upgrade takes the newest.
	@scripts/setup.sh run
	.venv/bin/uv pip compile pyproject.toml --quiet --output-file constraints.txt \
		--all-extras --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header $(ARGS)
