package io.texml.spring.boot.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.VerificationPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class CallbackReceiverTest {

    private static CallbackReader.Builder believingAll() {
        return CallbackReader.builder()
                .publicKeys("7Wcd3ZWdZ+hVDQaQFjNfgpy1hfG+nW6fUgFQ4cmzj8s=")
                .instructions(VerificationPolicy.NONE)
                .statusCallbacks(VerificationPolicy.NONE);
    }

    private static MockServerHttpRequest.BodyBuilder post() {
        return MockServerHttpRequest.post("/menu").contentType(MediaType.APPLICATION_FORM_URLENCODED);
    }

    @Test
    void aBodyThatDoesNotComeIsGivenUp() {
        CallbackReceiver receiver = new CallbackReceiver(believingAll().build(), Duration.ofSeconds(2));
        StepVerifier.withVirtualTime(() -> receiver.receive(MockServerWebExchange.from(post().body(Flux.never()))))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(1999))
                .thenAwait(Duration.ofMillis(1))
                .expectErrorSatisfies(failure -> assertThat(((ResponseStatusException) failure).getStatusCode())
                        .isEqualTo(HttpStatus.REQUEST_TIMEOUT))
                .verify(Duration.ofSeconds(30));
    }

    @Test
    void theBytesOfABodyAreReleased() {
        NettyDataBuffer buffer = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT).allocateBuffer(64);
        buffer.write("CallSid=v3%3Aone&Digits=1", StandardCharsets.UTF_8);
        CallbackReceiver receiver = new CallbackReceiver(believingAll().build(), Duration.ofSeconds(2));

        assertThat(receiver.receive(MockServerWebExchange.from(post().body(Flux.just(buffer))))
                        .block(Duration.ofSeconds(30)))
                .isNotNull();
        assertThat(buffer.getNativeBuffer().refCnt()).isZero();
    }

    /** It takes long enough to hold up the connections of an event loop. */
    @Test
    void aSignatureIsCheckedElsewhere() {
        AtomicReference<String> checked = new AtomicReference<>("");
        CallbackReader reader = believingAll()
                .clock(() -> {
                    checked.set(Thread.currentThread().getName());
                    return Instant.EPOCH;
                })
                .build();
        MockServerHttpRequest signed = post().header(CallbackReceiver.SIGNATURE, "A".repeat(86) + "==")
                .header("telnyx-timestamp", "1767603600")
                .body("CallSid=v3%3Aone&Digits=1");

        new CallbackReceiver(reader, Duration.ofSeconds(2))
                .receive(MockServerWebExchange.from(signed))
                .onErrorComplete()
                .block(Duration.ofSeconds(30));

        assertThat(checked.get()).startsWith("boundedElastic");
    }
}
