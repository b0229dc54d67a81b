#!/bin/sh
# Runs everything at once against the simulator with faults, and watches what it leaves. Usage: soak/run.sh [minutes], 60 by
# default. From 10 minutes on it writes results/, else target/results. Ends with 1 when a bound is broken.
set -eu
cd "$(dirname "$0")/.."
minutes=${1:-60}
mvn -B -q -pl soak -am -DskipTests package dependency:build-classpath \
    -DincludeScope=runtime -Dmdep.outputFile=target/classpath.txt
results=soak/target/results
if [ "$minutes" -ge 10 ]; then
    results=soak/results
fi
exec java @soak/jvm.options -cp "soak/target/classes:$(cat soak/target/classpath.txt)" \
    io.texml.soak.Soak "PT${minutes}M" "$results"
