package io.texml.reactor.campaign;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import reactor.core.publisher.Flux;

/** A process of its own with a journal, which says on its output what became of it. */
final class JournalProcess {

    private static final Duration LONG = Duration.ofMinutes(5);

    private JournalProcess() {}

    /** The file; then {@code open}, {@code intend}, or {@code write} and how many contacts, or {@code read} and how many. */
    public static void main(String[] arguments) {
        DialJournal journal = DialJournal.file(Path.of(arguments[0]));
        PrintStream out = System.out;
        try {
            journal.open().block(LONG);
        } catch (DialJournalException refused) {
            out.println("refused: " + refused.getMessage());
            return;
        }
        switch (arguments[1]) {
            case "open" -> out.println("opened");
            case "intend" ->
                Flux.range(0, Integer.MAX_VALUE)
                        .flatMap(i -> journal.intend("key-" + i, intent(i)).thenReturn(i), 50)
                        .doOnNext(i -> out.println("safe " + i))
                        .blockLast();
            case "write" ->
                Flux.range(0, Integer.parseInt(arguments[2]))
                        .flatMap(
                                i -> journal.intend("key-" + i, intent(i))
                                        .then(journal.ended("key-" + i, attempt(), ContactOutcome.BUSY, null)),
                                5_000)
                        .blockLast(LONG);
            default -> {
                long finished = Flux.range(0, Integer.parseInt(arguments[2]))
                        .flatMap(i -> journal.claim("key-" + i), 100)
                        .filter(ContactHistory::isFinished)
                        .count()
                        .blockOptional(LONG)
                        .orElseThrow();
                out.println("finished " + finished);
            }
        }
        Objects.requireNonNull(journal).close().block(LONG);
    }

    static DialIntent intent(int number) {
        return new DialIntent(
                1, "reference-" + number, "+13125550100", "+1312" + number, Instant.ofEpochSecond(1_800_000_000));
    }

    private static Attempt attempt() {
        return new Attempt(
                1,
                io.texml.reactor.dialler.CallResult.Outcome.BUSY,
                "CA0123456789",
                null,
                Instant.ofEpochSecond(1_800_000_000),
                null,
                null);
    }
}
