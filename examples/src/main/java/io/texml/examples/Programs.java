package io.texml.examples;

import io.texml.IgnoredFilterException;
import io.texml.SaturationException;
import io.texml.TexmlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import reactor.core.Exceptions;

/** What the programs here have in common: how they are called, and how they say what is wrong. */
public final class Programs {

    /** What the JVM makes of the bytes of an argument that mean nothing in its locale. */
    private static final char UNDECODABLE = '\uFFFD';

    /** Advice that a method of the client's builder be called, which a program has none of. */
    private static final Pattern ADVICE_FOR_JAVA = Pattern.compile(
            "; [^;]*(?:\\b(?:raise|call|set|use|trust|allows?)\\b[^;]*\\b[a-z]+[A-Z]|\\b[a-z]\\w*\\(\\)).*?(?=;|[.](?: |$)|$)"
                    + "|, where the builder's [^;.]*");

    private static final Pattern CAUSE = Pattern.compile(" \\((\\w+(?:Exception|Error))\\)");

    private Programs() {}

    /**
     * Runs a program.
     *
     * @return its exit code; 2 after wrong usage, 1 when it failed
     */
    public static int execute(CommandLine command, String... arguments) {
        command.setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(
                        (wrong, all) -> say(wrong.getCommandLine(), sentence(wrong) + "; --help tells of every option"))
                .setExecutionExceptionHandler((failure, program, result) -> {
                    String sentence = sentence(failure);
                    if (sentence == null) {
                        throw failure;
                    }
                    say(program, sentence);
                    return CommandLine.ExitCode.SOFTWARE;
                });
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].indexOf(UNDECODABLE) >= 0) {
                return say(
                        command,
                        "argument " + (i + 1) + " cannot be read in this locale ("
                                + System.getProperty("sun.jnu.encoding")
                                + "); set LC_ALL=C.UTF-8 and type it in UTF-8");
            }
        }
        return command.execute(arguments);
    }

    private static int say(CommandLine command, String sentence) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + sentence);
        command.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }

    /** What is wrong, in the words of who uses a program. */
    public static String sentence(TexmlException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof SaturationException saturated) {
            return saturated.operationId() + " was not sent: "
                    + switch (saturated.bound()) {
                        case QUEUE_LENGTH, QUEUE_TIME -> "too much is under way";
                        case RATE_LIMIT -> "the server's rate limit is used up for longer than this program waits";
                        case DIAL_PACE -> "no more calls may be dialled within the time that this program waits";
                    };
        }
        if (failure instanceof IgnoredFilterException ignored) {
            return ignored.operationId() + " has an item that the filter " + ignored.filter()
                    + " leaves out, so the server seems to ignore it; leave the filter out, or give"
                    + " --accept-ignored-filters";
        }
        return withoutAdvice(
                withoutClassName(message).replace("larger than maxResponseBytes,", "larger than this program reads,"));
    }

    /** The same for what was refused before it was sent. */
    public static String sentence(IllegalArgumentException wrong) {
        return withoutAdvice(String.valueOf(wrong.getMessage())
                .replace("call allowPlainHttp() on the builder", "give --allow-plain-http"));
    }

    /** The same for the disk, and for what carries its failures. */
    public static String sentence(IOException failure) {
        if (!(failure instanceof FileSystemException ofFile) || ofFile.getFile() == null) {
            return String.valueOf(failure.getMessage());
        }
        String reason = ofFile.getReason();
        String problem = failure instanceof NoSuchFileException
                ? "there is no such file or directory"
                : failure instanceof AccessDeniedException
                        ? "this user may not write or read it"
                        : failure instanceof FileAlreadyExistsException
                                ? "it is there already"
                                : reason == null ? "it cannot be used" : reason;
        return ofFile.getFile() + ": " + problem;
    }

    /** The same for what carries a failure of the disk. */
    public static String sentence(UncheckedIOException carrier) {
        IOException cause = carrier.getCause();
        return cause == null ? String.valueOf(carrier.getMessage()) : sentence(cause);
    }

    /** The client's messages name the cause of a failed connection by its class. */
    private static String withoutClassName(String message) {
        return CAUSE.matcher(message).replaceAll(cause -> {
            String name = cause.group(1);
            if (name.contains("UnknownHost")) {
                return " (the host's name is not known)";
            }
            if (name.contains("Timeout")) {
                return " (nothing came in time)";
            }
            if (name.contains("Connect")) {
                return " (the connection was refused)";
            }
            return name.contains("SSL") || name.contains("Cert") ? " (TLS failed)" : "";
        });
    }

    private static String withoutAdvice(String message) {
        return ADVICE_FOR_JAVA.matcher(message).replaceAll("");
    }

    private static @Nullable String sentence(Exception thrown) {
        Throwable failure = Exceptions.unwrap(thrown);
        if (failure instanceof TexmlException ofClient) {
            return sentence(ofClient);
        }
        if (failure instanceof UncheckedIOException carrier) {
            return sentence(carrier);
        }
        return failure instanceof IOException ofDisk ? sentence(ofDisk) : null;
    }

    private static String sentence(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String commands =
                    String.join(" or ", wrong.getCommandLine().getSubcommands().keySet());
            return commands.isEmpty() || unmatched.getUnmatched().get(0).startsWith("-")
                    ? unmatched(unmatched.getUnmatched())
                    : "there is no such command; write " + commands;
        }
        ArgSpec option = wrong.getArgSpec();
        String value = wrong.getValue();
        if (option == null || value == null) {
            String message = String.valueOf(wrong.getMessage());
            return message.isEmpty()
                    ? message
                    : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
        }
        String name = option instanceof OptionSpec named ? named.longestName() : option.paramLabel();
        return name + " must be " + expectation(option) + "; it is '" + value + "'";
    }

    /** Values are not repeated: one may be a key that was meant for something else. */
    private static String unmatched(List<String> arguments) {
        String options = arguments.stream()
                .filter(argument -> argument.startsWith("-"))
                .map(argument -> argument.replaceFirst("=.*", ""))
                .collect(Collectors.joining(", "));
        return options.isEmpty() ? "there is an argument too many" : "there is no option " + options;
    }

    private static String expectation(ArgSpec option) {
        for (ITypeConverter<?> converter : option.converters()) {
            if (converter instanceof Expecting expecting) {
                return expecting.expectation();
            }
        }
        Class<?> type = option.type();
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == double.class) {
            return "a number";
        }
        return type == LocalDate.class
                ? "a day such as 2026-01-31"
                : type == Path.class ? "the name of a file" : "something else";
    }

    /** A number and what it counts, such as {@code 1 page} or {@code 1,250 items}. */
    public static String counted(long count, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
    }

    /** The value without blanks and marks that nobody sees at either end, as files and environments gather them. */
    public static String stripped(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isBlank(value.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    /** A variable of the environment, stripped; null when it is not set or blank. */
    public static @Nullable String fromEnvironment(String variable) {
        String value = System.getenv(variable);
        return value == null || stripped(value).isEmpty() ? null : stripped(value);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }

    /** A converter that says what it takes. */
    @FunctionalInterface
    public interface Expecting {

        /** What the value must be, such as {@code a number from 1 to 10}. */
        String expectation();
    }

    /** Reads a whole number that lies between two bounds, both included. */
    public abstract static class NumberBetween implements ITypeConverter<Long>, Expecting {

        private final long lowest;
        private final long highest;

        /** Between these. */
        protected NumberBetween(long lowest, long highest) {
            this.lowest = lowest;
            this.highest = highest;
        }

        @Override
        public Long convert(String text) {
            try {
                long number = Long.parseLong(text.strip());
                if (number >= lowest && number <= highest) {
                    return number;
                }
            } catch (NumberFormatException noNumber) {
                // It is refused like one that is out of bounds.
            }
            throw new TypeConversionException(expectation());
        }

        @Override
        public final String expectation() {
            return highest == Long.MAX_VALUE
                    ? "a number, " + lowest + " or more"
                    : "a number from " + lowest + " to " + highest;
        }
    }
}
