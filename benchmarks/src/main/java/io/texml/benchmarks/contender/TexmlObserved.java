package io.texml.benchmarks.contender;

import io.texml.ExchangeObserver;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** This library with every guarantee on and an observer that counts. */
public final class TexmlObserved extends Texml {

    public TexmlObserved(int port) {
        super(port, builder -> builder.observer(new Counter()));
    }

    private static final class Counter implements ExchangeObserver {

        private final LongAdder answered = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        @Override
        public void onSuccess(String operationId, int status, int attempts, Duration elapsed) {
            answered.increment();
            nanos.add(elapsed.toNanos());
        }
    }
}
