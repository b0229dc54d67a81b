package io.texml.examples.campaign;

import io.texml.AuthenticationException;
import io.texml.MachineDetection;
import io.texml.TexmlException;
import io.texml.callbacks.CallbackReader;
import io.texml.calls.CreateCall;
import io.texml.examples.Attempts;
import io.texml.examples.Programs;
import io.texml.examples.command.AccountOptions;
import io.texml.examples.command.Interruption;
import io.texml.examples.command.ProgressOptions;
import io.texml.examples.command.ProgressStyle;
import io.texml.examples.command.Refusal;
import io.texml.examples.command.Version;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import io.texml.markup.TexmlSyntaxException;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.campaign.Campaign;
import io.texml.reactor.campaign.CampaignLoad;
import io.texml.reactor.campaign.ContactOutcome;
import io.texml.reactor.campaign.ContactResult;
import io.texml.reactor.campaign.DialJournal;
import io.texml.reactor.campaign.DialJournalException;
import io.texml.reactor.campaign.RedialPolicy;
import io.texml.reactor.dialler.Dialler;
import io.texml.simulator.TexmlSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reactor.core.Exceptions;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** {@code texml campaign}: dials the contacts of a CSV file, and writes what became of each. */
@Command(
        name = "campaign",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Dials the contacts of a CSV file and writes what became of each. The same command again goes on where"
                        + " it ended: nobody is dialled twice for one attempt.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; the same command goes on",
            "2:wrong usage, or rows that cannot be dialled",
            "3:partial: of some contacts nobody knows what became, or they could not be dialled; the results say which",
            "4:the key was not accepted, or there is none",
            "130:interrupted; the same command goes on"
        })
public final class CampaignCommand implements Callable<Integer> {

    private static final String NAME = "texml campaign";
    private static final String SIMULATED_APPLICATION = "1293384261075731499";
    private static final String SIMULATED_FROM = "+13125550100";

    @Parameters(
            paramLabel = "CONTACTS",
            description = "CSV with a header: the column to, and if you like key, from, zone, url and texml.")
    private Path contacts = Path.of("contacts.csv");

    @Option(names = "--from", paramLabel = "NUMBER", description = "Dialled from, where a row has no from.")
    private @Nullable String from;

    @Option(names = "--application", paramLabel = "SID", description = "The TeXML application that dials.")
    private @Nullable String application;

    @Option(
            names = "--answered",
            paramLabel = "WHAT",
            description = "What who answers hears, where a row has neither url nor texml: a file with a document, or an"
                    + " address (default: what the application is set to).")
    private @Nullable String answered;

    @Option(names = "--machine", description = "Answering machines are told from people, with the outcome machine.")
    private boolean machine;

    @Option(
            names = "--live",
            paramLabel = "COUNT",
            converter = Live.class,
            description = "Calls that live at once at most, 1 to 10000 (default: ${DEFAULT-VALUE}).")
    private long live = 10;

    @Option(
            names = "--redial",
            paramLabel = "RULE",
            converter = RedialRule.Converter.class,
            description =
                    "After an outcome, so often, so much later: busy=3x10m; no-answer=4x30m*2..4h doubles the delay, up"
                            + " to 4 hours. May be given for several outcomes.")
    private List<RedialRule> redials = List.of();

    @Option(
            names = "--hours",
            paramLabel = "HOURS",
            converter = Hours.Converter.class,
            description =
                    "When may be dialled, by the clock where the contact is: 09:00-20:00, or mon-fri@09:00-20:00. May"
                            + " be given several times.")
    private List<Hours> hours = List.of();

    @Option(names = "--zone", paramLabel = "ZONE", description = "Where contacts are whose row has no zone.")
    private @Nullable String zone;

    @Option(names = "--results", paramLabel = "FILE", description = "Where to, in CSV.")
    private @Nullable Path results;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "What was done so far, so that the same command goes on (default: the name of --results with"
                    + " .journal, in the simulator with .simulator.journal).")
    private @Nullable Path journal;

    @Option(
            names = "--ring",
            paramLabel = "TIME",
            converter = RedialRule.Time.class,
            description = "How long it rings at most, 5s to 120s (default: 30s).")
    private Duration ring = Duration.ofSeconds(30);

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = RedialRule.Time.class,
            description = "How long a call may last, 30s to 4h (default: 10m).")
    private Duration timeLimit = Duration.ofMinutes(10);

    @Option(
            names = "--look-for",
            paramLabel = "TIME",
            converter = RedialRule.Time.class,
            description =
                    "How long a call that was not heard of is looked for, before it counts as unknown (default: 2m).")
    private Duration lookFor = Duration.ofMinutes(2);

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Where the platform reaches this program; it listens at the path, on --port.")
    private @Nullable URI publicUrl;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = Port.class,
            description = "Where this program listens for callbacks (default: ${DEFAULT-VALUE}).")
    private long port = 8080;

    @Option(
            names = "--public-key",
            paramLabel = "KEY",
            description = "The account's public key, which callbacks are checked with (default: TELNYX_PUBLIC_KEY).")
    private @Nullable String publicKey;

    @Option(
            names = "--dry-run",
            description = "Reads and checks everything, says what would be dialled; dials nothing, writes nothing.")
    private boolean dryRun;

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    @Mixin
    private AccountOptions accountOptions = new AccountOptions();

    @Option(
            names = "--simulator",
            description = "A simulator in this process instead of the API, where time passes as fast as calls let it. A"
                    + " number that ends in 0 is busy the first time, in 1 never answers, in 2 is a machine, in 3 cannot be"
                    + " reached; the others answer.")
    private boolean simulator;

    @Option(names = "--real-time", description = "With --simulator: calls and delays last as long as real ones.")
    private boolean realTime;

    private final PrintStream err;

    static final class Live extends Programs.NumberBetween {
        Live() {
            super(1, 10_000);
        }
    }

    static final class Port extends Programs.NumberBetween {
        Port() {
            super(0, 65_535);
        }
    }

    /** What follows from the options and files. */
    private record Plan(
            ContactsFile file,
            ContactsFile.Summary summary,
            RedialPolicy redials,
            ZoneId zone,
            @Nullable URI answeredAt,
            @Nullable String answeredWith,
            Path results,
            Path journal) {}

    /** The command; it tells what happens there. */
    public CampaignCommand(PrintStream err) {
        this.err = err;
    }

    @Override
    public Integer call() {
        try {
            Plan plan = plan();
            if (dryRun) {
                describe(plan);
                return 0;
            }
            return simulator ? simulate(plan) : dial(plan);
        } catch (Throwable thrown) {
            Throwable failure = Exceptions.unwrap(thrown);
            if (failure instanceof Refusal refusal) {
                return say(refusal.exitCode(), String.valueOf(refusal.getMessage()));
            }
            if (failure instanceof AuthenticationException refused) {
                return say(Refusal.NOT_AUTHENTICATED, Programs.sentence(refused) + goesOn());
            }
            if (failure instanceof TexmlException ofClient) {
                return say(Refusal.FAILED, Programs.sentence(ofClient) + goesOn());
            }
            if (failure instanceof DialJournalException ofJournal) {
                return say(Refusal.FAILED, ofJournal.getMessage() + goesOn());
            }
            if (failure instanceof IOException ofDisk) {
                return say(Refusal.FAILED, Programs.sentence(ofDisk) + goesOn());
            }
            if (failure instanceof UncheckedIOException ofDisk) {
                return say(Refusal.FAILED, Programs.sentence(ofDisk) + goesOn());
            }
            if (failure instanceof IllegalArgumentException wrong) {
                return say(Refusal.USAGE, Programs.sentence(wrong));
            }
            throw Exceptions.propagate(thrown);
        }
    }

    private int say(int exitCode, String sentence) {
        err.println(NAME + ": " + sentence);
        return exitCode;
    }

    private String goesOn() {
        return dryRun ? "" : "\nThe same command goes on.";
    }

    private Plan plan() throws IOException {
        accountOptions.check();
        Path chosenResults = results;
        if (chosenResults == null) {
            Refusal.usageIf(!dryRun, "--results must name a file for what becomes of the contacts");
            chosenResults = Path.of("results.csv");
        }
        Path resultsName = chosenResults.getFileName();
        Refusal.usageIf(resultsName == null || Files.isDirectory(chosenResults), "--results must name a file");
        Refusal.usageIf(
                Files.exists(chosenResults) && Files.exists(contacts) && Files.isSameFile(chosenResults, contacts),
                "--results must not be the file of the contacts");
        Refusal.usageIf(realTime && !simulator, "--real-time goes with --simulator");
        if (!simulator && !dryRun) {
            Refusal.usageIf(application == null, "--application must be the sid of a TeXML application");
            Refusal.usageIf(
                    publicUrl == null,
                    "--public-url must say where the platform reaches this program; without callbacks nobody knows how"
                            + " calls end");
        }
        Refusal.usageIf(
                from != null && !ContactsFile.isNumber(from),
                "--from must be a number such as +13125550100, or a SIP address");
        requireBetween("--ring", ring, Duration.ofSeconds(5), Duration.ofSeconds(120));
        requireBetween("--time-limit", timeLimit, Duration.ofSeconds(30), Duration.ofHours(4));
        requireBetween("--look-for", lookFor, Duration.ofSeconds(1), Duration.ofDays(1));
        RedialPolicy.Builder policy = RedialPolicy.builder();
        redials.forEach(rule -> rule.addTo(policy));
        Refusal.usageIf(
                redials.stream().map(RedialRule::outcome).distinct().count() < redials.size(),
                "--redial must be given once for an outcome");
        Refusal.usageIf(
                !machine && redials.stream().anyMatch(rule -> rule.outcome() == ContactOutcome.MACHINE),
                "--redial machine=... needs --machine");
        ZoneId commandZone = zone();
        ContactsFile file =
                new ContactsFile(contacts, from == null && !simulator, !hours.isEmpty() && commandZone == null);
        String what = answered;
        boolean isAddress = what != null && (what.startsWith("http://") || what.startsWith("https://"));
        return new Plan(
                file,
                file.check(),
                policy.build(),
                commandZone == null ? ZoneOffset.UTC : commandZone,
                isAddress && what != null ? URI.create(what) : null,
                what == null || isAddress ? null : document(Path.of(what)),
                chosenResults,
                journal != null
                        ? journal
                        : chosenResults.resolveSibling(resultsName + (simulator ? ".simulator" : "") + ".journal"));
    }

    private static void requireBetween(String option, Duration value, Duration least, Duration most) {
        Refusal.usageIf(
                value.compareTo(least) < 0 || value.compareTo(most) > 0,
                option + " must be between " + least.toSeconds() + "s and " + most.toSeconds() + "s");
    }

    private @Nullable ZoneId zone() {
        try {
            return zone == null ? null : ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new Refusal(Refusal.USAGE, "--zone must be a zone such as Europe/Berlin");
        }
    }

    private static String document(Path file) throws IOException {
        try {
            return Texml.parse(Files.readAllBytes(file)).toXml();
        } catch (TexmlSyntaxException wrong) {
            throw new Refusal(Refusal.USAGE, "--answered: " + file + " is no TeXML; texml check tells what is wrong");
        }
    }

    private void describe(Plan plan) {
        err.println("Would dial " + Programs.counted(plan.summary().contacts(), "contact"));
        err.println("  from:       " + (from == null ? "what their rows say" : "as their rows or --from say"));
        err.println("  at once:    at most " + Programs.counted(live, "call"));
        err.println("  again:      "
                + (redials.isEmpty()
                        ? "never"
                        : redials.stream()
                                .map(rule -> "after " + word(rule.outcome()) + ", at most "
                                        + Programs.counted(rule.times(), "time"))
                                .collect(Collectors.joining("; "))));
        err.println("  hours:      "
                + (hours.isEmpty()
                        ? "always"
                        : Programs.counted(hours.size(), "window") + ", by the clock where the contact is"));
        err.println("  results:    " + plan.results());
        err.println("  journal:    " + plan.journal()
                + (Files.exists(plan.journal()) ? ", which is there: what it holds is not dialled again" : ""));
        if (!plan.summary().ignoredColumns().isEmpty()) {
            err.println("  ignored:    "
                    + Programs.counted(plan.summary().ignoredColumns().size(), "column")
                    + " that mean nothing here");
        }
    }

    private int simulate(Plan plan) throws IOException {
        var builder = TexmlSimulator.builder().unboundedRetention();
        if (realTime) {
            builder.realTime();
        }
        try (TexmlSimulator server = builder.start()) {
            TexmlClientBuilder clientBuilder = TexmlClient.builder()
                    .baseUrl(server.baseUrl())
                    .apiKey(server.apiKey())
                    .accountSid(server.accountSid());
            if (!realTime) {
                clientBuilder.scheduler(server.clock().scheduler());
            }
            CallbackReader reader = CallbackReader.builder()
                    .publicKeys(server.publicKey())
                    .clock(server.clock())
                    .build();
            SimulatedCallees callees = new SimulatedCallees(server);
            try (TexmlClient client = clientBuilder.build()) {
                Hand hand = realTime ? null : new Hand(server, client);
                try {
                    return dial(plan, client, reader, "127.0.0.1", 0, null, callees::isDialled);
                } finally {
                    if (hand != null) {
                        hand.stop();
                    }
                }
            }
        }
    }

    /** Moves the simulator's clock while nothing is under way that real time moves. */
    private static final class Hand {

        private final AtomicBoolean isOver = new AtomicBoolean();
        private final Thread thread;

        Hand(TexmlSimulator server, TexmlClient client) {
            server.clock().waitFor(() -> client.load().busy() == 0);
            thread = new Thread(() -> move(server), "texml-campaign-clock");
            thread.setDaemon(true);
            thread.start();
        }

        private void move(TexmlSimulator server) {
            while (!isOver.get()) {
                try {
                    server.clock().advance(Duration.ofMillis(500));
                } catch (IllegalStateException busyForLong) {
                    // It looks again.
                }
                // The journal is written in real time, which simulated time should not run away from by far.
                LockSupport.parkNanos(1_000_000);
            }
        }

        void stop() {
            isOver.set(true);
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int dial(Plan plan) throws IOException {
        TexmlClientBuilder builder = accountOptions.client(true);
        if (progressOptions.style() != ProgressStyle.NONE) {
            builder.observer(new Attempts(err::println));
        }
        CallbackReader.Builder reader = CallbackReader.builder();
        if (publicKey != null) {
            reader.publicKeys(publicKey);
        }
        try (TexmlClient client = builder.build()) {
            return dial(plan, client, reader.build(), "0.0.0.0", (int) port, publicUrl, to -> {});
        }
    }

    private int dial(
            Plan plan,
            TexmlClient client,
            CallbackReader reader,
            String host,
            int listenOn,
            @Nullable URI reachedAt,
            Consumer<String> beforeDial)
            throws IOException {
        CallbackEvents events = simulator && !realTime
                ? InMemoryCallbackEvents.builder()
                        .deliverOn(Schedulers.immediate())
                        .build()
                : CallbackEvents.inMemory();
        String path = reachedAt == null || reachedAt.getPath().isEmpty() ? "/" : reachedAt.getPath();
        try (CallbackEndpoint endpoint = CallbackEndpoint.of(reader, events)) {
            DisposableServer server = HttpServer.create()
                    .host(host)
                    .port(listenOn)
                    .route(routes -> routes.post(path, endpoint))
                    .bindNow(Duration.ofSeconds(10));
            try {
                URI callbacks =
                        reachedAt == null ? URI.create("http://" + host + ":" + server.port() + path) : reachedAt;
                Dialler dialler = Dialler.builder(client, events, callbacks)
                        .maxLiveCalls((int) live)
                        .lookUpWithin(lookFor)
                        .build();
                return run(plan, dialler, beforeDial);
            } finally {
                server.disposeNow();
            }
        }
    }

    private int run(Plan plan, Dialler dialler, Consumer<String> beforeDial) throws IOException {
        Campaign<Contact> campaign = Campaign.<Contact>builder(dialler, Contact::key, contact -> {
                    beforeDial.accept(contact.to());
                    return request(plan, contact);
                })
                .redial(plan.redials())
                .callingHours(Hours.all(hours), contact -> contact.zone() == null ? plan.zone() : contact.zone())
                .journal(DialJournal.file(plan.journal()))
                .build();
        Interruption interruption = new Interruption(
                "Dialling nothing more; calls that live go on to their end, and the same command goes on later",
                "the same command goes on.");
        interruption.install(err);
        interruption.asMono().subscribe(nothing -> {}, failure -> {}, () -> campaign.stop()
                .subscribe());
        AtomicLong fromJournal = new AtomicLong();
        String time;
        try (CampaignProgress progress = new CampaignProgress(
                        progressOptions.style(),
                        err,
                        campaign::load,
                        plan.summary().contacts());
                ResultsFile output = new ResultsFile(plan.results())) {
            campaign.run(plan.file().contacts())
                    .doOnNext(result -> count(result, fromJournal))
                    .publishOn(Schedulers.boundedElastic())
                    .doOnNext(output::write)
                    .blockLast();
            output.finish();
            time = String.format(Locale.ROOT, "%.1f s", progress.seconds());
        }
        CampaignLoad load = campaign.load();
        if (progressOptions.style().isForPeople()) {
            err.println((interruption.isRequested() ? "Interrupted: " : "Done: ")
                    + Programs.counted(load.done(), "contact") + " (" + outcomes(load) + "), "
                    + Programs.counted(load.dialled(), "dial") + " in this run, " + time);
            if (fromJournal.get() > 0) {
                err.println(Programs.counted(fromJournal.get(), "contact")
                        + " of them were done with by earlier runs, as " + plan.journal() + " says.");
            }
        }
        boolean isUnfinished = load.ended(ContactOutcome.STOPPED) > 0
                || load.taken() < plan.summary().contacts();
        if (interruption.isRequested() && isUnfinished) {
            return say(Interruption.EXIT_CODE, "interrupted" + goesOn());
        }
        long inDoubt = load.ended(ContactOutcome.UNKNOWN)
                + load.ended(ContactOutcome.NOT_DIALLED)
                + load.ended(ContactOutcome.ELSEWHERE);
        return inDoubt > 0
                ? say(
                        Refusal.PARTIAL,
                        Programs.counted(inDoubt, "contact")
                                + " are unknown or could not be dialled; the results say which")
                : 0;
    }

    private static void count(ContactResult<Contact> result, AtomicLong fromJournal) {
        if (result.isFromJournal()) {
            fromJournal.incrementAndGet();
        }
    }

    private CreateCall request(Plan plan, Contact contact) {
        String sid = application == null ? SIMULATED_APPLICATION : application;
        String caller = contact.from() != null ? contact.from() : from != null ? from : SIMULATED_FROM;
        CreateCall.Builder request = CreateCall.builder()
                .applicationSid(sid)
                .from(caller)
                .to(contact.to())
                .timeout(ring)
                .timeLimit(timeLimit);
        if (machine) {
            request.machineDetection(MachineDetection.ENABLE).asyncMachineDetection(true);
        }
        boolean rowSays = contact.url() != null || contact.texml() != null;
        URI url = rowSays ? contact.url() : plan.answeredAt();
        String texml = rowSays ? contact.texml() : plan.answeredWith();
        if (url != null) {
            request.url(url);
        } else if (texml != null) {
            request.texml(texml);
        } else if (simulator) {
            request.texml(Texml.of(Say.text("Good morning.")));
        }
        return request.build();
    }

    private static String outcomes(CampaignLoad load) {
        Map<String, Long> words = new TreeMap<>();
        load.outcomes().forEach((outcome, count) -> words.put(word(outcome), count));
        return words.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String word(ContactOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
