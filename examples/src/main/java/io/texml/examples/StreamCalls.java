package io.texml.examples;

import io.texml.calls.Call;
import io.texml.calls.CallStatus;
import io.texml.calls.ListCalls;
import io.texml.operation.Page;
import io.texml.reactor.TexmlClient;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Reads the calls of an account: one by one, or page by page so that it can go on another day. */
public final class StreamCalls {

    private StreamCalls() {}

    /** Prints the first 100 calls that failed since yesterday. */
    public static void main(String[] arguments) {
        try (TexmlClient client = TexmlClient.create()) {
            LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
            failedSince(client, yesterday)
                    .take(100)
                    .doOnNext(call -> System.out.println(call.startTime() + " " + call.sid()))
                    .blockLast();
        }
    }

    static Flux<Call> failedSince(TexmlClient client, LocalDate day) {
        ListCalls query = ListCalls.builder()
                .status(CallStatus.FAILED)
                .startedAfter(day.minusDays(1))
                .build();
        return client.calls().list(query);
    }

    static Flux<Page<Call>> pagesFrom(TexmlClient client, @Nullable String savedLink) {
        ListCalls query = ListCalls.builder().pageSize(500).build();
        return savedLink == null
                ? client.calls().list(query).byPage()
                : client.calls().list(query).byPage(savedLink);
    }
}
