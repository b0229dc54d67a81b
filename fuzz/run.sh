#!/usr/bin/env bash
# Looks for inputs that break what the library reads from outside, and goes on from where the last run ended.
#
#   fuzz/run.sh                               10,000,000 inputs for the scanner
#   fuzz/run.sh MarkupFuzzTest 1000000        as many for another target: CallbackFuzzTest, CheckpointFuzzTest, PageLinksFuzzTest
#
# An input that breaks something is left in fuzz/target as crash-... or timeout-...; put it into the target's folder of
# fuzz/src/test/resources/io/texml/fuzz, where each build replays it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec mvn -B -pl fuzz -am test -DskipTests -Dfuzz.skip=false -Dfuzz.seed=0 -Dfuzz.inputs="${2:-10000000}" \
    -Dtest="${1:-ScannerFuzzTest}" -Dsurefire.failIfNoSpecifiedTests=false
