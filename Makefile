# One virtual environment, .venv, made on the first call and brought up to date when
# pyproject.toml or constraints.txt change. PYTHON=... picks another interpreter for it.

PYTHON  ?= python3
WORKERS ?= 2

export PIP_DISABLE_PIP_VERSION_CHECK := 1

BIN  := .venv/bin
ENV  := .venv/.ready
DOCS := .venv/.ready-docs
NPM  := docs/node_modules/.package-lock.json
# --no-build-isolation: the build uses the setuptools that constraints.txt pins.
PIP  := $(BIN)/pip install -qq --constraint constraints.txt

.PHONY: help run test thorough kernel check lint bench docs clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-8s %s\n' "$$name" "$$text"; done

run: $(ENV) ## check every statement, then run gradient descent beside theorem 1
	$(BIN)/warmproof check
	$(BIN)/warmproof run --problem poisson-visits --theorem gd_nonconvex --schedule constant --schedule warmup --schedule energy --out out/poisson-visits

test: $(ENV) ## tests and doctests, those of `make thorough` left out
	@$(BIN)/pytest -q -n $(WORKERS) --dist worksteal

thorough: $(ENV) ## do steps need all that they use, do attacks find what they can? up to an hour
	@$(BIN)/pytest -q -n $(WORKERS) --dist worksteal -m thorough tests

kernel: $(ENV) ## have Coq check the proofs in theory/coq; says so if there is no Coq
	@$(BIN)/warmproof check --kernel

lint: $(ENV) ## style, formatting, types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary

check: lint test ## lint, then test: what CI runs

bench: $(ENV) ## timings of tests/benchmarks
	@$(BIN)/pytest -q tests/benchmarks --benchmark-enable --benchmark-only || test $$? -eq 5  # 5: none yet

docs: $(DOCS) $(NPM) ## the documentation, into docs/_build/html; warnings are errors
	@$(BIN)/python docs/generate.py
	@$(BIN)/sphinx-build -W --keep-going -n -q -b html -d docs/_build/doctrees docs docs/_build/html
	@$(BIN)/python docs/generate.py --check docs/_build/html
	@echo 'docs/_build/html/index.html'

clean: ## remove the environment and everything generated
	@rm -rf .venv out build dist *.egg-info docs/_build docs/_generated docs/node_modules \
		.pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(ENV): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "warmproof needs Python 3.11 or newer; '$(PYTHON)' gives: $$($(PYTHON) -V 2>&1). Name another one with: make PYTHON=python3.11" >&2; exit 1; }
	@echo 'preparing .venv (two minutes or three, once)'
	@$(PYTHON) -m venv .venv
	@$(PIP) setuptools
	@$(PIP) --no-build-isolation --editable '.[cluster,data,nets,numba,tests,lint]'
	@touch $@

$(DOCS): $(ENV)
	@$(PIP) --no-build-isolation --editable '.[docs]'
	@touch $@

$(NPM): docs/package.json docs/package-lock.json
	@command -v npm >/dev/null || { \
		echo 'make docs sets its formulas with KaTeX and needs node and npm; neither the program nor its tests do.' >&2; exit 1; }
	@cd docs && npm ci --silent
	@touch $@
