package io.texml.examples.program;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A program and its commands as a page of the manual, in the macros of {@code man(7)}. Picocli's own generator writes AsciiDoc,
 * and what makes a page of that is larger than the program.
 */
final class Manual {

    private final StringBuilder page = new StringBuilder();

    private Manual() {}

    static String of(CommandSpec program) {
        Manual manual = new Manual();
        manual.program(program);
        return manual.page.toString();
    }

    private void program(CommandSpec program) {
        String name = program.name();
        macro("TH", name.toUpperCase(Locale.ROOT), "1", "", program.version()[0]);
        // An option that is broken in two is no option.
        page.append(".nh\n.ad l\n");
        section("NAME");
        text(name + " - " + description(program).replaceFirst("[.]$", ""));
        section("SYNOPSIS");
        synopsis(program);
        section("OPTIONS");
        arguments(program);
        section("COMMANDS");
        program.subcommands().forEach((command, line) -> {
            macro("SS", name + " " + command);
            command(line.getCommandSpec());
        });
    }

    private void command(CommandSpec command) {
        text(description(command));
        macro("PP");
        synopsis(command);
        arguments(command);
        UsageMessageSpec usage = command.usageMessage();
        if (!usage.exitCodeList().isEmpty()) {
            macro("PP");
            text("Exit codes:");
            usage.exitCodeList().forEach(this::entry);
        }
        lines(usage.footerHeading());
        lines(usage.footer());
    }

    private void synopsis(CommandSpec command) {
        CommandLine.Help help = new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(Ansi.OFF));
        // Who shows the page wraps it.
        text(help.synopsis(0).replaceAll("\\s*\n\\s*", " ").strip());
    }

    private void arguments(CommandSpec command) {
        command.positionalParameters().forEach(parameter -> entry(parameter.paramLabel(), description(parameter)));
        command.options().forEach(option -> entry(names(option), description(option)));
    }

    private static String names(OptionSpec option) {
        String label = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
        return Stream.of(option.names()).collect(Collectors.joining(", ")) + label;
    }

    private static String description(CommandSpec command) {
        return String.join(" ", command.usageMessage().description());
    }

    private static String description(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    private void entry(String term, String text) {
        macro("TP");
        page.append("\\fB").append(escaped(term)).append("\\fR\n");
        text(text);
    }

    private void section(String title) {
        macro("SH", title);
    }

    private void macro(String name, String... arguments) {
        page.append('.').append(name);
        for (String argument : arguments) {
            page.append(" \"").append(escaped(argument)).append('"');
        }
        page.append('\n');
    }

    private void text(String text) {
        String escaped = escaped(text);
        // At the beginning of a line these would be a request.
        page.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "")
                .append(escaped)
                .append('\n');
    }

    /** As they are: they may be what is to be typed. */
    private void lines(String... lines) {
        for (String line : lines) {
            String plain = line.replace("%n", "").strip();
            if (!plain.isEmpty()) {
                macro("PP");
                text(plain);
            }
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
    }
}
