package io.texml.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.VerificationPolicy;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.dialler.Dialler;
import io.texml.redis.RedisCallbackEvents;
import io.texml.redis.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;

/** Events of two contexts of one application, as of two processes. */
class SharedEventsTest {

    private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
            .withConfiguration(TexmlAutoConfigurationTest.ALL)
            .withConfiguration(AutoConfigurations.of(TexmlRedisAutoConfiguration.class))
            .withPropertyValues(
                    TexmlAutoConfigurationTest.KEY,
                    TexmlAutoConfigurationTest.PUBLIC_KEY,
                    TexmlAutoConfigurationTest.PUBLIC_URL);

    @Test
    void whatOneReceivesTheOtherHears() {
        try (RedisServer server = RedisServer.start()) {
            String url = "texml.redis.url=redis://127.0.0.1:" + server.port();
            runner.withPropertyValues(url).run(one -> {
                assertThat(one).hasSingleBean(RedisCallbackEvents.class).doesNotHaveBean(InMemoryCallbackEvents.class);
                new ApplicationContextRunner()
                        .withConfiguration(TexmlAutoConfigurationTest.ALL)
                        .withConfiguration(AutoConfigurations.of(TexmlRedisAutoConfiguration.class))
                        .withPropertyValues(
                                TexmlAutoConfigurationTest.KEY,
                                TexmlAutoConfigurationTest.PUBLIC_KEY,
                                TexmlAutoConfigurationTest.PUBLIC_URL,
                                url)
                        .run(worker -> {
                            assertThat(worker)
                                    .as("a worker without a web server")
                                    .hasSingleBean(Dialler.class);
                            CompletableFuture<Callback> heard = new CompletableFuture<>();
                            worker.getBean(CallbackEvents.class).all().subscribe(heard::complete);

                            one.getBean(CallbackEvents.class)
                                    .publish(callback())
                                    .block(Duration.ofSeconds(20));

                            assertThat(heard.get(20, TimeUnit.SECONDS).callSid())
                                    .isEqualTo("v3:a-call");
                        });
            });
        }
    }

    private static Callback callback() {
        CallbackReader reader = CallbackReader.builder()
                .instructions(VerificationPolicy.NONE)
                .statusCallbacks(VerificationPolicy.NONE)
                .build();
        String form = "CallbackSource=call-progress-events&CallSid=v3:a-call&CallStatus=ringing&SequenceNumber=1"
                + "&From=%2B13125550100&To=%2B13125550101";
        return reader.read("POST", null, name -> List.of(), form.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theyBackOff() {
        try (RedisServer server = RedisServer.start()) {
            runner.withPropertyValues("texml.redis.url=redis://127.0.0.1:" + server.port())
                    .withBean(CallbackEvents.class, CallbackEvents::inMemory)
                    .run(context -> assertThat(context).hasSingleBean(CallbackEvents.class));
        }
    }
}
