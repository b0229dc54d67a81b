package io.texml.reactor.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.reactor.internal.Result;
import io.texml.reactor.internal.TestRoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/**
 * Random schedules of dials over the whole road, in virtual time: dials that connect slowly, are refused and come again,
 * break, are cancelled, run out of time, or meet a pause. However it goes, no window ever holds more dials than allowed,
 * nobody is left waiting, and no slot and no permit is lost.
 */
class DialPacePropertyTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noWindowHoldsMoreDialsThanAllowedRetriesIncluded(long seed) {
        new Schedule(new Random(seed)).run(600);
    }

    private static final class Schedule {

        private final Random random;
        private final int dials;
        private final Duration window;
        private final TestRoad road;
        private final List<Long> arrived = new ArrayList<>();
        private int underWay;
        private final List<Result> results = new ArrayList<>();
        private final List<TestRoad.Flight> connecting = new ArrayList<>();
        private final List<TestRoad.Flight> answering = new ArrayList<>();
        private int seenFlights;

        Schedule(Random random) {
            this.random = random;
            this.dials = 1 + random.nextInt(8);
            this.window = Duration.ofMillis(50 + random.nextInt(5_000));
            AtomicReference<DialPace> real = new AtomicReference<>();
            this.road = new TestRoad(1 + random.nextInt(6), 50, new Noting(real));
            real.set(Paces.rolling(dials, window, road.clock));
            road.wire.connectsSlowly = true;
        }

        void run(int steps) {
            for (int i = 0; i < steps; i++) {
                step();
                collectNewFlights();
            }
            finish();
            assertThat(underWay).as("every slot that was used is settled").isZero();
            assertThat(arrived).as("it dials at all").isNotEmpty();
            arrived.sort(null);
            for (int i = dials; i < arrived.size(); i++) {
                assertThat(arrived.get(i) - arrived.get(i - dials))
                        .as("%d dials in %s, dial %d", dials, window, i)
                        .isGreaterThan(window.toNanos());
            }
            assertThat(road.gate.underWay()).isZero();
            assertThat(road.gate.waiting()).isZero();
            assertThat(road.admission.waitingForPace()).isZero();
            assertThatEverySlotIsFree();
        }

        private void step() {
            switch (random.nextInt(9)) {
                case 0, 1 -> results.add(new Result(road.dial(Duration.ofMillis(1 + random.nextInt(60_000)))));
                case 2 -> {
                    if (!results.isEmpty()) {
                        results.get(random.nextInt(results.size())).cancel();
                    }
                }
                case 3, 4 -> {
                    if (!connecting.isEmpty()) {
                        TestRoad.Flight flight = connecting.remove(random.nextInt(connecting.size()));
                        if (random.nextInt(5) == 0) {
                            flight.failToConnect();
                        } else if (flight.write()) {
                            answering.add(flight);
                        }
                    }
                }
                case 5, 6 -> {
                    if (!answering.isEmpty()) {
                        end(answering.remove(random.nextInt(answering.size())));
                    }
                }
                default -> road.advance(Duration.ofMillis(random.nextInt((int) window.toMillis() / dials + 2)));
            }
        }

        private void end(TestRoad.Flight flight) {
            switch (random.nextInt(6)) {
                case 0 -> flight.refuse(429, "retry-after", random.nextInt(3) + ".5");
                case 1 -> flight.refuseWithCode(429, "90103");
                case 2 -> flight.refuse(500);
                case 3 -> flight.breakOff();
                default -> flight.answer("");
            }
        }

        private void collectNewFlights() {
            while (seenFlights < road.wire.flights.size()) {
                connecting.add(road.wire.flights.get(seenFlights++));
            }
        }

        private void finish() {
            for (int round = 0; round < 2_000 && results.stream().anyMatch(Result::isOpen); round++) {
                collectNewFlights();
                connecting.forEach(flight -> {
                    if (flight.write()) {
                        flight.answer("");
                    }
                });
                connecting.clear();
                answering.forEach(flight -> flight.answer(""));
                answering.clear();
                road.advance(Duration.ofSeconds(1));
            }
            assertThat(results).as("everybody hears of the end").noneMatch(Result::isOpen);
        }

        private void assertThatEverySlotIsFree() {
            road.advance(window.plus(Duration.ofMinutes(10)));
            road.wire.connectsSlowly = false;
            int before = road.wire.flights.size();
            List<Result> full = new ArrayList<>();
            road.wire.answersAtOnce = true;
            for (int i = 0; i < dials; i++) {
                full.add(new Result(road.dial()));
            }
            assertThat(full).allMatch(result -> result.answer != null);
            assertThat(road.wire.flights).hasSize(before);
            assertThat(new Result(road.dial()).answer).as("and no slot more").isNull();
        }

        /** Notes when a dial arrives at the server: at a random moment between its writing and its end. */
        private final class Noting implements DialPace {

            private final AtomicReference<DialPace> real;

            Noting(AtomicReference<DialPace> real) {
                this.real = real;
            }

            @Override
            public Mono<Slot> acquire() {
                return real.get().acquire().map(slot -> new Slot() {
                    private long written;

                    @Override
                    public void use() {
                        written = road.timer.nanos();
                        underWay++;
                        slot.use();
                    }

                    @Override
                    public void settled() {
                        underWay--;
                        long underWayFor = road.timer.nanos() - written;
                        arrived.add(written
                                + switch (random.nextInt(3)) {
                                    case 0 -> 0;
                                    case 1 -> underWayFor;
                                    default -> random.nextLong(underWayFor + 1);
                                });
                        slot.settled();
                    }

                    @Override
                    public void giveBack() {
                        slot.giveBack();
                    }
                });
            }

            @Override
            public Duration leastWait() {
                return real.get().leastWait();
            }

            @Override
            public Duration pause(Duration retryAfter) {
                return real.get().pause(retryAfter);
            }
        }
    }
}
