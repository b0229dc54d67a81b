package io.texml.reactor.internal.dialler;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.internal.dialler.FakePlatform.Answer;
import io.texml.reactor.internal.dialler.FakePlatform.Life;
import io.texml.reactor.spi.LiveCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * Losses, repeats, shuffles, delays, lost answers, refusals, cancels, pauses and changing limits in random order: no permit is
 * lost or doubled, never do more calls live than may, and each request has one result that is true.
 */
class DiallerPropertyTest {

    private static final Duration WHOLE_LIFE = Duration.ofHours(6);

    @Test
    void noPermitIsLostOrDoubledWhateverHappens() {
        for (long seed = 1; seed <= 300; seed++) {
            run(seed, true);
        }
    }

    @Test
    void eachRequestHasOneResultAndItIsTrue() {
        for (long seed = 1_001; seed <= 1_300; seed++) {
            run(seed, false);
        }
    }

    private static void run(long seed, boolean withCancels) {
        Random random = new Random(seed);
        FakePlatform platform = new FakePlatform();
        double losses = random.nextInt(4) * 0.25;
        platform.lag = Duration.ofSeconds(random.nextInt(3) * 20L);
        platform.answerTime = Duration.ofMillis(1 + random.nextInt(3_000));
        platform.opensAfter = Duration.ofMillis(random.nextInt(500));
        platform.delivery = status -> {
            List<Duration> deliveries = new ArrayList<>();
            if (random.nextDouble() >= losses) {
                int times = 1 + random.nextInt(2);
                for (int i = 0; i < times; i++) {
                    deliveries.add(Duration.ofMillis(random.nextInt(20_000)));
                }
            }
            return deliveries;
        };
        platform.nextLife = request -> switch (random.nextInt(4)) {
            case 0 -> Life.busy();
            case 1 -> new Life(Duration.ofSeconds(5), Duration.ofSeconds(30), CallStatus.NO_ANSWER);
            default -> Life.answered(Duration.ofSeconds(random.nextInt(120)));
        };
        platform.nextAnswer = request -> {
            int dice = random.nextInt(20);
            return dice == 0
                    ? Answer.REFUSED
                    : dice == 1
                            ? Answer.LOST_AFTER_ACTING
                            : dice == 2 ? Answer.LOST_BEFORE_ACTING : dice == 3 ? Answer.TAKEN_WITH_SID : Answer.TAKEN;
        };
        int most = 1 + random.nextInt(5);
        LiveCalls permits = LiveCalls.inMemory(most);
        DiallerCore dialler = new DiallerCore(platform, platform.events, new TestSettings().settings(permits));
        int requests = 40;
        Map<CreateCall, List<CallResult>> results = new IdentityHashMap<>();
        List<Disposable> streams = new ArrayList<>();
        for (int stream = 0; stream < 2; stream++) {
            int first = stream * requests / 2;
            streams.add(dialler.dialAll(Flux.range(first, requests / 2).map(DiallerPropertyTest::request))
                    .subscribe(result -> results.computeIfAbsent(result.request(), key -> new ArrayList<>())
                            .add(result)));
        }
        for (int step = 0; step < 200; step++) {
            platform.advance(Duration.ofMillis(random.nextInt(4_000)));
            if (random.nextInt(40) == 0) {
                dialler.pause();
            } else if (random.nextInt(10) == 0) {
                dialler.resume();
            }
            if (withCancels && random.nextInt(100) == 0) {
                streams.get(random.nextInt(2)).dispose();
            }
            assertThat(platform.live).as("seed " + seed).isLessThanOrEqualTo(most);
        }
        dialler.resume();
        platform.advance(Duration.ofHours(1));
        platform.advance(WHOLE_LIFE);
        platform.advance(WHOLE_LIFE);

        assertThat(platform.mostLive).as("seed " + seed).isLessThanOrEqualTo(most);
        assertThat(permits.toString()).as("seed " + seed).isEqualTo("LiveCalls[0 of " + most + "]");
        assertThat(dialler.load().live()).isZero();
        assertThat(dialler.load().unbound()).isZero();
        assertThat(dialler.load().overdue()).isZero();
        assertThat(dialler.load().waiting()).isZero();
        if (!withCancels) {
            assertThat(results).as("seed " + seed).hasSize(requests);
        }
        results.forEach((request, told) -> {
            assertThat(told).as("seed " + seed).hasSize(1);
            assertTrue(platform, told.get(0), seed);
        });
        // Each request was dialled once, or not at all.
        assertThat(platform.calls)
                .extracting(call -> FakePlatform.text(call.request, "To"))
                .doesNotHaveDuplicates();
    }

    private static CreateCall request(int number) {
        return DiallerTest.request(number).toBuilder()
                .timeLimit(Duration.ofMinutes(4))
                .build();
    }

    private static void assertTrue(FakePlatform platform, CallResult result, long seed) {
        String to = FakePlatform.text(result.request(), "To");
        CallStatus end = platform.calls.stream()
                .filter(call -> FakePlatform.text(call.request, "To").equals(to))
                .map(call -> call.status)
                .findFirst()
                .orElse(null);
        Outcome outcome = result.outcome();
        if (end == null) {
            assertThat(outcome).as("seed " + seed).isIn(Outcome.NOT_DIALLED, Outcome.UNKNOWN);
        } else if (outcome != Outcome.UNKNOWN) {
            assertThat(outcome.name())
                    .as("seed " + seed)
                    .isEqualTo(end.value().replace('-', '_').toUpperCase(java.util.Locale.ROOT));
        }
    }
}
