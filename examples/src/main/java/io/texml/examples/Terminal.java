package io.texml.examples;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Whether somebody watches, and a bar for those who do. */
public final class Terminal {

    /** Of a program's streams, by their number. */
    public static final int STANDARD_OUTPUT = 1;

    /** Of a program's streams, by their number. */
    public static final int STANDARD_ERROR = 2;

    /** Where the terminal does not tell; a narrower one cuts it off, as lines are not wrapped. */
    private static final int USUAL_WIDTH = 100;

    private static final Path STREAMS = Path.of("/proc/self/fd");

    private Terminal() {}

    /**
     * Whether a stream goes to a terminal.
     *
     * @param stream {@link #STANDARD_OUTPUT} or {@link #STANDARD_ERROR}; where the system does not tell them apart, whether
     *     the program reads from and writes to a terminal
     */
    @SuppressWarnings("SystemConsoleNull") // null is the answer up to Java 21; later versions are asked below
    public static boolean isBehind(int stream) {
        if (Files.isDirectory(STREAMS)) {
            try {
                String device = Files.readSymbolicLink(STREAMS.resolve(Integer.toString(stream)))
                        .toString();
                return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
            } catch (IOException closed) {
                return false;
            }
        }
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException beforeJava22) {
            return true;
        } catch (ReflectiveOperationException unexpected) {
            return false;
        }
    }

    /**
     * A bar in one line that is written over. Who closes it ends the line: the library forgets to where a bar was short-lived.
     *
     * @param title what it stands for
     * @param total when it is full; negative when nobody knows
     * @param write writes to the terminal
     */
    public static ProgressBarBuilder bar(String title, long total, Consumer<String> write) {
        return ProgressBar.builder()
                .setTaskName(title)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .continuousUpdate()
                // Without the wrapping of long lines, which could not be written over.
                .setConsumer(new DelegatingProgressBarConsumer(
                        line -> write.accept("\r\u001b[?7l" + line + "\u001b[K\u001b[?7h"), width()));
    }

    private static int width() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String rowsAndColumns = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int columns = Integer.parseInt(rowsAndColumns.substring(rowsAndColumns.indexOf(' ') + 1));
            // A terminal that does not know its size says 0.
            return columns > 0 ? columns : USUAL_WIDTH;
        } catch (IOException | NumberFormatException unknown) {
            return USUAL_WIDTH;
        }
    }
}
