package io.texml.examples;

import io.texml.calls.CreateCall;
import io.texml.reactor.CallOutcome;
import io.texml.reactor.TexmlClient;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Dials every request of a source, of any size, as fast as permit and dial pace allow. */
final class DialMany {

    private DialMany() {}

    /** How many calls were accepted. What nobody knows the outcome of is logged: it must not simply be dialled again. */
    static Mono<Long> dial(TexmlClient client, Publisher<CreateCall> requests, Consumer<String> log) {
        return client.calls()
                .createEach(requests, cutOff -> log.accept("cut off: " + cutOff))
                .doOnNext(outcome -> {
                    if (outcome.outcomeUnknown()) {
                        log.accept("look before dialling again: " + outcome);
                    }
                })
                .filter(CallOutcome::isCreated)
                .count();
    }
}
