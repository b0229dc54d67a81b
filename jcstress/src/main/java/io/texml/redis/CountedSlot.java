package io.texml.redis;

import java.util.concurrent.atomic.AtomicInteger;

/** A slot that counts what becomes of it. */
final class CountedSlot extends PaceSlot {

    final AtomicInteger used = new AtomicInteger();
    final AtomicInteger settled = new AtomicInteger();
    final AtomicInteger givenBack = new AtomicInteger();

    @Override
    void used() {
        used.incrementAndGet();
    }

    @Override
    void ended(boolean wasUsed) {
        settled.incrementAndGet();
    }

    @Override
    void unused() {
        givenBack.incrementAndGet();
    }
}
