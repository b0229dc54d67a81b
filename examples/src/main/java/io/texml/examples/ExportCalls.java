package io.texml.examples;

import io.texml.calls.ListCalls;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.export.Checkpoint;
import io.texml.reactor.export.Export;
import io.texml.reactor.export.ExportPage;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Copies an account's calls into a store of your own, and goes on where the last run stopped. */
public final class ExportCalls {

    private ExportCalls() {}

    /** Where the calls go: a database, a bucket, a topic. */
    public interface Store {

        /** Keeps the items, each a call as the server sent it; completes when they are safe. */
        Mono<Void> append(List<ByteBuffer> calls);

        /** Keeps the checkpoint in place of the one before. */
        Mono<Void> saveCheckpoint(String checkpoint);
    }

    /**
     * Copies the calls from a day on.
     *
     * @param savedCheckpoint what the store was given last; null for the first time
     * @return how many calls this run copied
     */
    public static Mono<Long> copy(
            TexmlClient client, Store store, LocalDate firstDay, @Nullable String savedCheckpoint) {
        Export export = Export.of(ListCalls.builder().build()).since(firstDay).slicesAtOnce(4);
        Flux<ExportPage> pages = savedCheckpoint == null
                ? client.export(export)
                : client.export(export, Checkpoint.parse(savedCheckpoint));
        return pages.concatMap(page -> store.append(page.items())
                        .then(store.saveCheckpoint(page.checkpoint().toJson()))
                        .thenReturn((long) page.items().size()))
                .reduce(0L, Long::sum);
    }
}
