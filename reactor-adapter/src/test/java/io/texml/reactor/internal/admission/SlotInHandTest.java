package io.texml.reactor.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.reactor.spi.DialPace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SlotInHandTest {

    private static final class Journal implements DialPace.Slot {

        private final List<String> calls = new ArrayList<>();
        private final AtomicReference<Runnable> inTheMidstOfUse = new AtomicReference<>(() -> {});

        @Override
        public void use() {
            inTheMidstOfUse.get().run();
            synchronized (calls) {
                calls.add("used");
            }
        }

        @Override
        public void settled() {
            synchronized (calls) {
                calls.add("settled");
            }
        }

        @Override
        public void giveBack() {
            synchronized (calls) {
                calls.add("given back");
            }
        }
    }

    @Test
    void whatWasUsedIsSettledOnceAndWhatWasNotIsGivenBackOnce() {
        Journal used = new Journal();
        SlotInHand first = new SlotInHand(used);
        assertThat(first.use()).isTrue();
        assertThat(first.use()).isFalse();
        first.end();
        first.end();
        assertThat(used.calls).containsExactly("used", "settled");

        Journal unused = new Journal();
        SlotInHand second = new SlotInHand(unused);
        second.end();
        second.end();
        assertThat(second.use()).isFalse();
        assertThat(unused.calls).containsExactly("given back");
    }

    @Test
    void anAttemptThatEndsInTheMidstOfTheUseIsSettledBehindIt() {
        Journal journal = new Journal();
        SlotInHand slot = new SlotInHand(journal);
        journal.inTheMidstOfUse.set(() -> {
            slot.end();
            slot.end();
        });

        slot.use();
        slot.end();

        assertThat(journal.calls).containsExactly("used", "settled");
    }

    @Test
    void inEveryRaceBetweenUseAndEndTheSlotEndsInOneOfTheTwoWays() throws Exception {
        int rounds = 20_000;
        List<Journal> journals = new ArrayList<>();
        List<SlotInHand> slots = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Journal journal = new Journal();
            journals.add(journal);
            slots.add(new SlotInHand(journal));
        }
        CyclicBarrier together = new CyclicBarrier(2);
        Thread ending = new Thread(() -> {
            await(together);
            slots.forEach(SlotInHand::end);
        });
        ending.start();
        await(together);
        slots.forEach(SlotInHand::use);
        ending.join();

        assertThat(journals)
                .extracting(journal -> journal.calls)
                .allMatch(calls -> calls.equals(List.of("used", "settled")) || calls.equals(List.of("given back")));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }
}
