package io.texml.examples.program;

import io.texml.examples.Programs;
import io.texml.examples.campaign.CampaignCommand;
import io.texml.examples.command.Version;
import io.texml.examples.export.ExportCommand;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code texml}: checks documents, dials campaigns, exports the lists of an account, shows a simulated platform. */
@Command(
        name = "texml",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "What people do with TeXML outside of an application.",
        subcommands = {
            CheckCommand.class,
            CampaignCommand.class,
            ExportCommand.class,
            SimulateCommand.class,
            CompletionCommand.class,
            ManualCommand.class
        })
public final class TexmlProgram implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** A program that picocli fills. */
    TexmlProgram() {}

    /** Runs the program. */
    public static void main(String[] arguments) {
        System.exit(run(System.in, System.out, System.err, arguments));
    }

    /**
     * The same with other streams than those of the process.
     *
     * @return the exit code
     */
    public static int run(InputStream in, PrintStream out, PrintStream err, String... arguments) {
        return Programs.execute(
                command(in, out, err)
                        .setOut(new PrintWriter(out, true, Charset.defaultCharset()))
                        .setErr(new PrintWriter(err, true, Charset.defaultCharset())),
                arguments);
    }

    static CommandLine command(InputStream in, PrintStream out, PrintStream err) {
        return new CommandLine(TexmlProgram.class, new Commands(in, out, err));
    }

    /** Without a command. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "There is no command; " + String.join(", ", spec.subcommands().keySet()));
    }
}
