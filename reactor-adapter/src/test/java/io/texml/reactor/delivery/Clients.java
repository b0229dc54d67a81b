package io.texml.reactor.delivery;

import io.texml.calls.CallCreated;
import io.texml.calls.CreateCall;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Clients whose pauses are short enough for tests. */
final class Clients {

    static final String CREATED = "{\"from\":\"+13120001234\",\"to\":\"+13120004321\",\"status\":\"queued\"}";
    static final String CALL = "{\"sid\":\"v3:call\",\"status\":\"completed\"}";
    static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private Clients() {}

    static TexmlClientBuilder at(URI baseUrl) {
        return TexmlClient.builder()
                .apiKey("KEY-of-a-test")
                .accountSid("account")
                .baseUrl(baseUrl)
                .responseTimeout(Duration.ofMillis(400))
                .totalTimeout(Duration.ofSeconds(15))
                .closeGrace(Duration.ofMillis(300))
                .retryPolicy(new RetryPolicy(4, Duration.ofMillis(2), Duration.ofMillis(5)));
    }

    static CreateCall aCall() {
        return CreateCall.builder()
                .applicationSid("application")
                .from("+13120001234")
                .to("+13120004321")
                .build();
    }

    static Mono<CallCreated> dial(TexmlClient client) {
        return client.calls().create(aCall());
    }
}
