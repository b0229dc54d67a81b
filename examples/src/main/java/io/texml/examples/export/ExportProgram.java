package io.texml.examples.export;

import io.texml.AuthenticationException;
import io.texml.TexmlException;
import io.texml.examples.Terminal;
import io.texml.operation.Page;
import io.texml.operation.TexmlRequest;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import io.texml.reactor.export.Checkpoint;
import io.texml.reactor.export.Export;
import io.texml.simulator.TexmlSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code texml-export}: the lists of an account in a file. */
@Command(
        name = "texml-export",
        mixinStandardHelpOptions = true,
        version = "texml-export 0.1.0",
        sortOptions = false,
        description = "Exports calls, recordings, conferences, participants, queues, transcriptions or applications.",
        footerHeading = "%nThe API key comes from TELNYX_API_KEY or --key-file, never from an argument.%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; with --output, --resume goes on",
            "2:wrong usage",
            "3:partial: some media could not be had, the manifest says which",
            "4:the key was not accepted, or there is none",
            "130:interrupted; --resume goes on"
        })
public final class ExportProgram implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int PARTIAL = 3;
    private static final int NOT_AUTHENTICATED = 4;

    @Parameters(index = "0", paramLabel = "WHAT", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Resource resource = Resource.CALLS;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to; with .gz at the end it is compressed. Default: the standard output.")
    private @Nullable Path file;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.NDJSON;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = "Columns of csv (default: all documented).")
    private List<String> columns = List.of();

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "First day (UTC), YYYY-MM-DD; the export goes day by day.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day (UTC), included; needs --from.")
    private @Nullable LocalDate to;

    @Option(
            names = "--include-today",
            description = "Days that may still change are exported too; without it they are left out.")
    private boolean includeToday;

    @Option(names = "--slices", paramLabel = "COUNT", description = "Days at once, 1 to 64 (default: 1); needs --from.")
    private int slices = 1;

    @Option(names = "--status", description = "Only items in this state.")
    private @Nullable String status;

    @Option(
            names = "--filter",
            paramLabel = "NAME=VALUE",
            description = "Another parameter of the operation, by its name on the wire, such as To=+13125550100.")
    private Map<String, String> filters = new LinkedHashMap<>();

    @Option(names = "--conference", paramLabel = "SID", description = "Whose participants.")
    private @Nullable String conference;

    @Option(names = "--page-size", paramLabel = "COUNT", description = "Items a page (default: ${DEFAULT-VALUE}).")
    private int pageSize = 250;

    @Option(names = "--media", paramLabel = "DIR", description = "With recordings: their media too, with a manifest.")
    private @Nullable Path media;

    @Option(names = "--limit", paramLabel = "COUNT", description = "At most so many items, resumed ones included.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "MS",
            description = "Data is synced and a checkpoint written at most this often (default: ${DEFAULT-VALUE} ms).")
    private int checkpointMillis = 250;

    @Option(names = "--resume", description = "Goes on with an unfinished export to the same file.")
    private boolean resume;

    @Option(names = "--restart", description = "Begins anew although there is an export, finished or not.")
    private boolean restart;

    @Option(names = "--dry-run", description = "Says what would be done; sends nothing.")
    private boolean dryRun;

    @Option(names = "--progress", description = "${COMPLETION-CANDIDATES} (default: terminal on one, else plain).")
    private Progress.@Nullable Style progressStyle;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress.")
    private boolean quiet;

    @Option(names = "--account", paramLabel = "SID", description = "The account (default: TELNYX_ACCOUNT_SID).")
    private @Nullable String account;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A file with the API key (default: TELNYX_API_KEY).")
    private @Nullable Path keyFile;

    @Option(names = "--base-url", paramLabel = "URL", description = "Where the API is (default: TELNYX_BASE_URL).")
    private @Nullable URI baseUrl;

    @Option(names = "--simulator", description = "A simulator in this process instead of the API, for a first look.")
    private boolean simulator;

    private final PrintStream err;

    /** How items are written. */
    enum Format {
        /** One JSON object a line, as the server sent it. */
        NDJSON,
        /** RFC 4180. */
        CSV
    }

    ExportProgram(PrintStream err) {
        this.err = err;
    }

    /** Runs the program. */
    public static void main(String[] arguments) {
        System.exit(run(System.err, arguments));
    }

    static int run(PrintStream err, String... arguments) {
        return new CommandLine(new ExportProgram(err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(err, true, Charset.defaultCharset()))
                .execute(arguments);
    }

    static String usage() {
        return new CommandLine(new ExportProgram(System.err)).getUsageMessage();
    }

    @Override
    public Integer call() {
        try {
            checkUsage();
            return export();
        } catch (Refusal refusal) {
            err.println("texml-export: " + refusal.getMessage());
            return refusal.exitCode;
        } catch (AuthenticationException refused) {
            err.println("texml-export: " + refused.getMessage() + howToGoOn());
            return NOT_AUTHENTICATED;
        } catch (TexmlException failure) {
            err.println("texml-export: " + failure.getMessage() + howToGoOn());
            return FAILED;
        } catch (IllegalArgumentException wrong) {
            err.println("texml-export: " + wrong.getMessage());
            return USAGE;
        } catch (IOException | UncheckedIOException failure) {
            // Those of files are named after what is wrong and say no more than the file.
            String kind =
                    failure instanceof FileSystemException ? failure.getClass().getSimpleName() + ": " : "";
            err.println("texml-export: " + kind + failure.getMessage() + howToGoOn());
            return FAILED;
        }
    }

    private int export() throws IOException {
        Export export = describe();
        Target target = file == null ? null : new Target(file);
        Target.State state = target == null ? Target.State.NOTHING : target.state();
        if (state == Target.State.FINISHED && resume && target != null) {
            if (!dryRun) {
                target.forget();
            }
            err.println("texml-export: " + target.file().getFileName() + " is finished already");
            return 0;
        }
        checkWhatIsThere(target, state);
        Checkpoint checkpoint =
                target != null && resume && state == Target.State.UNFINISHED ? checkpointOf(target) : null;
        if (dryRun) {
            describe(export, checkpoint);
            return 0;
        }
        if (simulator) {
            try (TexmlSimulator server = TexmlSimulator.builder()
                            .realTime()
                            .calls(10_000)
                            .recordings(20)
                            .start();
                    TexmlClient client = TexmlClient.builder()
                            .baseUrl(server.baseUrl())
                            .apiKey(server.apiKey())
                            .accountSid(server.accountSid())
                            .build()) {
                return export(client, export, target, checkpoint);
            }
        }
        // An export has time: it waits out what a service that makes calls would not.
        TexmlClientBuilder builder = TexmlClient.builder()
                .apiKey(key())
                .totalTimeout(Duration.ofMinutes(10))
                .retryPolicy(new RetryPolicy(8, Duration.ofMillis(500), Duration.ofSeconds(8)));
        if (baseUrl != null) {
            builder.baseUrl(baseUrl);
        }
        if (account != null) {
            builder.accountSid(account);
        }
        try (TexmlClient client = builder.build()) {
            return export(client, export, target, checkpoint);
        }
    }

    private int export(TexmlClient client, Export export, @Nullable Target target, @Nullable Checkpoint checkpoint)
            throws IOException {
        Interruption interruption = new Interruption();
        interruption.install(err);
        Path mediaDirectory = media;
        long itemsBefore = checkpoint == null ? 0 : checkpoint.items();
        long mediaFailures = note(checkpoint, ExportJob.FAILURES);
        boolean finished;
        String summary;
        try (Output output = target == null
                        ? new StandardOutput()
                        : new FileOutput(target.file(), note(checkpoint, ExportJob.BYTES));
                MediaStore store = mediaDirectory == null
                        ? null
                        : new MediaStore(
                                client, mediaDirectory, note(checkpoint, ExportJob.MANIFEST_BYTES), mediaFailures);
                Progress progress =
                        new Progress(style(), err, client::rateLimit, itemsBefore, export.firstDay() != null, limit)) {
            if (target != null && checkpoint == null) {
                // Not before the file is this export's alone.
                target.forget();
            }
            finished = new ExportJob(
                            client,
                            export,
                            itemFormat(),
                            formatName(),
                            output,
                            target == null ? null : target.checkpoints(),
                            store,
                            progress,
                            interruption,
                            limit,
                            Duration.ofMillis(checkpointMillis))
                    .run(checkpoint);
            if (store != null) {
                mediaFailures = store.failures();
            }
            summary = String.format(
                    Locale.ROOT,
                    "%s: %,d items (%,d in this run, %,d pages, %.1f s)",
                    finished ? "Done" : "Interrupted",
                    itemsBefore + progress.items(),
                    progress.items(),
                    progress.pages(),
                    progress.elapsed().toMillis() / 1000.0);
        }
        if (style() == Progress.Style.TERMINAL || style() == Progress.Style.PLAIN) {
            err.println(summary);
        }
        if (!finished) {
            err.println("texml-export: interrupted" + howToGoOn());
            return Interruption.EXIT_CODE;
        }
        if (mediaFailures > 0) {
            err.println("texml-export: the media of " + mediaFailures + " recordings are missing; manifest.ndjson"
                    + " says which. The same command with --restart tries to get what is missing.");
            return PARTIAL;
        }
        return 0;
    }

    private void checkUsage() {
        refuseIf(resume && restart, "--resume and --restart exclude each other");
        refuseIf(resume && file == null, "--resume needs --output");
        refuseIf(media != null && resource != Resource.RECORDINGS, "--media goes with recordings only");
        refuseIf(
                (resource == Resource.PARTICIPANTS) != (conference != null),
                "participants and --conference belong together");
        refuseIf(
                from == null && (to != null || slices != 1 || includeToday),
                "--to, --slices and --include-today need --from");
        refuseIf(
                from != null && !Export.hasDays(resource.operation().id()),
                resource + " have no filter by day; calls, conferences and recordings have one."
                        + " --filter takes the operation's own parameters");
        refuseIf(status != null && !resource.hasStatusFilter(), resource + " have no filter by status");
        refuseIf(
                slices < 1 || slices > 64 || pageSize < 1 || limit < 1 || checkpointMillis < 0,
                "--slices must be 1 to 64, --page-size and --limit at least 1, --checkpoint-every not negative");
        refuseIf(!columns.isEmpty() && format != Format.CSV, "--columns goes with --format csv");
        refuseIf(Set.copyOf(columns).size() < columns.size(), "a column is named twice");
    }

    /** Nothing that an earlier run left is overwritten unless that was asked for. */
    private void checkWhatIsThere(@Nullable Target target, Target.State state) {
        if (target != null) {
            Path name = target.file().getFileName();
            refuseIf(!target.hasDirectory(), "there is no directory for " + target.file());
            refuseIf(Files.isDirectory(target.file()), target.file() + " is a directory");
            refuseIf(state == Target.State.FINISHED && !restart, name + " is there already; --restart replaces it");
            refuseIf(
                    state == Target.State.UNFINISHED && !restart && !resume,
                    "an unfinished export to " + name + " is there; --resume goes on, --restart begins anew");
        }
        boolean goesOn = resume && state == Target.State.UNFINISHED;
        refuseIf(
                media != null && !restart && !goesOn && Files.exists(MediaStore.manifestOf(media)),
                "the manifest of another export is in " + media + "; take another directory, or --restart replaces it");
    }

    private @Nullable Checkpoint checkpointOf(Target target) throws IOException {
        Checkpoint checkpoint;
        try {
            checkpoint = target.checkpoints().read();
        } catch (IllegalArgumentException unreadable) {
            throw new Refusal(
                    FAILED, target.checkpoints() + ": " + unreadable.getMessage() + "; --restart begins anew");
        }
        if (checkpoint != null) {
            Map<String, String> notes = checkpoint.notes();
            refuseIf(
                    !formatName().equals(notes.get(ExportJob.FORMAT)),
                    "the export was begun as " + notes.get(ExportJob.FORMAT) + " and cannot go on as " + formatName());
            refuseIf(
                    (media != null) != notes.containsKey(ExportJob.MANIFEST_BYTES),
                    "the export was begun " + (media == null ? "with" : "without") + " --media and goes on so only");
            refuseIf(
                    checkpoint.items() > limit,
                    "the unfinished export has " + checkpoint.items() + " items already, more than --limit");
        }
        return checkpoint;
    }

    private static void refuseIf(boolean wrong, String sentence) {
        if (wrong) {
            throw new Refusal(USAGE, sentence);
        }
    }

    private Export describe() {
        TexmlRequest<? extends Page<?>> request = TexmlRequest.of(resource.operation());
        if (conference != null) {
            request = request.withPathValue("conference_sid", conference);
        }
        String sizeParameter = resource.pageSizeParameter();
        if (sizeParameter != null) {
            request = request.withParameter(sizeParameter, pageSize);
        }
        if (status != null) {
            request = request.withParameter("Status", status);
        }
        for (Map.Entry<String, String> filter : filters.entrySet()) {
            request = request.withParameter(filter.getKey(), filter.getValue());
        }
        Export export = Export.of(request);
        if (from != null) {
            export = to == null ? export.since(from) : export.between(from, to);
        }
        return export.slicesAtOnce(slices)
                .newestDay(includeToday ? Export.NewestDay.OVERLAPPED : Export.NewestDay.LEFT_OUT);
    }

    private void describe(Export export, @Nullable Checkpoint checkpoint) {
        err.println("Would export " + resource);
        err.println("  request:    " + export.request());
        if (export.firstDay() != null) {
            err.println("  days:       from " + export.firstDay() + " to "
                    + (export.lastDay() == null ? "the newest" : export.lastDay()) + ", " + export.slicesAtOnce()
                    + " at once, those that may still change "
                    + (includeToday ? "included" : "left out"));
        }
        err.println("  to:         " + (file == null ? "the standard output" : String.valueOf(file)) + " as "
                + format.name().toLowerCase(Locale.ROOT));
        if (media != null) {
            err.println("  media to:   " + media);
        }
        err.println("  begins:     "
                + (checkpoint == null ? "at the beginning" : "behind " + checkpoint.items() + " items"));
        if (limit < Long.MAX_VALUE) {
            err.println("  at most:    " + limit + " items");
        }
    }

    private ItemFormat itemFormat() {
        return format == Format.NDJSON
                ? new NdjsonFormat()
                : new CsvFormat(columns.isEmpty() ? resource.columns() : columns);
    }

    /** What must stay the same for an export to go on. */
    private String formatName() {
        return format == Format.NDJSON
                ? "ndjson"
                : "csv" + (columns.isEmpty() ? "" : " of " + String.join(",", columns));
    }

    private Progress.Style style() {
        if (quiet) {
            return Progress.Style.NONE;
        }
        Progress.Style chosen = progressStyle;
        return chosen != null ? chosen : Terminal.isThere() ? Progress.Style.TERMINAL : Progress.Style.PLAIN;
    }

    private String key() {
        String key;
        try {
            key = keyFile == null ? System.getenv("TELNYX_API_KEY") : Files.readString(keyFile);
        } catch (IOException unreadable) {
            throw new Refusal(NOT_AUTHENTICATED, "the key file " + keyFile + " cannot be read");
        }
        if (key == null || key.isBlank()) {
            throw new Refusal(NOT_AUTHENTICATED, "there is no API key; set TELNYX_API_KEY or give --key-file");
        }
        if (key.strip().chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
            throw new Refusal(NOT_AUTHENTICATED, "what should be the API key holds a space or a line break");
        }
        return key.strip();
    }

    private String howToGoOn() {
        return file != null && new Target(file).state() == Target.State.UNFINISHED
                ? "\nThe same command with --resume goes on."
                : "";
    }

    private static long note(@Nullable Checkpoint checkpoint, String name) {
        return checkpoint == null ? 0 : Long.parseLong(checkpoint.notes().getOrDefault(name, "0"));
    }

    /** Ends the program with a sentence. */
    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int exitCode;

        Refusal(int exitCode, String sentence) {
            super(sentence);
            this.exitCode = exitCode;
        }
    }
}
