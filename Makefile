# Short names for make.py, which does the work and runs without make as well (`python make.py site`).
# More for pytest:  make test ARGS="-k order"      Another port:  make serve PORT=8765
# Another Python:   make site PYTHON=python3.12

PYTHON ?= python3
PORT ?= 8000
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help site serve epub pdf print zip editions test test-all check bench clean

help:
	@$(PYTHON) -I make.py --help

site epub pdf print zip editions check clean:
	@$(PYTHON) -I make.py $@

serve:
	@$(PYTHON) -I make.py serve --port $(PORT)

test test-all bench:
	@$(PYTHON) -I make.py $@ $(ARGS)
