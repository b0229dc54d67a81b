package io.texml.examples.export;

import io.texml.AuthenticationException;
import io.texml.PaginationException;
import io.texml.TexmlException;
import io.texml.examples.Programs;
import io.texml.examples.command.AccountOptions;
import io.texml.examples.command.Interruption;
import io.texml.examples.command.ProgressOptions;
import io.texml.examples.command.ProgressStyle;
import io.texml.examples.command.Refusal;
import io.texml.examples.command.Version;
import io.texml.operation.Page;
import io.texml.operation.TexmlRequest;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import io.texml.reactor.export.Checkpoint;
import io.texml.reactor.export.Export;
import io.texml.simulator.TexmlSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code texml export}: the lists of an account in a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Exports calls, recordings, conferences, participants, queues, transcriptions or applications.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; with --output, --resume goes on",
            "2:wrong usage",
            "3:partial: some media could not be had, the manifest says which",
            "4:the key was not accepted, or there is none",
            "130:interrupted; --resume goes on",
            "141:nobody reads the output any more"
        })
public final class ExportCommand implements Callable<Integer> {

    private static final String NAME = "texml export";

    @Parameters(index = "0", paramLabel = "WHAT", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Resource resource = Resource.CALLS;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to; with .gz at the end it is compressed, with .csv or .csv.gz it is csv. Default: the"
                    + " standard output.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "ndjson or csv (default: what the name of --output says, else ndjson).")
    private @Nullable Format chosenFormat;

    @Option(
            names = "--columns",
            paramLabel = "NAME,...",
            description = "Columns of csv: members of an item (default: all documented).")
    private List<String> columnLists = List.of();

    @Option(
            names = "--dates",
            paramLabel = "HOW",
            description = "Of csv: sent, as the server sent them (the default), or iso, as ISO 8601 in UTC, which a"
                    + " spreadsheet sorts.")
    private Dates dates = Dates.SENT;

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

    @Option(
            names = "--undated",
            description =
                    "Behind the days also what is in none, such as calls that never began; reads the whole list once"
                            + " more; needs --from.")
    private boolean undated;

    @Option(
            names = "--slices",
            paramLabel = "COUNT",
            converter = Slices.class,
            description = "Days at once, 1 to 64 (default: 1); needs --from.")
    private long slices = 1;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only items in this state.")
    private @Nullable String status;

    @Option(
            names = "--filter",
            paramLabel = "NAME=VALUE",
            description = "Another parameter of the operation, by its name on the wire, such as To=+13125550100.")
    private List<String> filters = List.of();

    @Option(
            names = "--accept-ignored-filters",
            description =
                    "Items that a filter or their day leaves out are exported too; without it the export stops at them,"
                            + " because the server seems to ignore the filter.")
    private boolean acceptIgnoredFilters;

    @Option(names = "--conference", paramLabel = "SID", description = "Whose participants.")
    private @Nullable String conference;

    @Option(
            names = "--page-size",
            paramLabel = "COUNT",
            converter = PageSize.class,
            description = "Items a page, 1 to 1000, of applications at most 250 (default: ${DEFAULT-VALUE}).")
    private long pageSize = 250;

    @Option(names = "--media", paramLabel = "DIR", description = "With recordings: their media too, with a manifest.")
    private @Nullable Path media;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            converter = Limit.class,
            description = "At most so many items, resumed ones included.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "MS",
            converter = Milliseconds.class,
            description = "Data is synced and a checkpoint written at most this often (default: ${DEFAULT-VALUE} ms).")
    private long checkpointMillis = 250;

    @Option(names = "--resume", description = "Goes on with an unfinished export to the same file.")
    private boolean resume;

    @Option(names = "--restart", description = "Begins anew although there is an export, finished or not.")
    private boolean restart;

    @Option(names = "--dry-run", description = "Says what would be done; sends nothing.")
    private boolean dryRun;

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    @Mixin
    private AccountOptions accountOptions = new AccountOptions();

    @Option(names = "--simulator", description = "A simulator in this process instead of the API, for a first look.")
    private boolean simulator;

    private final PrintStream err;

    /** How items are written. */
    enum Format {
        /** One JSON object a line, as the server sent it. */
        NDJSON,
        /** RFC 4180. */
        CSV;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How dates are written in csv. */
    enum Dates {
        /** As the server sent them. */
        SENT,
        /** ISO 8601 in UTC. */
        ISO;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final class Slices extends Programs.NumberBetween {
        Slices() {
            super(1, 64);
        }
    }

    static final class PageSize extends Programs.NumberBetween {
        PageSize() {
            super(1, 1000);
        }
    }

    static final class Limit extends Programs.NumberBetween {
        Limit() {
            super(1, Long.MAX_VALUE);
        }
    }

    static final class Milliseconds extends Programs.NumberBetween {
        Milliseconds() {
            super(0, 86_400_000);
        }
    }

    /** The command; it tells what happens there. */
    public ExportCommand(PrintStream err) {
        this.err = err;
    }

    @Override
    public Integer call() {
        try {
            checkUsage();
            return export();
        } catch (Refusal refusal) {
            err.println(NAME + ": " + refusal.getMessage());
            return refusal.exitCode();
        } catch (StreamOutput.Closed nobodyReads) {
            return StreamOutput.Closed.EXIT_CODE;
        } catch (AuthenticationException refused) {
            err.println(NAME + ": " + Programs.sentence(refused) + howToGoOn());
            return Refusal.NOT_AUTHENTICATED;
        } catch (PaginationException endless) {
            // Going on would meet the same link.
            err.println(NAME + ": " + Programs.sentence(endless)
                    + (howToGoOn().isEmpty() ? "" : "\nThe same command with --restart begins anew."));
            return Refusal.FAILED;
        } catch (TexmlException failure) {
            err.println(NAME + ": " + Programs.sentence(failure) + howToGoOn());
            return Refusal.FAILED;
        } catch (IllegalArgumentException wrong) {
            err.println(NAME + ": " + Programs.sentence(wrong));
            return Refusal.USAGE;
        } catch (IOException failure) {
            err.println(NAME + ": " + Programs.sentence(failure) + howToGoOn());
            return Refusal.FAILED;
        } catch (UncheckedIOException failure) {
            err.println(NAME + ": " + Programs.sentence(failure) + howToGoOn());
            return Refusal.FAILED;
        }
    }

    private int export() throws IOException {
        Export export = describe();
        Target target = file == null || StreamOutput.isFor(file) ? null : new Target(file);
        Refusal.usageIf(resume && target == null, "--resume needs --output with a file");
        Target.State state = target == null ? Target.State.NOTHING : target.state();
        if (state == Target.State.FINISHED && resume && target != null) {
            if (!dryRun) {
                target.forget();
            }
            err.println(NAME + ": " + target + " is finished already");
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
        TexmlClientBuilder builder =
                accountOptions.client(resource.isOfAccount()).totalTimeout(Duration.ofMinutes(10));
        if (progressOptions.style() != ProgressStyle.NONE) {
            builder.observer(Progress.attempts(progressOptions.style(), err));
        }
        try (TexmlClient client = builder.build()) {
            return export(client, export, target, checkpoint);
        }
    }

    private int export(TexmlClient client, Export export, @Nullable Target target, @Nullable Checkpoint checkpoint)
            throws IOException {
        Interruption interruption =
                new Interruption("Ending after this page", "--resume goes on from the last checkpoint.");
        interruption.install(err);
        Path mediaDirectory = media;
        long itemsBefore = checkpoint == null ? 0 : checkpoint.items();
        long mediaFailures = CheckpointSaver.note(checkpoint, CheckpointSaver.FAILURES);
        boolean finished;
        String summary;
        try (Output output = open(target, checkpoint);
                MediaStore store = mediaDirectory == null
                        ? null
                        : new MediaStore(
                                client,
                                mediaDirectory,
                                itemsBefore,
                                CheckpointSaver.note(checkpoint, CheckpointSaver.MANIFEST_BYTES),
                                mediaFailures);
                Progress progress = new Progress(
                        progressOptions.style(),
                        err,
                        client::rateLimit,
                        itemsBefore,
                        export.firstDay() != null,
                        limit)) {
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
                    "%s: %s (%,d in this run, %s, %.1f s)",
                    finished ? "Done" : "Interrupted",
                    Programs.counted(itemsBefore + progress.items(), "item"),
                    progress.items(),
                    Programs.counted(progress.pages(), "page"),
                    progress.elapsed().toMillis() / 1000.0);
        }
        if (progressOptions.style().isForPeople()) {
            err.println(summary);
            if (finished && resource == Resource.CALLS && from != null && !undated) {
                err.println(
                        "Calls that never began have no start time and may be in no day; --undated exports them too.");
            }
        }
        if (!finished) {
            err.println(NAME + ": interrupted" + howToGoOn());
            return Interruption.EXIT_CODE;
        }
        if (mediaFailures > 0) {
            err.println(
                    NAME + ": the media of " + Programs.counted(mediaFailures, "recording")
                            + " could not be had; manifest.ndjson says which. The same command with --restart tries to get what is missing.");
            return Refusal.PARTIAL;
        }
        return 0;
    }

    private Output open(@Nullable Target target, @Nullable Checkpoint checkpoint) throws IOException {
        boolean compressed = file != null && FileOutput.isCompressed(file);
        if (target == null) {
            return StreamOutput.to(file, compressed);
        }
        FileOutput output;
        try {
            output = new FileOutput(target.file(), compressed);
        } catch (FileSystemException closed) {
            throw new Refusal(Refusal.FAILED, Programs.sentence(closed));
        }
        try {
            if (checkpoint == null) {
                // Not before the file is this export's alone.
                target.forget();
                output.begin();
            } else {
                long length = CheckpointSaver.note(checkpoint, CheckpointSaver.BYTES);
                boolean csv = format() == Format.CSV;
                output.goOn(length, checkpoint.items() + (csv && length > 0 ? 1 : 0), csv);
            }
            return output;
        } catch (IOException | RuntimeException failure) {
            output.close();
            throw failure;
        }
    }

    private void checkUsage() {
        Refusal.usageIf(resume && restart, "--resume and --restart exclude each other");
        Refusal.usageIf(resume && file == null, "--resume needs --output");
        Refusal.usageIf(media != null && resource != Resource.RECORDINGS, "--media goes with recordings only");
        Refusal.usageIf(
                media != null && Files.exists(media) && !Files.isDirectory(media),
                "--media: " + media + " is no directory");
        Refusal.usageIf(
                (resource == Resource.PARTICIPANTS) != (conference != null),
                "participants and --conference belong together");
        AccountOptions.checkSid("--conference", conference);
        accountOptions.check();
        Refusal.usageIf(
                from == null && (to != null || slices != 1 || includeToday || undated),
                "--to, --slices, --include-today and --undated need --from");
        Refusal.usageIf(
                from != null && !Export.hasDays(resource.operation().id()),
                resource + " have no filter by day; calls, conferences and recordings have one."
                        + " --filter takes the operation's own parameters");
        Refusal.usageIf(from != null && to != null && to.isBefore(from), "--to must not be before --from");
        Refusal.usageIf(status != null && !resource.hasStatusFilter(), resource + " have no filter by status");
        Refusal.usageIf(status != null && status.isBlank(), "--status must not be blank");
        Refusal.usageIf(
                resource == Resource.APPLICATIONS && pageSize > 250,
                "--page-size must be a number from 1 to 250 for applications; it is '" + pageSize + "'");
        boolean csv = format() == Format.CSV;
        Refusal.usageIf(!columnLists.isEmpty() && !csv, "--columns goes with csv");
        Refusal.usageIf(dates != Dates.SENT && !csv, "--dates goes with csv; ndjson is what the server sent");
        List<String> columns = columns();
        Refusal.usageIf(columns.contains(""), "--columns holds an empty name; put one comma between two names");
        Set<String> once = new LinkedHashSet<>();
        columns.forEach(
                column -> Refusal.usageIf(!once.add(column), "--columns names " + column + " twice; name it once"));
    }

    /** Nothing that an earlier run left is overwritten unless that was asked for. */
    private void checkWhatIsThere(@Nullable Target target, Target.State state) {
        if (target != null) {
            Refusal.usageIf(
                    state == Target.State.FINISHED && !restart, target + " is there already; --restart replaces it");
            Refusal.usageIf(
                    state == Target.State.UNFINISHED && !restart && !resume,
                    "an unfinished export to " + target + " is there; --resume goes on, --restart begins anew");
        }
        boolean goesOn = resume && state == Target.State.UNFINISHED;
        Refusal.usageIf(
                media != null && !restart && !goesOn && MediaStore.hasManifest(media),
                "the manifest of another export is in " + media + "; take another directory, or --restart replaces it");
    }

    private @Nullable Checkpoint checkpointOf(Target target) throws IOException {
        Checkpoint checkpoint;
        try {
            checkpoint = target.checkpoints().read();
        } catch (IllegalArgumentException unreadable) {
            throw new Refusal(
                    Refusal.FAILED, target.checkpoints() + ": " + unreadable.getMessage() + "; --restart begins anew");
        }
        if (checkpoint != null) {
            Map<String, String> notes = checkpoint.notes();
            Refusal.usageIf(
                    !formatName().equals(notes.get(CheckpointSaver.FORMAT)),
                    "the export was begun as " + notes.get(CheckpointSaver.FORMAT) + " and cannot go on as "
                            + formatName());
            Refusal.usageIf(
                    (media != null) != notes.containsKey(CheckpointSaver.MANIFEST_BYTES),
                    "the export was begun " + (media == null ? "with" : "without") + " --media and goes on so only");
            Refusal.usageIf(
                    checkpoint.items() > limit,
                    "the unfinished export has " + checkpoint.items() + " items already, more than --limit");
        }
        return checkpoint;
    }

    private Export describe() {
        TexmlRequest<? extends Page<?>> request = TexmlRequest.of(resource.operation());
        if (conference != null) {
            request = request.withPathValue("conference_sid", conference);
        }
        String sizeParameter = resource.pageSizeParameter();
        if (sizeParameter != null) {
            request = request.withParameter(sizeParameter, (int) pageSize);
        }
        if (status != null) {
            request = request.withParameter("Status", status);
        }
        Set<String> once = new LinkedHashSet<>();
        for (String filter : filters) {
            int equals = filter.indexOf('=');
            String name = equals < 0 ? "" : filter.substring(0, equals).strip();
            Refusal.usageIf(name.isEmpty(), "--filter must be NAME=VALUE, such as Status=busy");
            Refusal.usageIf(name.equals(sizeParameter), "--filter must not be " + name + "; use --page-size");
            Refusal.usageIf(
                    !once.add(name) || (status != null && name.equals("Status")),
                    "the filter " + name + " is given twice; give it once");
            request = request.withParameter(name, filter.substring(equals + 1));
        }
        Export export = Export.of(request);
        if (from != null) {
            export = to == null ? export.since(from) : export.between(from, to);
        }
        if (undated) {
            export = export.withUndated();
        }
        if (acceptIgnoredFilters) {
            export = export.acceptIgnoredFilters();
        }
        return export.slicesAtOnce((int) slices)
                .newestDay(includeToday ? Export.NewestDay.OVERLAPPED : Export.NewestDay.LEFT_OUT);
    }

    private void describe(Export export, @Nullable Checkpoint checkpoint) {
        err.println("Would export " + resource);
        err.println("  request:    " + export.request());
        if (export.firstDay() != null) {
            err.println("  days:       from " + export.firstDay() + " to "
                    + (export.lastDay() == null ? "the newest" : export.lastDay()) + ", " + export.slicesAtOnce()
                    + " at once, those that may still change "
                    + (includeToday ? "included" : "left out") + (undated ? ", then what is in none" : ""));
        }
        err.println("  to:         " + (file == null ? "the standard output" : String.valueOf(file)) + " as "
                + format().name().toLowerCase(Locale.ROOT));
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
        List<String> columns = columns();
        return format() == Format.NDJSON
                ? new NdjsonFormat()
                : new CsvFormat(resource, columns.isEmpty() ? resource.columns() : columns, dates == Dates.ISO);
    }

    /** What must stay the same for an export to go on. */
    private String formatName() {
        List<String> columns = columns();
        return format() == Format.NDJSON
                ? "ndjson"
                : "csv" + (columns.isEmpty() ? "" : " of " + String.join(",", columns))
                        + (dates == Dates.ISO ? " with dates in ISO 8601" : "");
    }

    /** As chosen, and as the name says; they must not contradict each other. */
    private Format format() {
        Format named = file == null ? null : formatOf(file);
        Format chosen = chosenFormat;
        Refusal.usageIf(
                chosen != null && named != null && chosen != named,
                "--format " + (chosen == Format.CSV ? "csv" : "ndjson") + " contradicts the name " + file
                        + "; leave one of them away");
        return chosen != null ? chosen : named != null ? named : Format.NDJSON;
    }

    private static @Nullable Format formatOf(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.endsWith(".csv") ? Format.CSV : plain.endsWith(".ndjson") ? Format.NDJSON : null;
    }

    private List<String> columns() {
        return columnLists.stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(Programs::stripped)
                .toList();
    }

    private String howToGoOn() {
        try {
            return file != null && !StreamOutput.isFor(file) && new Target(file).state() == Target.State.UNFINISHED
                    ? "\nThe same command with --resume goes on."
                    : "";
        } catch (IOException | Refusal gone) {
            return "";
        }
    }
}
