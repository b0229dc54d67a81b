package io.texml.soak;

import io.texml.soak.platform.Platform;
import io.texml.soak.platform.Trouble;
import io.texml.soak.watch.Leaks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The one command: runs, writes the report, and ends with 1 when a bound is broken. */
public final class Soak {

    private static final Duration LONG = Duration.ofMinutes(1);

    private Soak() {}

    /** Arguments: how long the work takes, as an ISO 8601 duration, and the directory of the report. */
    public static void main(String[] arguments) throws IOException {
        Duration work = Duration.parse(arguments[0]);
        Path directory = Path.of(arguments[1]);
        Leaks leaks = Leaks.watched();
        Report report;
        try (Platform platform = new Platform(work.compareTo(LONG) < 0 ? Trouble.BRIEF : Trouble.FULL)) {
            report = new Run(platform, leaks, work).report();
        }
        report.write(directory);
        System.out.println(report.verdict() + "; written to " + directory);
        System.exit(report.holds() ? 0 : 1);
    }
}
