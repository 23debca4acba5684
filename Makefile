# Makes .venv from the hashed lock, then hands every other word to nox: `make publish TO=ar/word` runs the task "publish".
# The tasks are listed in noxfile.py and nowhere else; `make help` prints them.
PYTHON ?= python3
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help FORCE

help: $(READY)
	@.venv/bin/nox --list

%: $(READY) FORCE
	@.venv/bin/nox --session $@

$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	@echo "setting up .venv (once)"
	@$(PYTHON) -m venv --clear .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@

FORCE:
Makefile requirements.txt: ;
