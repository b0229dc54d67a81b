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
    private static final Duration PROMPT = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(4);
    private static final SharedRuns.Rules RULES = new SharedRuns.Rules(2, AGE, PROMPT, AGAIN, true);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final SharedRuns<String, String> runs =
            new SharedRuns<>(RULES, Timer.of(time), result -> !result.equals("bad"));
    private final List<Sinks.One<String>> begun = new ArrayList<>();

    @AfterEach
    void dispose() {
        time.dispose();
    }

    private Mono<String> ask(String key, @Nullable String stamp) {
        return runs.run(key, stamp, () -> {
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
        List<String> results = new ArrayList<>();
        ask("a", "12").subscribe();
        begun.get(0).tryEmitValue("one");

        time.advanceTimeBy(AGE.minusMillis(1));
        ask("a", "12").subscribe(results::add);

        assertThat(results).containsExactly("one");
    }

    @Test
    void anotherStampAfterAPromptResultAsksAnew() {
        ask("a", "12").subscribe();
        begun.get(0).tryEmitValue("one");

        ask("a", "13").subscribe();
        assertThat(begun).hasSize(2);
        begun.get(1).tryEmitValue("two");
        ask("a", null).subscribe();
        assertThat(begun).hasSize(3);
    }

    @Test
    void anotherStampSoonAfterASlowResultIsARepeat() {
        List<String> results = new ArrayList<>();
        ask("a", "12").subscribe();
        time.advanceTimeBy(PROMPT);
        begun.get(0).tryEmitValue("one");

        time.advanceTimeBy(AGAIN.minus(PROMPT).minusMillis(1));
        ask("a", "16").subscribe(results::add);
        assertThat(results).containsExactly("one");
        time.advanceTimeBy(Duration.ofMillis(1));
        ask("a", "17").subscribe(results::add);
        assertThat(begun).hasSize(2);
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
        StepVerifier.create(runs.run("a", null, () -> {
                    throw new IllegalStateException("mine");
                }))
                .verifyErrorMessage("mine");
        assertThat(runs.size()).isZero();
    }

    @Test
    void aRunIsCancelledWhenTheLastOfThoseWhoWaitHasLeft() {
        TestPublisher<String> work = TestPublisher.create();
        Mono<String> asked = runs.run("a", null, work::mono);
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
        Mono<String> asked =
                runs.run("a", null, () -> Mono.deferContextual(context -> Mono.just(context.<String>get("who"))));

        StepVerifier.create(asked.contextWrite(context -> context.put("who", "me")))
                .expectNext("me")
                .verifyComplete();
    }
}
