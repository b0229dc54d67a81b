package io.texml.examples.export;

import io.texml.calls.ListCalls;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.export.Export;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Reads an export page by page, slower than the server sends; ends with 0 when it got as many items as it should. */
public final class SlowConsumer {

    private SlowConsumer() {}

    public static void main(String[] arguments) {
        long wanted = Long.parseLong(arguments[1]);
        try (TexmlClient client = TexmlClient.builder()
                .baseUrl(URI.create(arguments[0]))
                .apiKey("KEY_fixture")
                .accountSid("AC1")
                .build()) {
            long items = 0;
            long last = 0;
            for (var page : client.export(
                            Export.of(ListCalls.builder().pageSize(1_000).build()))
                    .toIterable(1)) {
                items += page.items().size();
                last = page.checkpoint().items();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            System.err.println(items + " items");
            System.exit(items == wanted && last == wanted ? 0 : 1);
        }
    }
}
