package io.texml.reactor.internal.admission;

import io.texml.reactor.spi.DialPace;
import java.util.concurrent.atomic.AtomicInteger;

/** A slot of a dial pace that counts what becomes of it. */
final class CountedSlot implements DialPace.Slot {

    final AtomicInteger used = new AtomicInteger();
    final AtomicInteger settled = new AtomicInteger();
    final AtomicInteger givenBack = new AtomicInteger();

    @Override
    public void use() {
        used.incrementAndGet();
    }

    @Override
    public void settled() {
        settled.incrementAndGet();
    }

    @Override
    public void giveBack() {
        givenBack.incrementAndGet();
    }
}
