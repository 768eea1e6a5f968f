# Everything a person or a machine does with this project. `make` alone lists the targets.
PYTHON ?= python3
PYTHONS ?= python3.11 python3.12 python3.13
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
READY_BROWSER := $(VENV)/.ready-browser
READY_FUZZ := $(VENV)/.ready-fuzz
MINUTES ?= 30
JOBS ?= 4
READY_AUDIT := build/audit/.ready
READY_PEERS := build/peers/.ready
AXE := axe-core@4.14.1
EXAMPLE := evals/gold/torshavn-2031
# Public labelled data lie outside the project; where they are, they are scored as well.
PUBLIC := $(if $(wildcard ../shared/benchmarks),--benchmarks ../shared/benchmarks)

.DEFAULT_GOAL := help
.PHONY: help brief test format lint types imports unit docs pages picture eval test-browser test-hostile test-hostile-cluster test-everywhere fuzz audit licences bless pin bench bench-corpus bench-faults bench-tokens bench-public bench-speed bench-ray bench-rules bench-scoring bench-grouping clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

brief: $(READY) ## Set up what is needed and print the brief of the bundled example case
	@$(BIN)/summarizer brief --engine rules $(EXAMPLE)/A.txt $(EXAMPLE)/B.txt

test: format lint types imports unit eval ## Set up what is needed; format check, lint, types, import contract, tests, evaluation

format: $(READY_DEV) ## Check the formatting
	$(BIN)/ruff format --check .

lint: $(READY_DEV) ## Check the style
	$(BIN)/ruff check .

types: $(READY_DEV) ## Check the types
	$(BIN)/mypy
	$(BIN)/mypy examples

imports: $(READY_DEV) ## Check that imports run one way
	$(BIN)/lint-imports

unit: $(READY_DEV) ## Run the tests, several files at a time (JOBS at the most)
	$(BIN)/pytest -n auto --maxprocesses $(JOBS) --dist loadfile

docs: $(READY_DEV) ## Build the site into build/site; a warning or a link that leads nowhere fails
	$(BIN)/zensical build --strict --clean

pages: $(READY_DEV) ## Write anew the schemas and what the pages show of the code: help, reference, picture of imports, what blocks print
	$(BIN)/python -m tests.clipage
	$(BIN)/python -m tests.apipage
	$(BIN)/python -m tests.schemapage
	$(BIN)/python -m tests.importgraph
	$(BIN)/python -m tests.printed

picture: $(READY_BROWSER) ## Take docs/brief.png, the picture of the page, anew
	$(BIN)/python -m tests.browser.picture

eval: $(READY_DEV) ## Score the built-in rules, and the recorded model, on the gold cases; hold them to the gates
	$(BIN)/summarizer gold lint
	$(BIN)/summarizer gold fmt --check
	$(BIN)/summarizer eval --engine rules --quiet --gates evals/gates.toml --baseline evals/baselines/rules.json $(PUBLIC)
	$(BIN)/summarizer eval --replay evals/recordings --model claude --split dev --quiet --gates evals/gates.toml --baseline evals/baselines/claude.json

test-browser: $(READY_BROWSER) ## Open the pages in the Chromium that is installed, and look for faults of access
	$(BIN)/pytest tests/browser -rs

test-hostile: $(READY_DEV) ## Try to break it: bombs, crashes; print what was tried and what was survived
	@$(BIN)/python -m tests.attacks

test-hostile-cluster: $(READY_DEV) ## Kill runs of Ray fifty times, drivers and workers, and resume them: ten minutes
	@$(BIN)/python -m tests.attacks.clusters

fuzz: $(READY_FUZZ) ## Fuzz every target by hypothesis and atheris (MINUTES=30); what is found lies in build/fuzz/shrunk
	$(BIN)/python -m tests.attacks.fuzzing --minutes $(MINUTES)

test-everywhere: $(READY_DEV) ## Run suite and wheel on every Python of PYTHONS, with pinned, lowest (needs uv) and highest dependencies
	@$(BIN)/python -m tests.everywhere --pythons "$(PYTHONS)" $(if $(ONLY),--only $(ONLY)) $(ROWS)

audit: $(READY_DEV) $(READY_AUDIT) ## Ask public advisories about the pinned dependencies; tell clean from not reachable
	@$(BIN)/python -m tests.supply.audit $(dir $(READY_AUDIT))bin/pip-audit $(if $(MUST_REACH),--must-reach)

licences: $(READY_DEV) ## Write docs/licences.md from the metadata of what is installed
	@mkdir -p build && $(BIN)/python -m tests.supply.licences > build/licences.md && mv build/licences.md docs/licences.md

bless: $(READY_DEV) ## Make the scores of this checkout the baselines that later ones are compared with
	@rm -f build/rules.jsonl build/claude.jsonl && mkdir -p build
	$(BIN)/summarizer eval --engine rules --quiet --log build/rules.jsonl > /dev/null
	$(BIN)/summarizer eval bless build/rules.jsonl -o evals/baselines/rules.json
	$(BIN)/summarizer eval --replay evals/recordings --model claude --split dev --quiet --log build/claude.jsonl > /dev/null
	$(BIN)/summarizer eval bless build/claude.jsonl -o evals/baselines/claude.json

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

$(READY): pyproject.toml requirements/run.txt requirements/build.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with PYTHON=..." >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements/run.txt -r requirements/build.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(READY_DEV): $(READY) requirements/dev.txt
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(READY_BROWSER): $(READY_DEV) requirements/browser.txt
	@$(PIP) --require-hashes -r requirements/browser.txt
	@npm install --prefix build/browser --no-save --no-audit --no-fund --loglevel error $(AXE) > /dev/null || echo "npm cannot fetch $(AXE); access is not checked" >&2
	@touch $@

$(READY_FUZZ): $(READY_DEV) requirements/fuzz.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.txt || echo "atheris cannot be installed here; nothing is guided" >&2
	@touch $@

$(READY_AUDIT): requirements/audit.txt
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/audit.txt
	@touch $@

$(READY_PEERS): requirements/peers.txt
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/peers.txt
	@touch $@

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links

pin: ## Resolve the dependencies again (needs uv)
	$(COMPILE) pyproject.toml -o requirements/run.txt
	$(COMPILE) --constraint requirements/run.txt --extra eval pyproject.toml -o requirements/eval.txt
	$(COMPILE) --constraint requirements/eval.txt --group dev --group test-llm pyproject.toml -o requirements/dev.txt
	$(COMPILE) --constraint requirements/dev.txt --group build -o requirements/build.txt
	$(COMPILE) --constraint requirements/dev.txt --group browser -o requirements/browser.txt
	$(COMPILE) --constraint requirements/dev.txt --group audit -o requirements/audit.txt
	$(COMPILE) --constraint requirements/dev.txt --group fuzz -o requirements/fuzz.txt
	$(COMPILE) --group peers -o requirements/peers.txt

bench: $(READY_DEV) $(READY_PEERS) ## Print what reading with a model costs beside the peers, against a server of the loopback
	$(BIN)/python -m tests.bench.calls --peers $(dir $(READY_PEERS))bin/python

bench-corpus: $(READY_DEV) ## Print how fast many short articles are read, how busy the cores are, and the memory that takes
	$(BIN)/python -m tests.bench.corpus

bench-faults: $(READY_DEV) ## Print what each fault of a model's server costs
	$(BIN)/python -m tests.bench.faults

bench-tokens: $(READY_DEV) ## Print the tokens of the prompt, the schema and an answer
	$(BIN)/python -m tests.bench.tokens

bench-public: $(READY_DEV) ## Score the built-in rules on the public data sets, where they are present
	$(BIN)/python -m tests.bench.public

bench-speed: $(READY_DEV) $(READY_PEERS) ## Print how fast the built-in rules read beside spaCy's tokenizer, and where the time goes
	$(BIN)/python -m tests.bench.speed --profile --peers $(dir $(READY_PEERS))bin/python

bench-ray: $(READY_DEV) ## Print how many articles a second Ray reads on this machine, from a model with a fixed latency
	$(BIN)/python -m tests.bench.cluster

bench-rules: $(READY_DEV) ## Print what each rule of the built-in reader earns on the development cases
	$(BIN)/python -m tests.bench.meaning

bench-scoring: $(READY_DEV) ## Print how long it takes to score 1,000 briefs
	$(BIN)/python -m tests.bench.scoring

bench-grouping: $(READY_DEV) ## Sort the mixed development cases, and a newsroom's weeks, into meetings; print F1, time and memory
	$(BIN)/python -m tests.bench.grouping

clean: ## Remove what the targets made
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
