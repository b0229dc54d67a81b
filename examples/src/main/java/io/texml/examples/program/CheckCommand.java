package io.texml.examples.program;

import io.texml.examples.Programs;
import io.texml.examples.command.Version;
import io.texml.markup.Finding;
import io.texml.markup.Severity;
import io.texml.markup.Texml;
import io.texml.markup.TexmlSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code texml check}: says what is wrong with documents before a caller hears it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Says what is wrong with TeXML documents, and what in them may surprise.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is wrong",
            "1:something is wrong, or with --strict most likely is",
            "2:wrong usage",
            "3:a file cannot be read, or the output not written"
        })
final class CheckCommand implements Callable<Integer> {

    /** One byte more than the longest document may have. */
    private static final int LONGEST = 4_000_001;

    private static final String STANDARD_INPUT = "-";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Documents; - for the standard input.")
    private List<Path> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, a line a finding (the default), or json, one array of objects.")
    private Format format = Format.TEXT;

    @Option(names = "--strict", description = "Warnings count as errors for the exit code.")
    private boolean strict;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    /** How findings are written. */
    enum Format {
        /** One a line. */
        TEXT,
        /** One array. */
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A finding and the file that it is of. */
    private record Found(String file, Finding finding) {

        String line() {
            return file + ":" + finding.line() + ":" + finding.column() + ": " + severity() + ": " + finding.problem()
                    + ": " + finding.effect() + "; " + finding.advice() + " [" + finding.path() + "]";
        }

        Map<String, Object> object() {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("file", file);
            object.put("line", finding.line());
            object.put("column", finding.column());
            object.put("path", finding.path());
            object.put("severity", severity());
            object.put("problem", finding.problem());
            object.put("effect", finding.effect());
            object.put("advice", finding.advice());
            return object;
        }

        private String severity() {
            return finding.severity().name().toLowerCase(Locale.ROOT);
        }
    }

    CheckCommand(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        List<Found> found = new ArrayList<>();
        boolean unreadable = false;
        for (Path file : files) {
            try {
                check(read(file)).forEach(finding -> found.add(new Found(file.toString(), finding)));
            } catch (IOException failure) {
                err.println("texml check: " + Programs.sentence(failure));
                unreadable = true;
            }
        }
        if (format == Format.JSON) {
            out.println(
                    JSON.writeValueAsString(found.stream().map(Found::object).toList()));
        } else {
            found.forEach(finding -> out.println(finding.line()));
        }
        if (out.checkError()) {
            err.println("texml check: the output cannot be written");
            return 3;
        }
        long errors = count(found, Severity.ERROR);
        long warnings = count(found, Severity.WARNING);
        err.println(Programs.counted(files.size(), "file") + ": " + Programs.counted(errors, "error") + ", "
                + Programs.counted(warnings, "warning") + ", "
                + Programs.counted(count(found, Severity.REMARK), "remark"));
        if (unreadable) {
            return 3;
        }
        return errors > 0 || (strict && warnings > 0) ? 1 : 0;
    }

    private byte[] read(Path file) throws IOException {
        if (file.toString().equals(STANDARD_INPUT)) {
            return in.readNBytes(LONGEST);
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a directory");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(LONGEST);
        }
    }

    private static List<Finding> check(byte[] document) {
        try {
            return Texml.parse(document).check();
        } catch (TexmlSyntaxException refused) {
            int advice = refused.problem().indexOf("; ");
            return List.of(new Finding(
                    Severity.ERROR,
                    refused.line(),
                    refused.column(),
                    "/",
                    advice < 0 ? refused.problem() : refused.problem().substring(0, advice),
                    "the platform does not run it",
                    advice < 0 ? "correct it" : refused.problem().substring(advice + 2)));
        }
    }

    private static long count(List<Found> found, Severity severity) {
        return found.stream()
                .filter(one -> one.finding().severity() == severity)
                .count();
    }
}
