# Everything a person or a machine does with this repository. `make help` lists it.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
PROGRAM := .build/release/tessera

# What the program is built with, and what its tests drive it with.
PACKAGES := libncursesw5-dev libpng-dev libjpeg62-turbo-dev libwebp-dev \
  liblcms2-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libsqlite3-dev libssl-dev libxml2-dev
TEST_PACKAGES := tmux python3 python3-venv
READERS := .readers/bin/python3

.PHONY: demo test build install uninstall lint format bench klm bench-show fuzz fuzz-decoders \
	fuzz-json kill-storm sanitize golden readers all-readers packages test-packages toolchain clean help

demo: build ## try it: sample images, simulated colleagues, you (HEADLESS=1: no terminal needed)
	$(PROGRAM) demo $(if $(HEADLESS),--headless)

test: packages test-packages readers sanitize ## every test, in real terminals too
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

build: packages ## .build/release/tessera
	$(SWIFT) build -c release --product tessera

install: build ## PREFIX=/usr/local
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/tessera \
	  $(DESTDIR)$(PREFIX)/share/man/man1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/tessera
	cp -r SampleImages $(DESTDIR)$(PREFIX)/share/tessera/
	Documentation/make-man $(PROGRAM) > $(DESTDIR)$(PREFIX)/share/man/man1/tessera.1
	$(PROGRAM) --generate-completion-script bash \
	  > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/tessera
	$(PROGRAM) --generate-completion-script zsh \
	  > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_tessera

uninstall: ## what install put there
	rm -rf $(DESTDIR)$(PREFIX)/bin/tessera $(DESTDIR)$(PREFIX)/share/tessera \
	  $(DESTDIR)$(PREFIX)/share/man/man1/tessera.1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/tessera \
	  $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_tessera

lint: toolchain ## swift format, strictly
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

format: toolchain ## let swift format have its way
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks

fuzz: packages ## random events to every screen of the workbench (EVENTS=1000000)
	EVENTS=$(or $(EVENTS),1000000) FUZZ=1 $(SWIFT) test --scratch-path .build-fuzz \
	  --filter WorkbenchTests.FuzzTests

fuzz-json: packages ## damaged JSON lines, for SECONDS=60: none may crash the reader
	FUZZ_SECONDS=$(or $(SECONDS),60) $(SWIFT) test --filter JSONFuzzTests

kill-storm: packages ## kill -9 at any byte, RUNS=1000 times: no stroke called saved may be lost
	KILLS=$(or $(RUNS),1000) $(SWIFT) test --filter KillStormTests

bench: packages ## what is measured, and against whom
	Benchmarks/run

klm: ## Documentation/speed.md: how fast one labels, by the keystroke-level model
	python3 Benchmarks/Scripts/klm.py > Documentation/speed.md

bench-show: build ## tessera show beside chafa and timg: quality and cost
	@$(call install_missing,chafa timg python3 python3-venv)
	Benchmarks/show

sanitize: packages ## the decoders' shims under ASan and UBSan, on every test file
	Tests/Fuzz/run sanitize

fuzz-decoders: packages ## libFuzzer on each decoder's shim (SECONDS_EACH=2)
	Tests/Fuzz/run fuzz

golden: packages ## write the approved screens anew; look at them before you commit
	UPDATE_GOLDEN=1 $(SWIFT) test --filter ScreenTests

readers: ## other programs that read our exports, for the tests; they are skipped without
	@test -x $(READERS) || { python3 -m venv .readers && \
	  .readers/bin/pip install --quiet --disable-pip-version-check pycocotools panlabel globox; } || \
	  { echo "make: pycocotools could not be installed; the tests that need it will be skipped"; \
	    rm -rf .readers; }

all-readers: readers ## and those that take a gigabyte: the tests then use them, too
	.readers/bin/pip install --quiet --disable-pip-version-check \
	  supervision datumaro label-studio-sdk

packages: toolchain
	@$(call install_missing,$(PACKAGES))

test-packages:
	@$(call install_missing,$(TEST_PACKAGES))

toolchain:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "make: Swift 6.3 is missing: get it from https://www.swift.org/install/linux/ and run make again"; \
	  exit 1; }

clean: ## forget everything that was built
	rm -rf .build .build-* Benchmarks/.build .readers

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# Installs those of the Debian packages $(1) that are not there yet.
define install_missing
missing=""; for p in $(1); do \
  dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$p"; \
done; \
if [ -n "$$missing" ]; then \
  command -v apt-get >/dev/null || { echo "make: install these first:$$missing"; exit 1; }; \
  sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
  echo "installing$$missing"; \
  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $$missing; \
fi
endef
