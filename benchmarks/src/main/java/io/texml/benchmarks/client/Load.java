package io.texml.benchmarks.client;

import io.texml.benchmarks.contender.Contender;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A number of dialling requests by a number of callers: each caller sends its next request when its last one has ended.
 * The same loop drives every contender.
 */
final class Load {

    private static final long MOST_SECONDS = 120;

    private final Contender contender;
    private final String account;
    private final long[] nanos;
    private final AtomicInteger started = new AtomicInteger();
    private final CountDownLatch ended;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    private Load(Contender contender, String account, int requests) {
        this.contender = contender;
        this.account = account;
        this.nanos = new long[requests];
        this.ended = new CountDownLatch(requests);
    }

    /** Sends them all and returns how long each took, sorted. */
    static long[] run(Contender contender, String account, int requests, int callers) {
        Load load = new Load(contender, account, requests);
        for (int i = 0; i < callers; i++) {
            load.new Caller().next();
        }
        return load.await();
    }

    private long[] await() {
        try {
            if (!ended.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        ended.getCount() + " requests had not ended after " + MOST_SECONDS + " seconds");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            stopped = true;
        }
        Throwable first = failure.get();
        if (first != null) {
            throw new IllegalStateException("a request failed", first);
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private final class Caller {

        /** Counts what may be started; a request that ends at once makes a loop instead of a deeper stack. */
        private final AtomicInteger turns = new AtomicInteger();

        void next() {
            if (turns.getAndIncrement() != 0) {
                return;
            }
            do {
                start();
            } while (turns.decrementAndGet() != 0);
        }

        private void start() {
            int index = started.getAndIncrement();
            if (index >= nanos.length || stopped) {
                return;
            }
            long start = System.nanoTime();
            contender.create(account, problem -> {
                nanos[index] = System.nanoTime() - start;
                if (problem != null) {
                    failure.compareAndSet(null, problem);
                }
                ended.countDown();
                next();
            });
        }
    }
}
