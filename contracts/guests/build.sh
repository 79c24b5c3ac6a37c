#!/usr/bin/env bash
# Builds every guest from its source. The modules in wasm/ and testing/ are committed, so only whoever
# changes a guest needs the toolchains; it installs nothing, but says what is missing.
#
#   build.sh           rebuilds the committed modules
#   build.sh --check   rebuilds them elsewhere and fails, naming them, when bytes differ
#
# The bytes depend on the toolchain's version and on nothing else: sources are named by relative
# paths, and neither names nor debug information are kept.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Debian's own; a rustup in front of it on the path has another version and no wasm32-wasi.
RUSTC=/usr/bin/rustc
ASC=node_modules/assemblyscript/bin/asc.js

# Where the toolchain would set aside a stack of 1 MiB, 64 KiB do, and keep a fresh instance small.
# It lies below the data (rustc puts it there by itself), so that an overflow traps.
STACK=-zstack-size=65536

main() {
    case "${1:-}" in
        "") require_tools && build_all . ;;
        --check) require_tools && check ;;
        *) echo "usage: build.sh [--check]" >&2; exit 2 ;;
    esac
}

build_all() {
    local out
    mkdir -p "$1/wasm" "$1/testing"
    out=$(cd "$1" && pwd)
    rust order-price "$out/wasm/order-price.wasm"
    c table-to-json/table-to-json.c "$out/wasm/table-to-json.wasm"
    assemblyscript weather-alert "$out/wasm/weather-alert.wasm"
    for source in testing/*.c; do
        c "$source" "$out/${source%.c}.wasm"
    done
    for source in testing/*.wat; do
        wat2wasm "$source" -o "$out/${source%.wat}.wasm"
    done
    chmod 644 "$out"/{wasm,testing}/*.wasm # a linker takes them for programs of this machine
}

rust() {
    (cd "$1" && "$RUSTC" --edition 2021 --target wasm32-wasi --crate-name "${1//-/_}" \
        --remap-path-prefix "$PWD=." -D warnings -C opt-level=s -C lto=fat -C codegen-units=1 \
        -C panic=abort -C strip=symbols -C link-arg="$STACK" -o "$2" main.rs)
}

c() {
    clang-14 --target=wasm32-wasi -std=gnu17 -Wall -Wextra -Werror -Oz \
        -Wl,"$STACK" -Wl,--stack-first -Wl,--strip-all -o "$2" "$1"
}

assemblyscript() {
    (cd "$1" && node "$ASC" "$1.ts" --config node_modules/@assemblyscript/wasi-shim/asconfig.json \
        --optimizeLevel 2 --shrinkLevel 2 --initialMemory 1 --outFile "$2")
}

check() {
    local elsewhere differing
    elsewhere=$(mktemp -d)
    trap "rm -rf '$elsewhere'" EXIT
    build_all "$elsewhere"
    differing=$(differing_from "$elsewhere")
    if [[ -n $differing ]]; then
        printf 'differs from its source, or is not committed: %s\n' $differing >&2
        exit 1
    fi
    echo "every module is what its source builds"
}

differing_from() {
    { ls wasm/*.wasm testing/*.wasm; (cd "$1" && ls wasm/*.wasm testing/*.wasm); } | sort -u |
        while read -r module; do cmp -s "$module" "$1/$module" || echo "$module"; done
}

require_tools() {
    local packages=()
    have clang-14 || packages+=(clang-14)
    have wasm-ld-14 || packages+=(lld-14)
    have wat2wasm || packages+=(wabt)
    [[ -e /usr/lib/wasm32-wasi/libc.a ]] || packages+=(wasi-libc)
    compgen -G '/usr/lib/llvm-14/lib/clang/14.*/lib/wasi/libclang_rt.builtins-wasm32.a' >/dev/null ||
        packages+=(libclang-rt-14-dev-wasm32)
    [[ -x $RUSTC ]] || packages+=(rustc)
    [[ -d /usr/lib/rustlib/wasm32-wasi ]] || packages+=(libstd-rust-dev-wasm32)
    have node && have npm || packages+=(nodejs npm)
    if ((${#packages[@]})); then
        echo "missing: apt-get install ${packages[*]}   (Debian 12; node must be 20 or later)" >&2
    fi
    [[ -e weather-alert/$ASC ]] || echo "missing: (cd $PWD/weather-alert && npm ci)" >&2
    ((${#packages[@]} == 0)) && [[ -e weather-alert/$ASC ]]
}

have() {
    command -v "$1" >/dev/null
}

main "$@"
