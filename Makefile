# make graph: set up and build the example · make test: set up and test · make lint · make bench
# Windows has no make: README.md gives the same steps as plain commands.

PY := .venv/bin/python
WORKERS ?= auto
.DEFAULT_GOAL := graph
.PHONY: graph test lint format bench lock readme docs clean

graph: .venv/ready
	@$(PY) build_graph.py -o out
	@echo "图谱 $(CURDIR)/out/graph.ttl · 网页 $(CURDIR)/out/graph.html · 报告 $(CURDIR)/out/report.md"
	@echo "问一句：.venv/bin/kg ask who-backs --证据"

test: .venv/ready-dev
	@sh scripts/tools.sh
	@$(PY) -m pytest -n $(WORKERS) -ra

lint: .venv/ready-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

format: .venv/ready-dev
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: .venv/ready-dev
	@$(PY) benchmarks/bench.py $(FOLDER)
	@$(PY) benchmarks/page.py

# What README shows of the graph is written by a program; tests/test_readme.py compares.
readme: .venv/ready-dev
	@$(PY) scripts/readme.py

# docs/questions.md is written from the headers of queries/; tests/test_ask.py compares.
docs: .venv/ready-dev
	@$(PY) scripts/questions.py

# The versions we build and test with, for every system, with the hashes of their files.
LOCK = $(PY) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links $(UPGRADE)
lock: .venv/ready-dev
	$(LOCK) scripts/build.in -o requirements-build.lock
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) --extra dev -c requirements.lock -c requirements-build.lock pyproject.toml -o requirements-dev.lock

.venv/ready: requirements.lock requirements-build.lock pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh

.venv/ready-dev: requirements-dev.lock requirements-build.lock pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh dev

clean:
	rm -rf .venv out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
