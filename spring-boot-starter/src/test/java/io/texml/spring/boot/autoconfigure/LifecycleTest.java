package io.texml.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.Dialler;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import io.texml.simulator.fault.Latency;
import io.texml.simulator.script.CallScript;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import reactor.core.publisher.Mono;

/** In which order things stop: the dialler, the web server, the client. */
class LifecycleTest {

    private final TexmlSimulator simulator = TexmlSimulator.builder()
            .realTime()
            .callScript(CallScript.answered().withTalks(Duration.ofSeconds(1)))
            .start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .properties(
                        "server.port=0",
                        "texml.redis.enabled=false",
                        "server.shutdown=graceful",
                        "spring.reactor.netty.shutdown-quiet-period=0s",
                        "texml.base-url=" + simulator.baseUrl(),
                        "texml.api-key=" + simulator.apiKey(),
                        "texml.account-sid=" + simulator.accountSid(),
                        "texml.callbacks.public-keys=" + simulator.publicKey())
                .properties(properties)
                .run();
    }

    @Test
    void phasesStopTheDiallerBeforeTheWebServerAndTheClientAfterIt() {
        assertThat(DiallerLifecycle.PHASE).isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
        assertThat(TexmlClientLifecycle.PHASE)
                .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE)
                .isPositive();
    }

    /** A request that came before the stop is answered after it, by a client that is open until then. */
    @Test
    void aRequestThatIsUnderWayIsAnsweredByAClientThatIsStillOpen() throws Exception {
        simulator
                .faults()
                .add(Fault.latency(Latency.fixed(Duration.ofMillis(700))).on("calls.create"));
        ConfigurableApplicationContext context = start();
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        // Not over Reactor Netty, whose event loops end with the application.
        RestClient caller = RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory())
                .build();
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> caller.post()
                .uri("http://127.0.0.1:" + port + "/dial")
                .retrieve()
                .body(String.class));
        context.getBean(Application.class).begun.await(30, TimeUnit.SECONDS);

        context.close();

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("dialled");
        assertThat(context.getBeanFactory().getBeanNamesForType(TexmlClient.class))
                .isNotEmpty();
    }

    @Test
    void theLastCallbacksOfADiallersCallsArriveWhileItStops() throws Exception {
        int port = freePort();
        ConfigurableApplicationContext context =
                start("server.port=" + port, "texml.callbacks.public-url=http://127.0.0.1:" + port);
        Dialler dialler = context.getBean(Dialler.class);
        InMemoryCallbackEvents events = context.getBean(InMemoryCallbackEvents.class);
        CountDownLatch answered = new CountDownLatch(1);
        events.all().subscribe(callback -> answered.countDown());
        CompletableFuture<CallResult> result =
                dialler.dial(Application.request()).toFuture();
        assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();

        context.close();

        assertThat(result.get(1, TimeUnit.SECONDS).outcome()).isEqualTo(CallResult.Outcome.COMPLETED);
        assertThat(result.join().isLookedUp()).isFalse();
    }

    /** Spring's own waiting is longer, so the application would be seen to hang. */
    @Test
    void aCallThatDoesNotEndKeepsNobodyLongerThanTheTimeout() throws Exception {
        simulator.callScript("+13125550101", CallScript.answered().withTalks(Duration.ofHours(1)));
        ConfigurableApplicationContext context = start(
                "texml.callbacks.public-url=http://127.0.0.1:1",
                "texml.dialler.stop-timeout=10ms",
                "texml.close-grace=1s");
        Dialler dialler = context.getBean(Dialler.class);
        dialler.dial(Application.request()).subscribe(ended -> {}, failed -> {});

        context.close();

        assertThat(dialler.load().live()).isLessThanOrEqualTo(1);
        assertThat(context.isActive()).isFalse();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Application {

        final CountDownLatch begun = new CountDownLatch(1);
        private final TexmlClient client;

        Application(TexmlClient client) {
            this.client = client;
        }

        static CreateCall request() {
            return CreateCall.builder()
                    .applicationSid("1293384261075731499")
                    .from("+13125550100")
                    .to("+13125550101")
                    .texml("<Response><Pause length=\"1\"/></Response>")
                    .build();
        }

        @Bean
        SecurityWebFilterChain open(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .build();
        }

        @PostMapping("/dial")
        Mono<String> dial() {
            return client.calls()
                    .create(request())
                    .doOnSubscribe(subscription -> begun.countDown())
                    .thenReturn("dialled");
        }
    }
}
