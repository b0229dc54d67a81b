package io.texml.examples;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job as a program: dial, follow, hang up, stream, stop early, export. Its parts are in the classes it calls. */
@Command(
        name = "main-job",
        mixinStandardHelpOptions = true,
        version = "main-job 0.1.0",
        description = {
            "Places calls, follows them to their end, and reads an account's calls.",
            "Without options it runs against a simulator inside this process and needs no network."
        })
public final class MainJob implements Callable<Integer> {

    @Option(
            names = "--live",
            description = "Read from the real API instead (TELNYX_API_KEY, TELNYX_ACCOUNT_SID). It never dials.")
    private boolean live;

    @Option(
            names = "--calls",
            defaultValue = "200",
            paramLabel = "COUNT",
            converter = Calls.class,
            description = "How many calls to place on the simulator, 1 to 9000 (default: ${DEFAULT-VALUE}).")
    private long calls;

    @Option(
            names = "--export",
            defaultValue = "100000",
            paramLabel = "COUNT",
            converter = Export.class,
            description = "How many calls to export at most, at least 1 (default: ${DEFAULT-VALUE}).")
    private long export;

    @Option(
            names = "--out",
            defaultValue = "target/calls.ndjson",
            paramLabel = "FILE",
            description = "Where the export goes; it holds phone numbers (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("target", "calls.ndjson");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command before its options are read. */
    public MainJob() {}

    /** Runs the program. */
    public static void main(String[] arguments) {
        System.exit(Programs.execute(new CommandLine(new MainJob()), arguments));
    }

    @Override
    public Integer call() {
        PrintWriter output = spec.commandLine().getOut();
        if (!live) {
            SimulatedJob.run((int) calls, export, out, output);
            return CommandLine.ExitCode.OK;
        }
        String key = Programs.fromEnvironment("TELNYX_API_KEY");
        String accountSid = Programs.fromEnvironment("TELNYX_ACCOUNT_SID");
        if (key == null || accountSid == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--live needs TELNYX_API_KEY and TELNYX_ACCOUNT_SID in the environment");
        }
        LiveJob.run(key, accountSid, export, out, output, new Attempts(System.err::println));
        return CommandLine.ExitCode.OK;
    }

    static final class Calls extends Programs.NumberBetween {
        Calls() {
            super(1, 9000);
        }
    }

    static final class Export extends Programs.NumberBetween {
        Export() {
            super(1, 10_000_000);
        }
    }
}
