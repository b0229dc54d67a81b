package io.texml.reactor.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.reactor.spi.LiveCalls.Permit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

class LiveCallsTest {

    @Test
    void aPermitIsTakenWhenItIsAskedForAndNotBefore() {
        LiveCalls calls = LiveCalls.inMemory(1);
        Mono<Permit> turn = calls.acquire();

        List<Permit> first = new ArrayList<>();
        List<Permit> second = new ArrayList<>();
        turn.subscribe(first::add);
        turn.subscribe(second::add);

        assertThat(first).hasSize(1);
        assertThat(second).as("each subscription is a turn of its own").isEmpty();
        first.get(0).release();
        assertThat(second).hasSize(1);
    }

    @Test
    void whoCameFirstIsServedFirst() {
        LiveCalls calls = LiveCalls.inMemory(1);
        Permit held = granted(calls);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            calls.acquire().subscribe(permit -> {
                order.add(number);
                permit.release();
            });
        }

        held.release();

        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void whoCancelsLeavesTheLine() {
        LiveCalls calls = LiveCalls.inMemory(1);
        Permit held = granted(calls);
        List<Permit> left = new ArrayList<>();
        List<Permit> stayed = new ArrayList<>();
        Disposable leaving = calls.acquire().subscribe(left::add);
        calls.acquire().subscribe(stayed::add);

        leaving.dispose();
        held.release();

        assertThat(left).isEmpty();
        assertThat(stayed).hasSize(1);
    }

    @Test
    void aSecondReleaseChangesNothing() {
        LiveCalls calls = LiveCalls.inMemory(2);
        Permit twice = granted(calls);
        granted(calls);

        twice.release();
        twice.release();

        assertThat(calls).hasToString("LiveCalls[1 of 2]");
    }

    @Test
    void moreLetWaitersGoAtOnceAndFewerLetThoseThatLiveGoOn() {
        LiveCalls calls = LiveCalls.inMemory(1);
        List<Permit> permits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.acquire().subscribe(permits::add);
        }

        calls.most(4);
        assertThat(permits).hasSize(4);
        calls.most(2);
        permits.get(0).release();
        permits.get(1).release();
        assertThat(permits).as("two live, as many as may").hasSize(4);
        permits.get(2).release();
        assertThat(permits).hasSize(5);
        assertThat(calls.most()).isEqualTo(2);
    }

    @Test
    void lessThanOneIsRefused() {
        assertThatThrownBy(() -> LiveCalls.inMemory(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxLiveCalls must be at least 1");
        LiveCalls calls = LiveCalls.inMemory(1);
        assertThatThrownBy(() -> calls.most(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(calls.most()).isEqualTo(1);
    }

    /** Grants, releases (some of them twice), cancels, and limits in random order: the count is right at every step. */
    @Test
    void noPermitIsEverLostOrDoubled() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            LiveCalls calls = LiveCalls.inMemory(1 + random.nextInt(5));
            Deque<Permit> held = new ArrayDeque<>();
            Deque<Disposable> waiting = new ArrayDeque<>();
            for (int step = 0; step < 300; step++) {
                switch (random.nextInt(5)) {
                    case 0, 1 -> waiting.add(calls.acquire().subscribe(held::add));
                    case 2 -> {
                        Permit over = held.poll();
                        if (over != null) {
                            over.release();
                            over.release();
                        }
                    }
                    case 3 -> {
                        Disposable leaving = random.nextBoolean() ? waiting.pollFirst() : waiting.pollLast();
                        if (leaving != null) {
                            leaving.dispose();
                        }
                    }
                    default -> calls.most(1 + random.nextInt(5));
                }
                assertThat(calls)
                        .as("seed " + seed)
                        .hasToString("LiveCalls[" + held.size() + " of " + calls.most() + "]");
            }
        }
    }

    @Test
    void aSubscriberThatCancelsAsItIsGrantedLeavesThePermitToTheNext() {
        LiveCalls calls = LiveCalls.inMemory(1);
        Permit held = granted(calls);
        BaseSubscriber<Permit> leaving = new BaseSubscriber<>() {};
        calls.acquire().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnNext(Permit permit) {
                // Between the line's grant and its telling the next one, that one goes.
                leaving.cancel();
                permit.release();
            }
        });
        calls.acquire().subscribe(leaving);
        List<Permit> third = new ArrayList<>();
        calls.acquire().subscribe(third::add);

        held.release();

        assertThat(third).hasSize(1);
    }

    private static Permit granted(LiveCalls calls) {
        List<Permit> permits = new ArrayList<>();
        calls.acquire().subscribe(permits::add);
        assertThat(permits).hasSize(1);
        return permits.get(0);
    }
}
