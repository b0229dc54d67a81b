package io.texml.examples.program;

import io.texml.examples.Programs;
import io.texml.examples.campaign.CampaignCommand;
import io.texml.examples.export.ExportProgram;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code texml}: checks documents, dials campaigns, exports the lists of an account, shows a simulated platform. */
@Command(
        name = "texml",
        mixinStandardHelpOptions = true,
        version = "texml 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "What people do with TeXML outside of an application.")
public final class TexmlProgram implements Runnable {

    private final CommandLine command;

    private TexmlProgram(InputStream in, PrintStream out, PrintStream err) {
        CommandLine export = ExportProgram.command(err, "texml export").setCommandName("export");
        PrintWriter errors = new PrintWriter(err, true, Charset.defaultCharset());
        command = new CommandLine(this)
                .addSubcommand("check", new CommandLine(new CheckCommand(in, out, err)))
                .addSubcommand("campaign", new CommandLine(new CampaignCommand(err)))
                .addSubcommand("export", export)
                .addSubcommand("simulate", new CommandLine(new SimulateCommand()))
                .setOut(new PrintWriter(out, true, Charset.defaultCharset()))
                .setErr(errors);
    }

    /** Runs the program. */
    public static void main(String[] arguments) {
        System.exit(run(System.in, System.out, System.err, arguments));
    }

    static int run(InputStream in, PrintStream out, PrintStream err, String... arguments) {
        return Programs.execute(new TexmlProgram(in, out, err).command, arguments);
    }

    /** Without a command. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(command, "There is no command; check, campaign, export or simulate");
    }
}
