# The chores of this project, one command each. `make site` and `make test` are all the set-up there is.

# The first Python on the PATH that is new enough; or say: make PYTHON=/path/to/python test
PYTHON ?= $(shell for name in python3 python3.11 python3.12 python3.13 python3.14; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
# The browser that the tests drive: a name on the PATH, or a path. Without one they take chromium-headless-shell, in
# which pages open in two thirds of the time, or else chromium.
export CHROMIUM ?=
# How pytest is called; spread over all cores unless you say otherwise: make test PYTEST=-x
PYTEST ?= -n auto

VENV := .venv
BIN := $(VENV)/bin
TOOLS := .tools
CODE := builder tests

# What checks the built pages, from the npm registry, in exactly these versions.
AXE := axe-core@4.14.1
NU := vnu-jar@26.9.27
NPM_STAMP := $(TOOLS)/installed-$(AXE)-$(NU)

.PHONY: site test setup check format messages wheel screenshots benchmark clean system

site: $(VENV)/installed  ## Build content/ into site/
	@$(BIN)/python -m compileall -q builder
	$(BIN)/allegedly build
	@echo "Open site/index.html. The command allegedly is $(BIN)/allegedly; to have it by its name: . $(BIN)/activate"

test: setup check  ## Everything the tests need, then linter, types and the suite
	$(BIN)/python -m pytest $(PYTEST)

setup: $(VENV)/installed-dev $(TOOLS)/wheels/complete $(NPM_STAMP) system  ## Install what the tests need

check: $(VENV)/installed-dev  ## Linter, formatter and types
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy

format: $(VENV)/installed-dev  ## Put the code into its form
	$(BIN)/ruff check --fix-only $(CODE)
	$(BIN)/ruff format $(CODE)

messages: $(VENV)/installed-dev  ## Bring templates/messages/*.po up to date; LANGUAGE=fr begins one
	$(BIN)/python -m tests.messages $(LANGUAGE)

wheel: $(VENV)/installed-dev  ## Build dist/*.whl, without network
	$(BIN)/python -m build --wheel --no-isolation

screenshots: setup  ## Pictures of every type of page, for people to look at, in screenshots/
	$(BIN)/python -m tests.browser.screenshots

benchmark: $(VENV)/installed-dev  ## How long builds take; more: make benchmark BENCHMARK="--articles 100 --beside 'hugo …'"
	$(BIN)/python -m tests.benchmark $(BENCHMARK)

clean:  ## Remove what was built; the environment in .venv and .tools stays
	find site -mindepth 1 ! -name .gitkeep -delete
	rm -rf dist screenshots .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find $(CODE) -name __pycache__ -prune -exec rm -rf {} +

# From here on: the environment. Stamp files remember what is installed, so that nothing is installed twice.

$(VENV)/pip:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install python3 (and python3-venv)" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { echo "This needs Python's venv module (Debian: python3-venv)" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@touch $@

$(VENV)/installed: pyproject.toml $(VENV)/pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml $(VENV)/pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@ $(VENV)/installed

# All that a wheel of ours depends on, as wheels: the tests install them without network.
$(TOOLS)/wheels/complete: pyproject.toml $(VENV)/installed-dev
	@rm -rf $(@D)
	$(BIN)/python -m pip wheel --quiet --no-build-isolation --wheel-dir $(@D) .
	@rm -f $(@D)/allegedly-*.whl
	@touch $@

$(NPM_STAMP): | system
	npm install --prefix $(TOOLS) --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error \
		$(AXE) $(NU)
	@rm -f $(TOOLS)/installed-*
	@touch $@

# Programs from Debian, each only where it is missing: a browser, Java for the Nu checker, npm; and what sites are
# published to: git, rsync, an sshd, a web server (sshd and nginx stand in /usr/sbin, which is not on every PATH).
system:
	@browser=" chromium"; missing=""; as_root=""; \
	for name in "$(or $(CHROMIUM),chromium-headless-shell)" "$(or $(CHROMIUM),chromium)"; do \
		if command -v "$$name" >/dev/null; then browser=""; fi; \
	done; \
	command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	command -v git >/dev/null || missing="$$missing git"; \
	command -v rsync >/dev/null || missing="$$missing rsync"; \
	PATH="$$PATH:/usr/sbin" command -v sshd >/dev/null || missing="$$missing openssh-server"; \
	PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || missing="$$missing nginx-light"; \
	test -n "$$browser$$missing" || exit 0; \
	if test "$$(id -u)" = 0; then as_root=env; elif command -v sudo >/dev/null; then as_root="sudo env"; fi; \
	if test -z "$$as_root" || ! command -v apt-get >/dev/null; then \
		echo "The tests need these programs; please install them:$$browser$$missing" >&2; exit 1; \
	fi; \
	$$as_root apt-get -q update || exit; \
	if test -n "$$browser" && apt-cache show chromium-headless-shell >/dev/null 2>&1; then \
		browser=" chromium-headless-shell"; \
	fi; \
	echo "Installing:$$browser$$missing"; \
	$$as_root DEBIAN_FRONTEND=noninteractive \
		apt-get -q install --yes --no-install-recommends $$browser $$missing </dev/null
