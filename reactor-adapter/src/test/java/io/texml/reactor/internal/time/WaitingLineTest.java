package io.texml.reactor.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

class WaitingLineTest {

    private final List<String> told = new ArrayList<>();
    private int places;
    private final WaitingLine line = new WaitingLine(
            Timer.of(VirtualTimeScheduler.create()), now -> places-- > 0 ? 0 : WaitingLine.UNTIL_CHANGED);

    @Test
    void whoLeavesIsNotToldAndTheOthersKeepTheirOrder() {
        List<Waiting> waiting = List.of(waiting("a"), waiting("b"), waiting("c"), waiting("d"));
        assertThat(line.size()).isEqualTo(4);

        assertThat(line.leave(waiting.get(1))).isTrue();
        assertThat(line.leave(waiting.get(1))).isFalse();
        free(2);

        assertThat(told).containsExactly("a", "c");
        assertThat(line.leave(waiting.get(0)))
                .as("it was admitted, so the permit is its own")
                .isFalse();
        assertThat(line.size()).isOne();
        line.close();
        assertThat(told).containsExactly("a", "c", "d closed");
        assertThat(line.size()).isZero();
    }

    @Test
    void whoWasLetThroughBeforeTheRuleThrewIsToldAndTheThreadTellsTheNextOnesToo() {
        waiting("a");
        waiting("b");
        WaitingLine broken = new WaitingLine(Timer.of(VirtualTimeScheduler.create()), new WaitingLine.Rule() {
            private int asked;

            @Override
            public long tryEnter(long now) {
                return switch (asked++) {
                    case 0, 1 -> WaitingLine.UNTIL_CHANGED;
                    case 2 -> 0;
                    default -> throw new IllegalStateException("of the test");
                };
            }
        });
        broken.enter(new Waiting("let through"), 10);
        broken.change(now -> "nothing");
        broken.enter(new Waiting("waits on"), 10);

        assertThatThrownBy(() -> broken.change(now -> "room for one")).hasMessage("of the test");

        assertThat(told).containsExactly("let through");
        free(2);
        assertThat(told).containsExactly("let through", "a", "b");
    }

    @Test
    void whoLeavesBeforeItHasComeIsNeverLetIn() {
        places = 1;
        Waiting gone = new Waiting("gone");

        assertThat(line.leave(gone)).isTrue();

        assertThat(line.enter(gone, 10)).isEqualTo(WaitingLine.Entry.GONE);
        assertThat(places).isOne();
        assertThat(line.leave(gone)).as("a second time").isFalse();
    }

    @Test
    void whoWasAdmittedRefusedOrClosedOutHasNothingToLeave() {
        places = 1;
        Waiting admitted = new Waiting("admitted");
        line.enter(admitted, 10);
        Waiting refused = new Waiting("refused");
        assertThat(line.enter(refused, 0)).isEqualTo(WaitingLine.Entry.FULL);
        Waiting closedOut = waiting("closed out");
        line.close();

        assertThat(line.leave(admitted)).isFalse();
        assertThat(line.leave(refused)).isFalse();
        assertThat(line.leave(closedOut)).isFalse();
        assertThat(line.enter(admitted, 10)).as("a second time").isEqualTo(WaitingLine.Entry.GONE);
    }

    private void free(int count) {
        line.change(now -> places = count);
    }

    private Waiting waiting(String name) {
        Waiting waiter = new Waiting(name);
        assertThat(line.enter(waiter, 10)).isEqualTo(WaitingLine.Entry.WAITING);
        return waiter;
    }

    private final class Waiting extends WaitingLine.Waiter {

        private final String name;

        Waiting(String name) {
            this.name = name;
        }

        @Override
        protected void admitted() {
            told.add(name);
        }

        @Override
        protected void closed() {
            told.add(name + " closed");
        }
    }
}
