package io.texml.examples.command;

import io.texml.examples.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command says of its progress. */
public final class ProgressOptions {

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            description = "terminal, plain, json or none (default: terminal on one, else plain).")
    private @Nullable ProgressStyle chosen;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress.")
    private boolean quiet;

    /** Options that picocli fills. */
    public ProgressOptions() {}

    /** How progress is said. */
    public ProgressStyle style() {
        if (quiet) {
            return ProgressStyle.NONE;
        }
        return chosen != null
                ? chosen
                : Terminal.isBehind(Terminal.STANDARD_ERROR) ? ProgressStyle.TERMINAL : ProgressStyle.PLAIN;
    }
}
