package io.texml.examples.program;

import io.texml.examples.command.Version;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.program.SimulatorProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code texml simulate}: a simulated platform, and its page for a browser. */
@Command(
        name = "simulate",
        versionProvider = Version.class,
        description = "Simulates the platform on 127.0.0.1 and shows in a browser what happens there.",
        footer = "%nIt prints the address of its page, and what a client reads from its environment.")
final class SimulateCommand extends SimulatorProgram {

    @Option(
            names = "--demo",
            description =
                    "Runs a phone menu as well, and calls somebody every few seconds, so that there is something to see.")
    private boolean demo;

    @Override
    protected AutoCloseable started(TexmlSimulator simulator) {
        return demo ? new Demo(simulator, clockStands()) : () -> {};
    }
}
