# `make help` lists what there is. Every target can be run from a fresh checkout; what is missing
# is installed first (tools/setup).

PORT ?= 8080
WITH := tools/with
WASM := --target wasm32-unknown-unknown --no-default-features
# Directories too, so that a deleted file is noticed.
SOURCES := $(shell find src www -not -name '.*') Cargo.toml Cargo.lock Trunk.toml index.html \
	package-lock.json tools/finish.mjs tools/wasm.mjs
say = @echo "--- $(1)"

.DEFAULT_GOAL := help
.PHONY: help serve build check test lint native wasm-test firefox wasm-lint js js-run e2e e2e-run size bench bench-manifest bench-charts fuzz clean \
	setup-build setup-test
.NOTPARALLEL:

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-10s %s\n' "$$name" "$$what"; done

serve: build ## build the page, then serve it on http://127.0.0.1:8080/ (PORT=… for another)
	@exec $(WITH) node tools/serve.mjs dist $(PORT)

build: setup-build dist/index.html ## build the page into dist/, ready for any static host

check: lint native ## the quick loop: format, lints and native tests

test: setup-test lint wasm-lint native wasm-test js-run dist/index.html size e2e-run ## everything, in a real browser too
	@echo "--- all of it passed"

wasm-test: setup-test ## the engine's tests inside a browser
	$(call say,tests in the browser)
	@$(WITH) cargo test --locked $(WASM) --features js --test web

firefox: ## the engine's tests inside Firefox
	@tools/setup firefox
	$(call say,tests in Firefox)
	@$(WITH) sh -c 'GECKODRIVER="$$(command -v geckodriver)" GECKODRIVER_ARGS="--binary $$SLUICE_FIREFOX" \
		cargo test --locked $(WASM) --features js --test web'

js: setup-build pkg/sluice.js ## build the JavaScript surface into pkg/, for use without the page

e2e: setup-test dist/index.html e2e-run ## the built page in a browser

size: dist/index.html ## what a first visit downloads, against the budget
	$(call say,size of the first load)
	@tools/size

bench: setup-test pkg/sluice.js ## speed and memory beside other implementations (some minutes)
	@node --test benches/*.test.mjs >/dev/null || node --test benches/*.test.mjs
	@$(WITH) node benches/run.mjs

bench-manifest: setup-test dist/index.html ## speed and memory of reading large manifests in the browser
	@$(WITH) node benches/manifest.mjs

bench-charts: setup-test dist/index.html ## what each chart takes of a frame with 10 000 values behind it
	@$(WITH) node benches/charts.mjs

fuzz: ## feed the readers of manifests damaged files (SECONDS=… for each, 600 if left out)
	@tools/fuzz $(or $(SECONDS),600)

clean: ## remove what was built
	cargo clean
	rm -rf dist pkg test-output benches/.venv

setup-build:
	@tools/setup build

setup-test:
	@tools/setup test

dist/index.html: $(SOURCES) | setup-build
	$(call say,release build of the page (about a minute the first time))
	@$(WITH) trunk --quiet build --release

pkg/sluice.js: $(SOURCES) tools/js | setup-build
	$(call say,release build of the JavaScript surface)
	@$(WITH) tools/js

lint:
	$(call say,format and lints)
	@cargo fmt --check
	@cargo clippy --locked --all-targets -- -D warnings

# Debian's compiler brings no clippy for its version.
wasm-lint: setup-test
	$(call say,lints of the browser code)
	@if $(WITH) sh -c '[ -f "$$WASM_TARGET_ENV" ]'; then echo "left out: clippy comes with rustup's compiler only"; \
	else cargo clippy --locked $(WASM) --features app,js,reader,desk,studies --lib --bins --test web -- -D warnings; fi

native:
	$(call say,native tests)
	@cargo test --locked --no-run
	@cargo test --quiet --locked
	$(call say,the page's state and forms)
	@cargo test --quiet --locked --no-default-features --features app --lib
	@cargo test --quiet --locked --no-default-features --features desk --lib

js-run: pkg/sluice.js
	$(call say,the JavaScript surface in Node)
	@cargo build --quiet --locked
	@node --test --test-reporter=spec tests/js/*.test.mjs

e2e-run:
	$(call say,the built page in a browser)
	@cargo build --locked
	@$(WITH) node --test --test-reporter=spec tests/e2e/*.test.mjs
