package io.texml.examples;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows how far a part of the main job is: a bar on a terminal, a line for each tenth anywhere else. */
final class JobProgress implements AutoCloseable {

    private static final int STEPS = 10;

    private final PrintWriter out;
    private final String title;
    private final long total;
    private final @Nullable ProgressBar bar;
    private int shown;

    JobProgress(PrintWriter out, String title, long total, boolean terminal) {
        this.out = out;
        this.title = title;
        this.total = total;
        this.bar = terminal ? Terminal.bar(title, total, this::write).build() : null;
    }

    /** A bar if the program's output is a terminal, lines if it is not. */
    static JobProgress on(PrintWriter out, String title, long total) {
        return new JobProgress(out, title, total, Terminal.isBehind(Terminal.STANDARD_OUTPUT));
    }

    /** Shows what is done, if that is a step more than what is shown. */
    void show(long done) {
        if (bar != null) {
            bar.stepTo(done);
            return;
        }
        int step = (int) (done * STEPS / total);
        if (step != shown) {
            shown = step;
            out.printf("%-8s %,d of %,d%n", title, done, total);
            out.flush();
        }
    }

    /** Leaves the line that a bar stands on. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            write(System.lineSeparator());
        }
    }

    private void write(String text) {
        out.print(text);
        out.flush();
    }
}
