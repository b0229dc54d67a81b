package io.texml.reactor.internal.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

class SharedRunsTest {

    private static final Duration AGE = Duration.ofMinutes(5);
    private static final Duration AGAIN = Duration.ofSeconds(4);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final SharedRuns<String, String> runs =
            new SharedRuns<>(2, AGE, Timer.of(time), result -> !result.equals("bad"));
    private final List<Sinks.One<String>> begun = new ArrayList<>();

    @AfterEach
    void dispose() {
        time.dispose();
    }

    private Mono<String> ask(String key, @Nullable String stamp) {
        return runs.run(key, stamp, AGAIN, () -> {
            Sinks.One<String> run = Sinks.one();
            begun.add(run);
            return run.asMono();
        });
    }

    @Test
    void whoAsksMeanwhileSharesTheRun() {
        List<String> results = new ArrayList<>();
        ask("a", null).subscribe(results::add);
        ask("a", null).subscribe(results::add);
        ask("b", null).subscribe(results::add);

        begun.get(0).tryEmitValue("one");

        assertThat(begun).hasSize(2);
        assertThat(results).containsExactly("one", "one");
    }

    @Test
    void whoAsksLaterGetsTheResultAgain() {
        ask("a", "12").subscribe();
        begun.get(0).tryEmitValue("one");

        time.advanceTimeBy(AGAIN.minusMillis(1));
        StepVerifier.create(ask("a", "16")).expectNext("one").verifyComplete();
        time.advanceTimeBy(Duration.ofMillis(1));
        StepVerifier.create(ask("a", "12")).expectNext("one").verifyComplete();
        assertThat(begun).hasSize(1);
    }

    @Test
    void aNewStampAsksAnewWhenTheRunBeganLongEnoughAgo() {
        ask("a", "12").subscribe();
        begun.get(0).tryEmitValue("one");
        time.advanceTimeBy(AGAIN);

        ask("a", "16").subscribe();
        assertThat(begun).hasSize(2);
        time.advanceTimeBy(AGAIN);
        ask("a", null).subscribe();
        assertThat(begun).hasSize(3);
    }

    @Test
    void aResultIsForgottenWhenItIsOldOrNewerOnesTakeItsPlace() {
        ask("a", "1").subscribe();
        begun.get(0).tryEmitValue("one");
        time.advanceTimeBy(AGE);
        ask("a", "1").subscribe();
        assertThat(begun).hasSize(2);

        ask("b", "1").subscribe();
        ask("c", "1").subscribe();
        ask("a", "1").subscribe();
        assertThat(begun).hasSize(5);
        assertThat(runs.size()).isEqualTo(2);
    }

    @Test
    void failuresEmptyRunsAndBadResultsAreForgotten() {
        ask("a", "1").onErrorComplete().subscribe();
        begun.get(0).tryEmitError(new IllegalStateException("mine"));
        ask("a", "1").subscribe();
        begun.get(1).tryEmitEmpty();
        ask("a", "1").subscribe();
        begun.get(2).tryEmitValue("bad");
        ask("a", "1").subscribe();

        assertThat(begun).hasSize(4);
    }

    @Test
    void whatBeginningThrowsIsTheResult() {
        StepVerifier.create(runs.run("a", null, AGAIN, () -> {
                    throw new IllegalStateException("mine");
                }))
                .verifyErrorMessage("mine");
        assertThat(runs.size()).isZero();
    }

    @Test
    void aRunIsCancelledWhenTheLastOfThoseWhoWaitHasLeft() {
        TestPublisher<String> work = TestPublisher.create();
        Mono<String> asked = runs.run("a", null, AGAIN, work::mono);
        var first = asked.subscribe();
        var second = asked.subscribe();

        first.dispose();
        work.assertNotCancelled();
        second.dispose();
        work.assertCancelled();
        assertThat(runs.size()).isZero();
    }

    @Test
    void aRunSeesTheContextOfTheFirstWhoAsked() {
        Mono<String> asked = runs.run(
                "a", null, AGAIN, () -> Mono.deferContextual(context -> Mono.just(context.<String>get("who"))));

        StepVerifier.create(asked.contextWrite(context -> context.put("who", "me")))
                .expectNext("me")
                .verifyComplete();
    }
}
