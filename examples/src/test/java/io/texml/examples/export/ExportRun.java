package io.texml.examples.export;

import io.texml.examples.program.TexmlProgram;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** {@code texml export} in this process. */
final class ExportRun {

    private ExportRun() {}

    static int run(PrintStream err, String... arguments) {
        return TexmlProgram.run(
                InputStream.nullInputStream(),
                System.out,
                err,
                command(List.of(arguments)).toArray(String[]::new));
    }

    /** The arguments of {@code texml}. */
    static List<String> command(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("export"));
        all.addAll(arguments);
        return all;
    }

    static String usage() {
        return new CommandLine(new ExportCommand(System.err)).getUsageMessage(Ansi.OFF);
    }
}
