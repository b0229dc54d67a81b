package io.texml.examples;

import io.texml.ExchangeObserver;
import io.texml.reactor.TexmlClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The reading part of the main job against the real API. It sends no request that changes anything. */
final class LiveJob {

    private LiveJob() {}

    static void run(String key, String accountSid, long export, Path file, PrintWriter out, ExchangeObserver attempts) {
        out.println("Reading from the API with the key and the account of the environment; nothing is dialled");
        out.flush();
        PageCounter pages = new PageCounter();
        try (TexmlClient client = TexmlClient.builder()
                .apiKey(key)
                .accountSid(accountSid)
                .observer(pages)
                .observer(attempts)
                .build()) {
            new Reading(client, pages.fetched::get, InstantSource.system(), out).run(export, file);
        }
    }

    /** Counts the pages of calls that were asked for, repeated attempts included. */
    private static final class PageCounter implements ExchangeObserver {

        private final AtomicLong fetched = new AtomicLong();

        @Override
        public void onAttempt(String operationId, int attempt) {
            if (operationId.equals("calls.list")) {
                fetched.incrementAndGet();
            }
        }
    }
}
