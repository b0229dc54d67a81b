package io.texml.soak.platform;

import io.texml.simulator.fault.Fault;
import io.texml.simulator.fault.Latency;
import io.texml.simulator.script.CallbackDelivery;
import java.time.Duration;
import java.util.List;

/** What goes wrong on the platform while there is work. */
public enum Trouble {
    /** Without what leaves it unknown for a while whether a phone rings, and so is over soon after the work is. */
    BRIEF,
    /** Everything. */
    FULL;

    /** Of a recording nothing tells that other bytes came, so its media is not among them. */
    private static final String[] READS = {"calls.list", "calls.get", "recordings.list", "queues.get"};

    List<Fault> faults() {
        return List.of(
                Fault.latency(Latency.exponential(Duration.ofMillis(40))).withProbability(0.3),
                onDialsToo(Fault.latency(Latency.fixed(Duration.ofSeconds(6)))).withProbability(0.0005),
                onDialsToo(Fault.dropBeforeActing()).withProbability(0.002),
                onDialsToo(Fault.dropAfterActing().withReset()).withProbability(0.003),
                onDialsToo(Fault.truncatedBody()).withProbability(0.002),
                Fault.garbledBody().on(READS).withProbability(0.0005),
                Fault.status(429).retryAfter(Duration.ofSeconds(1)).withProbability(0.0005),
                onDialsToo(Fault.status(500)).withProbability(0.004),
                onDialsToo(Fault.status(503)).retryAfter(Duration.ofSeconds(1)).withProbability(0.001),
                onDialsToo(Fault.answer(502, "text/html", "<html><body>Bad gateway</body></html>"))
                        .withProbability(0.002),
                Fault.slowBody(Duration.ofMillis(1500)).withProbability(0.004),
                Fault.hugeBody(6_000_000).on("calls.list", "recordings.list").withProbability(0.0005),
                Fault.expiredMediaLink().on("media.get").withProbability(0.02));
    }

    CallbackDelivery delivery() {
        CallbackDelivery untidy = CallbackDelivery.perfect().withDuplicates(0.1).withShuffle(Duration.ofMillis(300));
        return this == BRIEF ? untidy : untidy.withLosses(0.02).withLate(0.02, Duration.ofSeconds(3));
    }

    private Fault onDialsToo(Fault fault) {
        return this == BRIEF ? fault.on(READS) : fault;
    }
}
