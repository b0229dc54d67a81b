#!/bin/sh
# Runs the benchmarks and writes results/. Usage: benchmarks/run.sh [short|long|quick|renew|report] [workload ...]
set -eu
cd "$(dirname "$0")/.."
mvn -B -q -pl benchmarks,examples -am -DskipTests package dependency:build-classpath \
    -DincludeScope=runtime -DexcludeGroupIds=io.micrometer,org.hdrhistogram -Dmdep.outputFile=target/classpath.txt
mvn -B -q -f benchmarks/contenders/pom.xml dependency:build-classpath
exec java -Xmx256m -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)" \
    io.texml.benchmarks.run.BenchmarkRun "$@"
