package io.texml.reactor.internal;

import java.util.Set;
import java.util.TreeSet;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/** Runs the races. jcstress itself is content when a race could not be run, for want of a class or of a second processor. */
public final class Races {

    private Races() {}

    /**
     * Fails when a race had a forbidden outcome, or when one was not run.
     *
     * @param args those of jcstress
     */
    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        if (!options.parse()) {
            throw new IllegalArgumentException("these arguments are not jcstress's: " + String.join(" ", args));
        }
        JCStress jcstress = new JCStress(options);
        Set<String> missing = new TreeSet<>(jcstress.getTests());
        if (missing.isEmpty()) {
            throw new IllegalStateException("no race is named so");
        }
        jcstress.run();
        InProcessCollector results = new InProcessCollector();
        DiskReadCollector read = new DiskReadCollector(options.getResultFile(), results);
        read.dump();
        read.close();
        results.getTestResults().stream()
                .filter(result -> result.status() == Status.NORMAL)
                .map(TestResult::getName)
                .forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("these races were not run: " + missing);
        }
    }
}
