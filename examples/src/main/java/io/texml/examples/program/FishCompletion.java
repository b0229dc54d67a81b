package io.texml.examples.program;

import java.nio.file.Path;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A program's commands, options and values in the words of fish's {@code complete}, for which picocli has no generator.
 * Commands have no commands of their own.
 */
final class FishCompletion {

    private final StringBuilder script = new StringBuilder();
    private final String program;

    private FishCompletion(String program) {
        this.program = program;
    }

    static String of(CommandSpec spec) {
        FishCompletion completion = new FishCompletion(spec.name());
        completion.program(spec);
        return completion.script.toString();
    }

    private void program(CommandSpec spec) {
        // Files are offered only where one is asked for.
        line("-f");
        spec.subcommands()
                .forEach((name, command) ->
                        line("-n __fish_use_subcommand -a " + quoted(name) + description(summary(command))));
        arguments(spec, "-n __fish_use_subcommand");
        spec.subcommands()
                .forEach((name, command) ->
                        arguments(command.getCommandSpec(), "-n " + quoted("__fish_seen_subcommand_from " + name)));
    }

    private void arguments(CommandSpec command, String condition) {
        command.options().forEach(option -> {
            StringJoiner words = new StringJoiner(" ").add(condition);
            for (String name : option.names()) {
                words.add((name.startsWith("--") ? "-l " : "-s ") + name.replaceFirst("^-+", ""));
            }
            line(words + (takesValue(option) ? value(option) : "") + description(first(option.description())));
        });
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            line(condition
                    + value(parameter).replaceFirst("^ -[rx]", "")
                    + description(first(parameter.description())));
        }
    }

    private static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    /** What may follow: one of some words, a file, or what fish knows nothing of. */
    private static String value(ArgSpec argument) {
        Iterable<String> candidates = argument.completionCandidates();
        if (candidates != null) {
            return " -x -a " + quoted(String.join(" ", candidates));
        }
        return argument.auxiliaryTypes()[0] == Path.class ? " -r -F" : " -x";
    }

    private void line(String words) {
        script.append("complete -c ").append(program).append(' ').append(words).append('\n');
    }

    private static String description(String text) {
        return text.isEmpty() ? "" : " -d " + quoted(text);
    }

    private static String summary(CommandLine command) {
        return first(command.getCommandSpec().usageMessage().description());
    }

    /** The first sentence: fish shows one line. */
    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0].split("(?<=[.;]) ", 2)[0].replaceFirst("[.;]$", "");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
