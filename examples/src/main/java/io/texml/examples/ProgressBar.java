package io.texml.examples;

import java.io.PrintWriter;

/** Shows how far a job is: a bar that moves on a terminal, a line for each tenth anywhere else. */
final class ProgressBar {

    private static final int WIDTH = 40;

    private final PrintWriter out;
    private final String title;
    private final long total;
    private final boolean terminal;
    private final int steps;
    private int shown;

    ProgressBar(PrintWriter out, String title, long total, boolean terminal) {
        this.out = out;
        this.title = title;
        this.total = total;
        this.terminal = terminal;
        this.steps = terminal ? 100 : 10;
    }

    /** A bar if the program's output is a terminal, lines if it is not. */
    static ProgressBar on(PrintWriter out, String title, long total) {
        return new ProgressBar(out, title, total, Terminal.isThere());
    }

    /** Shows what is done, if that is a step more than what is shown. */
    void show(long done) {
        int step = (int) (done * steps / total);
        if (step == shown) {
            return;
        }
        shown = step;
        if (terminal) {
            int filled = (int) (done * WIDTH / total);
            out.printf("\r%-8s [%s%s] %,d of %,d", title, "#".repeat(filled), ".".repeat(WIDTH - filled), done, total);
        } else {
            out.printf("%-8s %,d of %,d%n", title, done, total);
        }
        out.flush();
    }

    /** Leaves the line that a bar stands on. */
    void done() {
        if (terminal && shown > 0) {
            out.println();
            out.flush();
        }
    }
}
