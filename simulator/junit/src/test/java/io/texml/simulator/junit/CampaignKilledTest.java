package io.texml.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.callbacks.CallbackReader;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.campaign.Attempt;
import io.texml.reactor.campaign.Campaign;
import io.texml.reactor.campaign.ContactHistory;
import io.texml.reactor.campaign.ContactOutcome;
import io.texml.reactor.campaign.ContactResult;
import io.texml.reactor.campaign.DialIntent;
import io.texml.reactor.campaign.DialJournal;
import io.texml.reactor.campaign.RedialPolicy;
import io.texml.reactor.dialler.Dialler;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import io.texml.simulator.journal.RecordedRequest;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallbackDelivery;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * A campaign on its file, over HTTP, whose process dies again and again in the middle of what it writes, while callbacks are
 * lost and dials fail: by the simulator's own count no attempt is dialled twice, every contact ends, what is told of it is
 * true, and no more contacts are unknown than dials were under way at the deaths or lost their answer.
 *
 * <p>{@code -Dcampaign.contacts=2000 -Dcampaign.kills=50} on demand.
 */
class CampaignKilledTest {

    private static final int CONTACTS = Integer.getInteger("campaign.contacts", 200);
    private static final int KILLS = Integer.getInteger("campaign.kills", 5);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final RedialPolicy POLICY = RedialPolicy.builder()
            .redial(ContactOutcome.BUSY, 2, Duration.ofMinutes(1))
            .redialLater(ContactOutcome.NO_ANSWER, 2, Duration.ofSeconds(30), 2, Duration.ofMinutes(2))
            .redial(ContactOutcome.NOT_DIALLED, 2, Duration.ofMinutes(1))
            .build();

    @TempDir
    Path directory;

    private final Map<String, ContactResult<Integer>> finished = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable CallbackEndpoint> listening = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private int underWayAtDeaths;

    @ParameterizedTest
    @CsvSource({"1, false", "3, true"})
    void noAttemptIsDialledTwiceAndEveryContactEnds(long seed, boolean losesAnswers) {
        Random random = new Random(seed);
        try (TexmlSimulator simulator = TexmlSimulator.builder()
                .seed(seed)
                .readDelay(Duration.ofSeconds(random.nextInt(10)))
                .start()) {
            makeTrouble(simulator, random, losesAnswers);
            DisposableServer server = HttpServer.create()
                    .route(routes -> routes.post("/callbacks", (request, response) -> {
                        CallbackEndpoint endpoint = listening.get();
                        return endpoint == null ? response.status(503).send() : endpoint.apply(request, response);
                    }))
                    .bindNow(Duration.ofSeconds(10));
            try {
                URI url = URI.create("http://127.0.0.1:" + server.port() + "/callbacks");
                for (int death = 0; death < KILLS; death++) {
                    live(simulator, url, random, true);
                    simulator.clock().advance(Duration.ofSeconds(random.nextInt(40)));
                }
                live(simulator, url, random, false);
            } finally {
                server.disposeNow();
            }
            assertTrue(simulator);
        }
    }

    private static void makeTrouble(TexmlSimulator simulator, Random random, boolean losesAnswers) {
        simulator.callbackDelivery(CallbackDelivery.perfect()
                .withLosses(random.nextInt(3) * 0.25)
                .withDuplicates(random.nextDouble() * 0.5)
                .withShuffle(Duration.ofSeconds(5)));
        simulator.faults().add(Fault.status(422).on("calls.create").every(13));
        simulator.faults().add(Fault.status(503).on("calls.list").every(5));
        if (losesAnswers) {
            simulator.faults().add(Fault.dropAfterActing().on("calls.create").every(17));
            simulator.faults().add(Fault.dropBeforeActing().on("calls.create").every(19));
        }
        for (int contact = 0; contact < CONTACTS; contact += 4) {
            simulator.callScript(number(contact), random.nextBoolean() ? CallScript.busy() : CallScript.noAnswer());
        }
    }

    /** One process, which dies at some write or runs to its end. */
    private void live(TexmlSimulator simulator, URI url, Random random, boolean isToDie) {
        try (TexmlClient client = TexmlClient.builder()
                .baseUrl(simulator.baseUrl())
                .apiKey(simulator.apiKey())
                .accountSid(simulator.accountSid())
                .scheduler(simulator.clock().scheduler())
                .closeGrace(Duration.ofSeconds(1))
                .build()) {
            InMemoryCallbackEvents events = InMemoryCallbackEvents.builder()
                    .scheduler(simulator.clock().scheduler())
                    .deliverOn(Schedulers.immediate())
                    .build();
            int writes = Math.max(6, 5 * CONTACTS / KILLS);
            MortalFile journal = new MortalFile(
                    DialJournal.file(file()),
                    isToDie ? 3 + random.nextInt(writes) : Integer.MAX_VALUE,
                    random.nextBoolean());
            Disposable waiting = simulator.clock().waitFor(() -> client.load().busy() == 0 && journal.busy.get() == 0);
            try (CallbackEndpoint endpoint = endpoint(simulator, events)) {
                listening.set(endpoint);
                Campaign<Integer> campaign = Campaign.<Integer>builder(
                                Dialler.builder(client, events, url)
                                        .maxLiveCalls(1 + random.nextInt(20))
                                        .letGoOnCancel()
                                        .build(),
                                String::valueOf,
                                CampaignKilledTest::request)
                        .redial(POLICY)
                        .journal(journal)
                        .maxOpenContacts(40)
                        .build();
                AtomicBoolean isOver = new AtomicBoolean();
                Disposable run = campaign.run(Flux.range(0, CONTACTS))
                        .doOnTerminate(() -> isOver.set(true))
                        .subscribe(this::told, failure::set);
                for (int second = 0; second < 100_000 && !isOver.get() && !journal.isDead; second++) {
                    simulator.clock().advance(Duration.ofSeconds(1));
                }
                if (isToDie && !isOver.get()) {
                    assertThat(journal.isDead).isTrue();
                    run.dispose();
                    journal.closed.block(SOON);
                } else {
                    assertThat(isOver.get())
                            .as("%s %s", campaign.load(), failure.get())
                            .isTrue();
                }
                assertThat(failure.get()).isNull();
            } finally {
                listening.set(null);
                waiting.dispose();
            }
        }
        underWayAtDeaths += underWay();
    }

    private static CallbackEndpoint endpoint(TexmlSimulator simulator, InMemoryCallbackEvents events) {
        return CallbackEndpoint.of(
                CallbackReader.builder()
                        .publicKeys(simulator.publicKey())
                        .clock(simulator.clock())
                        .build(),
                events);
    }

    private void told(ContactResult<Integer> result) {
        ContactResult<Integer> before = finished.put(result.key(), result);
        if (!result.isFinished() || (before != null && !before.attempts().equals(result.attempts()))) {
            failure.set(new AssertionError(before + " and then " + result + " " + result.failure()));
        }
    }

    /** How many dials the file knows of whose end it does not. */
    private int underWay() {
        DialJournal journal = DialJournal.file(file());
        journal.open().block(SOON);
        int count = 0;
        for (int contact = 0; contact < CONTACTS; contact++) {
            ContactHistory history = journal.claim(String.valueOf(contact)).block(SOON);
            count += Objects.requireNonNull(history).underWay() == null ? 0 : 1;
        }
        journal.close().block(SOON);
        return count;
    }

    private void assertTrue(TexmlSimulator simulator) {
        assertThat(finished).hasSize(CONTACTS);
        Map<String, List<RecordedRequest>> dials = simulator.journal().requests("calls.create").stream()
                .collect(Collectors.groupingBy(
                        request -> String.valueOf(request.parameters().get("To"))));
        Set<String> sids = new HashSet<>();
        int unknown = 0;
        for (ContactResult<Integer> result : finished.values()) {
            List<RecordedRequest> ofIt = dials.getOrDefault(number(result.contact()), List.of());
            assertThat(ofIt)
                    .as("dials of %s", result)
                    .hasSizeLessThanOrEqualTo(result.attempts().size());
            for (Attempt attempt : result.attempts()) {
                assertThat(attempt.callSid() == null || sids.add(attempt.callSid()))
                        .isTrue();
            }
            long named = result.attempts().stream()
                    .filter(attempt -> attempt.callSid() != null)
                    .count();
            unknown += result.outcome() == ContactOutcome.UNKNOWN ? 1 : 0;
            if (result.outcome() != ContactOutcome.UNKNOWN) {
                assertThat(ofIt.stream().filter(RecordedRequest::acted).count()).isEqualTo(named);
            }
        }
        long lost = simulator.journal().requests("calls.create").stream()
                .filter(request -> request.status() == 0)
                .count();
        assertThat((long) unknown).isLessThanOrEqualTo(underWayAtDeaths + lost);
    }

    private Path file() {
        return directory.resolve("campaign.journal");
    }

    private static CreateCall request(int contact) {
        return CreateCall.builder()
                .applicationSid("1293384261075731499")
                .from("+13125550100")
                .to(number(contact))
                .timeLimit(Duration.ofMinutes(2))
                .build();
    }

    private static String number(int contact) {
        return "+1646555%04d".formatted(1000 + contact);
    }

    /** A file of a process that dies at one of its writes: that is on the disk or is not, and nobody hears of it. */
    private static final class MortalFile implements DialJournal {

        private final DialJournal file;
        private final int diesAt;
        private final boolean writesTheLast;
        private final AtomicInteger writes = new AtomicInteger();
        private final AtomicInteger busy = new AtomicInteger();
        private final Sinks.Empty<Void> whenClosed = Sinks.empty();
        private final Mono<Void> closed = whenClosed.asMono();
        private volatile boolean isDead;

        MortalFile(DialJournal file, int diesAt, boolean writesTheLast) {
            this.file = file;
            this.diesAt = diesAt;
            this.writesTheLast = writesTheLast;
        }

        @Override
        public Mono<Void> open() {
            return busy(file.open());
        }

        @Override
        public Mono<ContactHistory> claim(String key) {
            return mortal(file.claim(key));
        }

        @Override
        public Mono<Void> intend(String key, DialIntent intent) {
            return mortal(file.intend(key, intent));
        }

        @Override
        public Mono<Void> ended(
                String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt) {
            return mortal(file.ended(key, attempt, outcome, nextAt));
        }

        @Override
        public Mono<Void> finish(String key, ContactOutcome outcome) {
            return mortal(file.finish(key, outcome));
        }

        @Override
        public Mono<Void> close() {
            return file.close().doFinally(signal -> whenClosed.tryEmitEmpty());
        }

        private <T> Mono<T> mortal(Mono<T> work) {
            return Mono.defer(() -> {
                int number = writes.incrementAndGet();
                if (number < diesAt) {
                    return busy(work);
                }
                isDead = true;
                return number == diesAt && writesTheLast
                        ? busy(work).ignoreElement().then(Mono.never())
                        : Mono.never();
            });
        }

        private <T> Mono<T> busy(Mono<T> work) {
            return Mono.defer(() -> {
                busy.incrementAndGet();
                return work.doFinally(signal -> busy.decrementAndGet());
            });
        }
    }
}
