package io.texml.redis;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The names in Redis of what this process is granted, which no other process gives. */
final class GrantNames {

    private final String process = UUID.randomUUID().toString();
    private final AtomicLong next = new AtomicLong();

    /** The name of this process, for as long as it runs. */
    String process() {
        return process;
    }

    /** The number of the first of so many new ones. */
    long next(int count) {
        return next.getAndAdd(count);
    }

    String name(long number) {
        return process + ":" + number;
    }
}
