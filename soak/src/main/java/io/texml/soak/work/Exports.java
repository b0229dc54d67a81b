package io.texml.soak.work;

import io.texml.TexmlException;
import io.texml.calls.ListCalls;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.export.Checkpoint;
import io.texml.reactor.export.Export;
import io.texml.reactor.export.ExportPage;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Exports that are stopped again and again, by a cancel or a failure, and go on from the text of their last checkpoint. */
final class Exports implements Workload {

    private static final int MOST_STOPS = 200;

    private final TexmlClient client;
    private final Truth truth;
    private final Tally tally;

    Exports(TexmlClient client, Truth truth, Tally tally) {
        this.client = client;
        this.truth = truth;
        this.tally = tally;
    }

    /** What the sink holds, and the checkpoint that it saved with it. */
    private static final class Sink {

        private final Sum items = new Sum();
        private @Nullable String checkpoint;
        private boolean isComplete;

        void take(ExportPage page) {
            page.items().forEach(items::plus);
            checkpoint = page.checkpoint().toJson();
            isComplete = page.checkpoint().isComplete();
        }
    }

    @Override
    public String name() {
        return "exports";
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public Mono<Void> round() {
        Export stream = Export.of(ListCalls.builder().pageSize(100).build());
        if (ThreadLocalRandom.current().nextBoolean()) {
            return whole(stream)
                    .doOnNext(sink -> {
                        sink.items.mustBe(truth.items(), "an export");
                        tally.did("exports completed", 1);
                    })
                    .then();
        }
        Export byDay = stream.between(truth.firstDay(), truth.lastDay()).slicesAtOnce(2);
        return whole(byDay)
                .doOnNext(sink -> {
                    WrongResult.unless(
                            sink.items.items() == truth.callsOfDays(),
                            "an export by day has " + sink.items.items() + " items, expected " + truth.callsOfDays());
                    tally.did("exports by day completed", 1);
                })
                .then();
    }

    private Mono<Sink> whole(Export export) {
        return Mono.defer(() -> {
            Sink sink = new Sink();
            return part(export, sink).repeat(MOST_STOPS, () -> !sink.isComplete).then(Mono.fromSupplier(() -> {
                WrongResult.unless(sink.isComplete, "an export was not complete after " + MOST_STOPS + " stops");
                return sink;
            }));
        });
    }

    private Mono<Void> part(Export export, Sink sink) {
        return Mono.defer(() -> {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            String saved = sink.checkpoint;
            Flux<ExportPage> pages =
                    saved == null ? client.export(export) : client.export(export, Checkpoint.parse(saved));
            Flux<ExportPage> some = random.nextBoolean()
                    ? pages.take(random.nextInt(1, 20))
                    : pages.takeUntilOther(Mono.delay(Duration.ofMillis(random.nextInt(200, 2_000))));
            return some.doOnNext(sink::take)
                    .then()
                    .doOnSuccess(end -> {
                        if (!sink.isComplete) {
                            tally.did("exports cancelled and resumed", 1);
                        }
                    })
                    .onErrorResume(TexmlException.class, failure -> {
                        tally.ended(name(), failure);
                        tally.did("exports failed and resumed", 1);
                        return Mono.empty();
                    });
        });
    }
}
