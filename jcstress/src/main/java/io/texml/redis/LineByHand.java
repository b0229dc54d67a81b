package io.texml.redis;

import io.texml.reactor.internal.Caller;
import io.texml.reactor.internal.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A line and its questions, which the race answers, and what becomes of things that nobody waits for. */
final class LineByHand implements Questions.Source<String> {

    static final Duration ANSWER_TIME = Duration.ofSeconds(2);
    static final Duration KEPT_FOR = Duration.ofMillis(10);

    final HandClock clock = new HandClock();
    final AtomicInteger givenBack = new AtomicInteger();
    final AtomicInteger left = new AtomicInteger();
    final AtomicInteger asked = new AtomicInteger();
    final Line<String> line = new Line<>(this::joined, this::nobodyWaits);
    final Spare<String> spare;
    final HandingOn<String> handingOn;
    final Questions<String> questions;

    private final Queue<CompletableFuture<Questions.Answer<String>>> open = new ConcurrentLinkedQueue<>();

    private LineByHand(Duration keptFor) {
        spare = new Spare<>(keptFor, clock, thing -> givenBack.incrementAndGet());
        handingOn = new HandingOn<>(line, spare, () -> 0);
        questions = new Questions<>(line, handingOn, this, ANSWER_TIME, clock);
    }

    /** What nobody waits for goes back at once. */
    static LineByHand keepingNothing() {
        return new LineByHand(Duration.ZERO);
    }

    /** What nobody waits for is kept until the clock says otherwise. */
    static LineByHand keeping() {
        return new LineByHand(KEPT_FOR);
    }

    private void joined() {
        handingOn.joined();
        questions.ask();
    }

    private void nobodyWaits() {
        questions.nobodyWaits();
    }

    /** A subscriber without demand. */
    Caller<String> subscriber() {
        Caller<String> caller = new Caller<>();
        line.turn().subscribe(caller);
        return caller;
    }

    /** A subscriber who waits. */
    Caller<String> waiting() {
        Caller<String> caller = subscriber();
        caller.subscription().request(1);
        return caller;
    }

    @Override
    public CompletionStage<Questions.Answer<String>> ask(int waiting) {
        asked.incrementAndGet();
        CompletableFuture<Questions.Answer<String>> answer = new CompletableFuture<>();
        open.add(answer);
        return answer;
    }

    /** Answers the oldest question that is open. */
    void answer(long comeBackIn, String... granted) {
        next().complete(new Questions.Answer<>(List.of(granted), comeBackIn));
    }

    /** Lets the oldest question that is open fail. */
    void fail() {
        next().completeExceptionally(new IllegalStateException("Redis is away"));
    }

    private CompletableFuture<Questions.Answer<String>> next() {
        @Nullable CompletableFuture<Questions.Answer<String>> next = open.poll();
        return Objects.requireNonNull(next);
    }

    @Override
    public String name() {
        return "thing";
    }

    @Override
    public void leave() {
        left.incrementAndGet();
    }
}
