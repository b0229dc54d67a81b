package io.texml.examples.program;

import io.texml.examples.command.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code texml manual}: the page that {@code man} shows. */
@Command(
        name = "manual",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints the page of the manual.",
        footerHeading = "%nWhere it goes:%n",
        footer = "  texml manual > ~/.local/share/man/man1/texml.1")
final class ManualCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().getOut().print(Manual.of(spec.root()));
        spec.commandLine().getOut().flush();
    }
}
