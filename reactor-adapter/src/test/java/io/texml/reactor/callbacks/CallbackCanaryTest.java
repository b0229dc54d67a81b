package io.texml.reactor.callbacks;

import static io.texml.reactor.callbacks.Deliveries.NOW;
import static io.texml.reactor.callbacks.Deliveries.request;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.texml.callbacks.CallProgress;
import io.texml.callbacks.CallbackException;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import io.texml.reactor.LogLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

@DisplayName("no number, digit, token, body or signature of a callback in any toString, message or log line")
class CallbackCanaryTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String FROM = "13125550147";
    private static final String TO = "17735550199";
    private static final String DIGITS = "424242";
    private static final String TOKEN = "canary-token-0123456789abcdef";
    private static final String BODY = "canary-body-text";
    private static final String DOCUMENT = "canary-document";
    private static final List<String> CANARIES = List.of(FROM, TO, DIGITS, TOKEN, BODY, DOCUMENT, "canary-failure");

    private final List<String> printed = new ArrayList<>();

    @Test
    void secretsAndNumbersAreNotPrinted() {
        InMemoryCallbackEvents events =
                InMemoryCallbackEvents.builder().waiting(1).build();
        events.all().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                // It never asks for anything, and loses.
            }
        });
        String parties = "&From=%2B" + FROM + "&To=%2B" + TO + "&Unknown=" + BODY;
        String progress = "CallbackSource=call-progress-events&CallStatus=ringing&CallSid=v3:a&SequenceNumber=";
        List<CallbackRequest> requests = List.of(
                request("POST", "/texml", "token=" + TOKEN, progress + "1" + parties, Map.of()),
                request("POST", "/texml", null, progress + "2" + parties, Map.of()),
                request("POST", "/texml", null, progress + "3" + parties, Map.of()),
                request(
                        "GET",
                        "/texml",
                        "CallSid=a&Digits=" + DIGITS + parties + "&texml-token=" + TOKEN,
                        "",
                        Map.of()),
                request("POST", "/texml", null, "CallSid=a&Digits=" + DIGITS + parties, Map.of()),
                request("POST", "/" + TOKEN, null, "CallSid=a" + parties, Map.of("content-type", BODY)),
                request("PUT", "/" + TOKEN, null, "CallSid=a" + parties, Map.of()),
                request("POST", "/texml", null, "CallSid=a&%zz=" + BODY + parties, Deliveries.signature(BODY, NOW)));
        try (LogLines log = new LogLines("io.texml", Level.TRACE)) {
            for (CallbackEndpoint endpoint : List.of(
                    CallbackEndpoint.of(Deliveries.strict(), events),
                    CallbackEndpoint.of(Deliveries.trusting(), events),
                    CallbackEndpoint.builder(Deliveries.trusting(), events)
                            .onInstructions(request -> Mono.just(Texml.of(Say.text(DOCUMENT))))
                            .build(),
                    CallbackEndpoint.builder(Deliveries.trusting(), events)
                            .onInstructions(request -> Mono.error(failure()))
                            .on(CallProgress.class, call -> Mono.error(failure()))
                            .instrumentation(handling -> handling.doOnNext(answer -> print(answer.failure())))
                            .build())) {
                for (CallbackRequest request : requests) {
                    CallbackAnswer answer = endpoint.handle(request).block(SOON);
                    printed.add(answer.toString());
                    printed.add(request.toString());
                    print(answer.failure());
                }
                printed.add(endpoint.toString());
                endpoint.dispose();
            }
            printed.add(events.toString());
            printed.addAll(log.everything());
        }
        assertThat(printed).as("handlers failed, and a subscriber lost").anyMatch(line -> line.contains("failed with"));
        assertThat(printed).anyMatch(line -> line.contains("does not keep up"));
        assertThat(printed).allSatisfy(text -> assertThat(text).doesNotContain(CANARIES));
    }

    private static RuntimeException failure() {
        return new IllegalStateException("canary-failure");
    }

    /** What an application's handler throws is its own. */
    private void print(Throwable failure) {
        if (failure instanceof CallbackException) {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text, true));
            printed.add(text.toString());
        }
    }
}
