#!/usr/bin/env bash
# Renders README, guides and the Javadoc of the published modules as static pages, which need no network, and checks every
# link between them.
#   release/site.sh [directory]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

site=$(realpath -m "${1:-target/site}")
modules=(core reactor-adapter redis simulator simulator/junit spring-boot-starter spring-boot-starter/test)

rm -rf "$site"
arguments="$PWD $site"
for module in "${modules[@]}"; do
    arguments+=" $(tr / - <<<"$module")=$PWD/$module/target/reports/apidocs"
done
published=$(IFS=, && echo "${modules[*]}")
mvn -B -q -Prelease -Dgpg.skip -Dcyclonedx.skip -DskipTests -pl ".,contract,$published,release/site" \
    -Dsite.arguments="$arguments" package exec:exec
