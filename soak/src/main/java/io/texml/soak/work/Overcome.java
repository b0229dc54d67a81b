package io.texml.soak.work;

import io.texml.ExchangeObserver;
import io.texml.TexmlException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the attempts that failed and were made again, by kind, so that the caller saw nothing of it. */
final class Overcome implements ExchangeObserver {

    private final Map<String, LongAdder> attempts = new ConcurrentHashMap<>();

    @Override
    public void onRetry(TexmlException failure, Duration delay) {
        attempts.computeIfAbsent(failure.getClass().getSimpleName(), name -> new LongAdder())
                .increment();
    }

    Map<String, Long> attempts() {
        Map<String, Long> sums = new TreeMap<>();
        attempts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
