package io.texml.benchmarks.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** How a process is told what to do: one command a line, each answered with one line that begins with {@code @}. */
public final class Commands {

    private Commands() {}

    /**
     * Until the input ends.
     *
     * @param work gets a command in words and answers {@code name=value} for each measure
     */
    public static void answer(Function<String[], String> work) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println("@" + answer(work, line.split(" ", -1)));
        }
    }

    private static String answer(Function<String[], String> work, String[] command) {
        try {
            return work.apply(command);
        } catch (RuntimeException failed) {
            failed.printStackTrace(System.err);
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            // One word, as a value of the line that is answered.
            return "failed=" + (cause.getClass().getSimpleName() + "_" + cause.getMessage()).replaceAll("\\s+", "_");
        }
    }
}
