package io.texml.examples;

import io.texml.ApiResponse;
import io.texml.RequestOptions;
import io.texml.calls.Call;
import io.texml.calls.CallOperations;
import io.texml.operation.TexmlRequest;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Settings: of a client, of a single request, of another account, and the whole answer. */
public final class Configuration {

    private Configuration() {}

    static TexmlClientBuilder settings() {
        return TexmlClient.builder()
                .userAgentSuffix("my-dialler/1.2")
                .totalTimeout(Duration.ofSeconds(30))
                .maxConnections(64)
                .dialPace(DialPace.rolling(50, Duration.ofSeconds(5)));
    }

    static Mono<Call> getOrGiveUp(TexmlClient client, String callSid) {
        RequestOptions impatient = RequestOptions.builder()
                .totalTimeout(Duration.ofSeconds(2))
                .retryPolicy(RetryPolicy.never())
                .build();
        return client.with(impatient).calls().get(callSid);
    }

    static Flux<Call> callsOf(TexmlClient client, String otherAccountSid) {
        return client.account(otherAccountSid).calls().list();
    }

    static Mono<String> requestIdOf(TexmlClient client, String callSid) {
        Mono<ApiResponse<Call>> answer =
                client.exchange(TexmlRequest.of(CallOperations.GET).withPathValue("call_sid", callSid));
        return answer.mapNotNull(response -> response.requestId().orElse(null));
    }
}
