#!/usr/bin/env bash
# Builds what HEAD has twice, in two directories, and says which jars differ. With a second JDK's home the second build
# uses that one, and differences are told but are no failure.
#   release/same-bytes.sh [home of another JDK]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

modules=bom,contract,core,reactor-adapter,simulator,simulator/junit,spring-boot-starter,spring-boot-starter/test,redis
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The jars' names and digests of a build in a directory of its own.
build() {
    mkdir "$work/$1"
    git archive HEAD | tar -x -C "$work/$1"
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
sed -n 's/^< [0-9a-f]*  /differs: /p' "$work/differences"
[ $# -gt 0 ]
