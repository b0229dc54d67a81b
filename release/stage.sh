#!/usr/bin/env bash
# Builds what HEAD has as the version that is given, with sources, Javadoc, flattened poms and bills of materials, into a
# repository of its own, and builds the applications of examples/plain from that. texml.jar and the script that starts it
# are put beside the repository, with their digests. Nothing is sent anywhere.
#   release/stage.sh 0.1.0 [directory]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=${1:?which version? for example release/stage.sh 0.1.0}
staged=$(realpath -m "${2:-target/staged}")
snapshot=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' pom.xml | head -n 1)

rm -rf "$staged"
mkdir -p "$staged/sources"
git archive HEAD | tar -x -C "$staged/sources"
cd "$staged/sources"
find . -name pom.xml -exec sed -i "s|>$snapshot<|>$version<|" {} +

mvn -B -Prelease -Dgpg.skip -Dmaven.install.skip=true -DskipTests -Dspotless.check.skip \
    -pl .,bom,contract,core,reactor-adapter,simulator,simulator/junit,spring-boot-starter,spring-boot-starter/test,redis,examples,examples/plain \
    -DaltDeploymentRepository="staged::file://$staged/repository" deploy

mkdir "$staged/program"
cp examples/texml examples/target/texml.jar "$staged/program/"
cd "$staged/program"
sha256sum texml texml.jar >SHA256SUMS
told=$(XDG_CACHE_HOME=$staged/cache ./texml --version)
[ "$told" = "texml $version" ] || { echo "texml says that it is $told" >&2; exit 1; }
echo "Staged $version in $staged/repository, and texml in $staged/program"
