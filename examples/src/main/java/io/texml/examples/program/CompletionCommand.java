package io.texml.examples.program;

import io.texml.examples.command.Version;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code texml completion}: what a shell reads to complete commands, options and their values. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints what makes a shell complete commands, options and their values.",
        footerHeading = "%nWhere it goes:%n",
        footer = {
            "  bash  texml completion bash > ~/.local/share/bash-completion/completions/texml",
            "  zsh   source <(texml completion zsh), in ~/.zshrc",
            "  fish  texml completion fish > ~/.config/fish/completions/texml.fish"
        })
final class CompletionCommand implements Runnable {

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Which language it is in. */
    enum Shell {
        /** By picocli. */
        BASH,
        /** The same, as it turns on what zsh has for bash. */
        ZSH,
        /** By this program. */
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public void run() {
        CommandSpec program = spec.root();
        spec.commandLine()
                .getOut()
                .print(
                        shell == Shell.FISH
                                ? FishCompletion.of(program)
                                : AutoComplete.bash(program.name(), program.commandLine()));
        spec.commandLine().getOut().flush();
    }
}
