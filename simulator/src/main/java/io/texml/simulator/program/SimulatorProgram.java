package io.texml.simulator.program;

import io.texml.simulator.SimulatorBuilder;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The simulator as a program: starts it, says where it is, and runs until it is interrupted. */
@Command(
        name = "texml-simulator",
        mixinStandardHelpOptions = true,
        version = "texml-simulator 0.1.0",
        description = "A stateful TeXML API on 127.0.0.1, for tests and demonstrations.")
public class SimulatorProgram implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "12111",
            description = "Port of the API; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Where identifiers, times and chances come from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description =
                    "Simulated seconds per real second, up to a million; 0 is a clock that stands still until it is"
                            + " advanced through the admin API (default: 1).")
    private double speed;

    @Option(
            names = "--account",
            paramLabel = "SID",
            description = "An account; may be given several times, the first is the main one.")
    private List<String> accounts = List.of();

    @Option(names = "--api-key", paramLabel = "KEY", description = "The key that clients have to send.")
    private String apiKey = "";

    @Option(
            names = "--calls",
            defaultValue = "0",
            paramLabel = "COUNT",
            description = "Ended calls that each account begins with (default: 0).")
    private long calls;

    @Option(
            names = "--recordings",
            defaultValue = "0",
            paramLabel = "COUNT",
            description = "Recordings that each account begins with (default: 0).")
    private int recordings;

    @Option(
            names = "--transcriptions",
            defaultValue = "0",
            paramLabel = "COUNT",
            description = "Transcriptions that each account begins with (default: 0).")
    private int transcriptions;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = {
                "Something that goes wrong; may be given several times. Examples:",
                "'on=calls.create status=503 times=2 retry-after=1'",
                "'on=calls.create drop=after skip=1 times=1'",
                "'latency=20ms-80ms', 'body=truncated every=10'",
                "docs/testing.md lists all."
            })
    private List<String> faults = List.of();

    @Option(
            names = "--rate-limit",
            paramLabel = "REQUESTS",
            defaultValue = "0",
            description = "Requests that an account may send in a minute; 0 is no limit (default).")
    private int rateLimit;

    @Option(
            names = "--dials-per-second",
            paramLabel = "DIALS",
            defaultValue = "0",
            description = "Calls that an account may dial per second; 0 is no limit (default).")
    private int dialsPerSecond;

    @Option(
            names = "--concurrent-calls",
            paramLabel = "CALLS",
            defaultValue = "0",
            description = "Calls beyond which a new one fails; 0 is no limit (default).")
    private int concurrentCalls;

    @Option(
            names = "--allow-callbacks-to",
            paramLabel = "HOST",
            description = "A host that may get callbacks beside loopback addresses; may be given several times.")
    private List<String> callbackHosts = List.of();

    @Option(
            names = "--retention",
            paramLabel = "RECORDS",
            defaultValue = "10000",
            description = "Records of a kind and requests that are kept; what ended first is forgotten first"
                    + " (default: ${DEFAULT-VALUE}).")
    private int retention;

    @Option(names = "--call-sid-in-create", description = "Answer a call_sid when a call is created.")
    private boolean callSidInCreate;

    @Option(names = "--lenient", description = "Take unknown parameters and other media types.")
    private boolean lenient;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** A program that picocli fills. */
    public SimulatorProgram() {}

    /** Runs the program. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The program as picocli runs it: a wrong option is said in one line, and not buried under the help. */
    static CommandLine commandLine() {
        return new CommandLine(new SimulatorProgram()).setParameterExceptionHandler((exception, arguments) -> {
            CommandLine command = exception.getCommandLine();
            command.getErr().println(exception.getMessage());
            command.getErr().println("Try --help.");
            return CommandLine.ExitCode.USAGE;
        });
    }

    /**
     * Does more once the simulator runs, before its address is printed.
     *
     * @return is closed when the program ends
     */
    protected AutoCloseable started(TexmlSimulator simulator) {
        return () -> {};
    }

    /** Whether the clock moves only when somebody moves it. */
    protected final boolean clockStands() {
        return speed == 0;
    }

    @Override
    public final Integer call() throws Exception {
        try (TexmlSimulator simulator = settings().start()) {
            AutoCloseable more = started(simulator);
            try {
                tell(simulator);
                CountDownLatch stopped = new CountDownLatch(1);
                Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "texml-simulator-shutdown"));
                stopped.await();
            } finally {
                more.close();
            }
        } catch (IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        return CommandLine.ExitCode.OK;
    }

    private void tell(TexmlSimulator simulator) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("TELNYX_BASE_URL=" + simulator.baseUrl());
        out.println("TELNYX_API_KEY=" + simulator.apiKey());
        out.println("TELNYX_ACCOUNT_SID=" + simulator.accountSid());
        out.println("TELNYX_PUBLIC_KEY=" + simulator.publicKey());
        out.println("# page: " + simulator.baseUrl().resolve("/_simulator/"));
        out.println("# admin: " + simulator.baseUrl().resolve("/_simulator"));
        out.flush();
    }

    private SimulatorBuilder settings() {
        SimulatorBuilder builder = TexmlSimulator.builder();
        set("--port", () -> builder.port(port));
        builder.seed(seed);
        if (speed != 0) {
            set("--speed", () -> builder.speed(speed));
        }
        set("--calls", () -> builder.calls(calls));
        set("--recordings", () -> builder.recordings(recordings));
        set("--transcriptions", () -> builder.transcriptions(transcriptions));
        set("--rate-limit", () -> builder.rateLimit(rateLimit, Duration.ofMinutes(1)));
        set("--dials-per-second", () -> builder.dialsPerSecond(dialsPerSecond));
        set("--concurrent-calls", () -> builder.concurrentCalls(concurrentCalls));
        set("--retention", () -> builder.retention(retention));
        builder.callSidInCreateResponse(callSidInCreate);
        accounts.forEach(account -> set("--account", () -> builder.account(account)));
        callbackHosts.forEach(host -> set("--allow-callbacks-to", () -> builder.allowCallbacksTo(host)));
        faults.forEach(fault -> set("--fault", () -> builder.fault(Fault.parse(fault))));
        if (!apiKey.isEmpty()) {
            builder.apiKey(apiKey);
        }
        if (lenient) {
            builder.lenient();
        }
        return builder;
    }

    private void set(String option, Runnable setter) {
        try {
            setter.run();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }
}
