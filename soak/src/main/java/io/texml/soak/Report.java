package io.texml.soak;

import io.texml.soak.watch.Bound;
import io.texml.soak.watch.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came out of a run.
 *
 * @param environment where and how long it was
 * @param bounds what has to hold
 * @param done what was done
 * @param failed what failed because the trouble was too much
 * @param faults how often something went wrong on the platform, the warm-up included
 * @param overcome attempts that failed and were made again, by kind, the warm-up included
 * @param lostEvents events that came too fast for who follows a call
 * @param wrongs what was wrong
 * @param warm at rest, before the work
 * @param work while it worked
 * @param end at rest, behind it
 */
record Report(
        Map<String, String> environment,
        List<Bound> bounds,
        Map<String, Long> done,
        Map<String, Long> failed,
        long faults,
        Map<String, Long> overcome,
        long lostEvents,
        List<String> wrongs,
        Sample warm,
        List<Sample> work,
        Sample end) {

    boolean holds() {
        return bounds.stream().allMatch(Bound::holds);
    }

    String verdict() {
        return holds() ? "every bound holds" : "a bound is broken";
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("soak.md"), markdown());
        Files.writeString(directory.resolve("soak.csv"), csv());
    }

    /** Each sample, memory in bytes. */
    String csv() {
        StringBuilder table = new StringBuilder("seconds,heap,direct,threads,sockets,files,requests,live_calls\n");
        line(table, warm);
        work.forEach(sample -> line(table, sample));
        line(table, end);
        return table.toString();
    }

    private static void line(StringBuilder table, Sample sample) {
        table.append(Stream.of(
                                sample.seconds(),
                                sample.heap(),
                                sample.direct(),
                                sample.threadCount(),
                                sample.sockets(),
                                sample.files(),
                                sample.load().underWay(),
                                sample.load().live())
                        .map(String::valueOf)
                        .collect(Collectors.joining(",")))
                .append('\n');
    }

    String markdown() {
        StringBuilder page = new StringBuilder("# Soak test\n\n");
        environment.forEach((name, value) ->
                page.append("- ").append(name).append(": ").append(value).append('\n'));
        page.append("- verdict: **").append(verdict()).append("**\n");
        page.append("\n## Bounds\n\n| what | limit | measured | holds |\n|---|---|---|---|\n");
        for (Bound bound : bounds) {
            row(page, bound.what(), bound.limit(), bound.measured(), bound.holds() ? "yes" : "**no**");
        }
        if (!wrongs.isEmpty()) {
            page.append("\nThe first things that were wrong:\n\n");
            wrongs.forEach(wrong -> page.append("- ").append(wrong).append('\n'));
        }
        page.append("\n## What the process held\n\n");
        page.append("Behind a full collection. At rest nothing is under way.\n\n");
        page.append("| when | heap | direct memory | threads | sockets | other files | requests | live calls |\n");
        page.append("|---|---|---|---|---|---|---|---|\n");
        sample(page, "at rest, warm", warm);
        for (int quarter = 1; quarter < 4; quarter++) {
            if (!work.isEmpty()) {
                sample(page, "at work", work.get(work.size() * quarter / 4));
            }
        }
        sample(page, "at rest, at the end", end);
        page.append("\nThreads at the end: ");
        page.append(end.threads().entrySet().stream()
                        .map(group -> group.getValue() + " " + group.getKey())
                        .collect(Collectors.joining(", ")))
                .append(".\n");
        counts(page, "What was done", done);
        page.append("\nWho followed a call lost ").append(lostEvents).append(" events.\n");
        counts(page, "What failed", failed);
        page.append("\nThe platform troubled ").append(faults);
        page.append(" answers, late ones among them, the warm-up included.\n");
        counts(page, "What was tried again, and nobody saw", overcome);
        return page.toString();
    }

    private static void counts(StringBuilder page, String title, Map<String, Long> counts) {
        page.append("\n## ").append(title).append("\n\n| what | how often |\n|---|---|\n");
        counts.forEach((name, count) -> row(page, name, String.valueOf(count)));
    }

    private static void sample(StringBuilder page, String when, Sample sample) {
        row(
                page,
                when + ", " + sample.seconds() + " s",
                megabytes(sample.heap()),
                megabytes(sample.direct()),
                String.valueOf(sample.threadCount()),
                String.valueOf(sample.sockets()),
                String.valueOf(sample.files()),
                String.valueOf(sample.load().underWay()),
                String.valueOf(sample.load().live()));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }

    private static void row(StringBuilder page, String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
