#!/usr/bin/env bash
# Builds what HEAD has twice, in two directories, and says which jars differ. With a second JDK's home the second build
# uses that one: compilers write the same class in different ways, so that classes may differ then, and nothing else may.
#   release/same-bytes.sh [home of another JDK]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

commit=$(git rev-parse HEAD)
modules=bom,contract,core,reactor-adapter,simulator,simulator/junit,spring-boot-starter,spring-boot-starter/test,redis
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The jars' names and digests of a build in a directory of its own.
build() {
    mkdir "$work/$1"
    git archive "$commit" | tar -x -C "$work/$1"
    (cd "$work/$1" && mvn -B -q -Prelease -Dgpg.skip -Dmaven.javadoc.skip -Dcyclonedx.skip -DskipTests -pl "$modules" package >&2)
    (cd "$work/$1" && find . -path '*/target/*.jar' ! -path '*/outside/*' | sort | xargs sha256sum)
}

build first >"$work/first.sums"
if [ $# -gt 0 ]; then
    JAVA_HOME=$1 build second >"$work/second.sums"
else
    build second >"$work/second.sums"
fi
echo "$(wc -l <"$work/first.sums") jars"
if diff "$work/first.sums" "$work/second.sums" >"$work/differences"; then
    echo "The same bytes."
    exit
fi
differing=$(sed -n 's/^[<>] [0-9a-f]*  //p' "$work/differences" | sort -u)
if [ $# -eq 0 ]; then
    printf 'differs: %s\n' $differing
    exit 1
fi

# What is in a jar, in a directory of its own.
unpacked() {
    mkdir -p "$work/$1-unpacked/$2"
    (cd "$work/$1-unpacked/$2" && jar -xf "$work/$1/$2")
}

for jar in $differing; do
    unpacked first "$jar"
    unpacked second "$jar"
done
# A file that only one of them has is a difference too.
diff -rq "$work/first-unpacked" "$work/second-unpacked" >"$work/entries" || true
echo "$(grep -c '\.class\( differ\)\?$' "$work/entries") classes differ, in $(wc -w <<<"$differing") jars"
! grep -v '\.class\( differ\)\?$' "$work/entries"
