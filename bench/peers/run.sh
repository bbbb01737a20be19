#!/bin/sh
# Sets the peers up in FOLDER and lays Onset beside them: bench/peers/run.sh [FOLDER], after npm run build.
# Needs python3 with venv, cargo and gcc; what is missing is said and left out.
set -e
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-/tmp/onset-peers}
test -x "$folder/bin/python" || python3 -m venv "$folder"
"$folder/bin/pip" install -q numpy scipy numba sinter stim pymatching zstandard
cargo build -q --release --manifest-path "$here/rust/Cargo.toml" --target-dir "$folder/target"
"$folder/bin/pip" list --format=freeze | grep -E "^(numpy|scipy|numba|sinter|stim|PyMatching|zstandard)=" | tr "\n" " "
echo
grep -A1 -E 'name = "(raptorq|ldpc-toolbox)"' "$here/rust/Cargo.lock" | grep -v "^--" | tr "\n" " "
rustc --version
node "$here/run.mjs" "$folder/bin/python" "$folder/target/release/onset-peers"
