package io.texml.reactor.dialler;

import io.texml.reactor.spi.LiveCalls;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The defaults of a dialler, with what a test changes. */
final class TestSettings {

    private boolean hangsUpOnCancel = true;
    private int missingAfter = 20;
    private boolean stopsWhenMissing;
    private boolean separatesParties = true;
    private boolean redialsUnknown;
    private final List<DiallerInstrumentation> instrumentations = new ArrayList<>();
    private @Nullable StatusCallbackForwarder forwarder;

    TestSettings withRedialsUnknown() {
        redialsUnknown = true;
        return this;
    }

    TestSettings withForwarder(StatusCallbackForwarder newForwarder) {
        forwarder = newForwarder;
        return this;
    }

    TestSettings withInstrumentation(DiallerInstrumentation instrumentation) {
        instrumentations.add(instrumentation);
        return this;
    }

    TestSettings withHangsUpOnCancel(boolean hangsUp) {
        hangsUpOnCancel = hangsUp;
        return this;
    }

    TestSettings withMissingAfter(int calls) {
        missingAfter = calls;
        return this;
    }

    TestSettings withStopsWhenMissing(boolean stops) {
        stopsWhenMissing = stops;
        return this;
    }

    TestSettings withSeparatesParties(boolean separates) {
        separatesParties = separates;
        return this;
    }

    DiallerSettings settings(LiveCalls liveCalls) {
        return new DiallerSettings(
                liveCalls,
                URI.create("https://app.example.com/texml"),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofMinutes(2),
                Duration.ofMillis(200),
                Duration.ofSeconds(10),
                hangsUpOnCancel,
                missingAfter,
                stopsWhenMissing,
                separatesParties,
                redialsUnknown,
                forwarder,
                instrumentations);
    }
}
