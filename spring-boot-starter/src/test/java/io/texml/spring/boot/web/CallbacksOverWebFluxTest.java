package io.texml.spring.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.texml.callbacks.CallProgress;
import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackUrl;
import io.texml.callbacks.InstructionRequest;
import io.texml.callbacks.Verification;
import io.texml.markup.Hangup;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.simulator.SignedCallback;
import io.texml.simulator.TexmlSimulator;
import io.texml.spring.boot.autoconfigure.CallbackEndpointBuilderCustomizer;
import io.texml.spring.boot.autoconfigure.CallbackReaderBuilderCustomizer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** On a real port, with Spring Security and what else reads forms in front. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.webflux.hiddenmethod.filter.enabled=true", "texml.redis.enabled=false"})
class CallbacksOverWebFluxTest {

    private static final TexmlSimulator SIMULATOR = TexmlSimulator.start();
    private static final String TOKEN = CallbackUrl.newToken();
    private static final Map<String, String> FIELDS =
            Map.of("CallSid", "v3:one", "From", "+13125550100", "To", "+13125550101", "Note", "a b&c=d+e");

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) {
        properties.add("texml.callbacks.public-keys", SIMULATOR::publicKey);
        properties.add("texml.callbacks.tokens", () -> TOKEN);
    }

    @Autowired
    private CallbackEvents events;

    @Autowired
    private Application application;

    @LocalServerPort
    private int port;

    private WebTestClient web;

    @BeforeEach
    void connect() {
        application.heard.clear();
        web = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static SignedCallback completed() {
        return SIMULATOR.signed("call-completed", FIELDS);
    }

    @Test
    void theEndpointPublishesWhatIsSignedAndRefusesWhatIsNot() {
        Mono<Callback> heard = events.ofCall("v3:one").next().cache();
        heard.subscribe();

        assertThat(completed().deliverTo(at("/texml/callbacks"))).isEqualTo(200);
        assertThat(heard.block(Duration.ofSeconds(30))).isInstanceOf(CallProgress.class);
        assertThat(completed().unsigned().deliverTo(at("/texml/callbacks"))).isEqualTo(401);
        assertThat(completed().altered().deliverTo(at("/texml/callbacks"))).isEqualTo(401);
    }

    @Test
    void theEndpointAnswersWhatAsksForADocument() {
        web.get()
                .uri("/texml/callbacks?CallSid=v3%3Aone&texml-kind=instructions&texml-token=" + TOKEN)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/xml;charset=utf-8")
                .expectBody(String.class)
                .value(xml -> assertThat(Texml.parse(xml).verbs()).hasSize(1));
        web.put()
                .uri("/texml/callbacks")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.METHOD_NOT_ALLOWED)
                .expectHeader()
                .valueEquals("allow", "GET, POST");
    }

    @Test
    void whatIsTooLongIsNotRead() {
        web.post()
                .uri("/texml/callbacks")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("Note=" + "x".repeat(2_000_000))
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
    }

    @Test
    void aControllerGetsAVerifiedCallbackAndReturnsADocument() {
        web.post()
                .uri("/menu?texml-token=" + TOKEN)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("CallSid=v3%3Aone&Digits=1")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_XML)
                .expectBody(String.class)
                .isEqualTo(Application.pressed("1").toXml());
        web.post()
                .uri("/menu?texml-token=" + CallbackUrl.newToken())
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("CallSid=v3%3Aone&Digits=1")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    /** The CSRF filter, the filter of hidden methods and the controller itself read the form; the signature is over the bytes. */
    @Test
    void theBytesAreKeptWhoeverReadsTheForm() {
        assertThat(completed().deliverTo(at("/status"))).isEqualTo(200);

        assertThat(application.heard).singleElement().satisfies(callback -> {
            assertThat(callback.verification()).isEqualTo(Verification.SIGNATURE);
            assertThat(callback.parameters()).containsEntry("Note", List.of("a b&c=d+e"));
        });
        assertThat(application.form).containsEntry("Note", List.of("a b&c=d+e"));
        assertThat(completed().byAnotherKey().deliverTo(at("/status"))).isEqualTo(401);
    }

    @Test
    void aCallbackOfAnotherKindIsRefusedInWords() {
        assertThat(completed().deliverTo(at("/menu"))).isEqualTo(400);
    }

    @Test
    void aFunctionalRouteReceivesAndReturnsADocument() {
        SignedCallback asked = SIMULATOR.signed("instruction-fetch", FIELDS);

        assertThat(asked.deliverTo(at("/functional"))).isEqualTo(200);
        web.get().uri("/functional").exchange().expectStatus().isUnauthorized();
        web.put().uri("/functional").exchange().expectStatus().isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
        web.get()
                .uri("/functional?Digits=7&texml-token=" + TOKEN)
                .exchange()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_XML)
                .expectBody(String.class)
                .isEqualTo(Application.pressed("7").toXml());
    }

    /** The bytes of a document are UTF-8, so a header that says otherwise would garble it. */
    @Test
    void aDocumentIsWrittenInNoOtherCharset() {
        web.post()
                .uri("/menu?texml-token=" + TOKEN)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .accept(new MediaType(MediaType.APPLICATION_XML, StandardCharsets.ISO_8859_1))
                .bodyValue("CallSid=v3%3Aone&Digits=1")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.NOT_ACCEPTABLE);
    }

    /** Parts are read from the request itself, and whoever uploads may write the parameter of a token. */
    @Test
    void anUploadIsLeftAlone() {
        MultipartBodyBuilder parts = new MultipartBodyBuilder();
        parts.part("name", "value");
        web.post()
                .uri("/upload?texml-token=" + TOKEN)
                .bodyValue(parts.build())
                .exchange()
                .expectBody(String.class)
                .isEqualTo("[name]");
    }

    @Test
    void whatIsNotLetThroughIsStillSecured() {
        web.get().uri("/secret").exchange().expectStatus().isUnauthorized();
        web.post()
                .uri("/secret")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("a=b")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Application {

        final List<Callback> heard = new CopyOnWriteArrayList<>();
        final Map<String, List<String>> form = new ConcurrentHashMap<>();

        static Texml pressed(String digits) {
            return Texml.of(Say.text("You pressed " + digits + "."), Hangup.hangup());
        }

        @PostMapping("/menu")
        Mono<Texml> menu(InstructionRequest request) {
            return Mono.just(pressed(String.valueOf(request.digits())));
        }

        @PostMapping("/status")
        Mono<Void> status(ServerWebExchange exchange, Mono<Callback> callback) {
            return exchange.getFormData()
                    .doOnNext(form::putAll)
                    .then(callback)
                    .doOnNext(heard::add)
                    .then();
        }

        @PostMapping("/upload")
        Mono<String> upload(ServerWebExchange exchange) {
            return exchange.getMultipartData().map(parts -> parts.keySet().toString());
        }

        @RequestMapping("/secret")
        String secret() {
            return "secret";
        }

        @Bean
        RouterFunction<ServerResponse> functional(CallbackReceiver receiver) {
            return route().path(
                            "/functional",
                            all -> all.route(
                                    request -> true, request -> receiver.receive(request, InstructionRequest.class)
                                            .flatMap(asked -> ServerResponse.ok()
                                                    .bodyValue(pressed(String.valueOf(asked.digits()))))))
                    .build();
        }

        @Bean
        CallbackEndpointBuilderCustomizer handlers() {
            return builder -> builder.onInstructions(request -> Mono.just(Texml.of(Hangup.hangup())));
        }

        @Bean
        CallbackReaderBuilderCustomizer simulatedClock() {
            return builder -> builder.clock(SIMULATOR.clock());
        }

        /** What the guide shows. */
        @Bean
        @Order(1)
        SecurityWebFilterChain callbacks(ServerHttpSecurity http) {
            return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/texml/callbacks"))
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .build();
        }

        /** Reads each form for its token, and then lets callbacks through. */
        @Bean
        @Order(2)
        SecurityWebFilterChain others(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/menu", "/status", "/functional", "/upload")
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .httpBasic(basic -> {})
                    .csrf(csrf -> csrf.requireCsrfProtectionMatcher(exchange -> exchange.getFormData()
                            .flatMap(form ->
                                    exchange.getRequest().getMethod().name().equals("POST")
                                                    && exchange.getRequest()
                                                            .getPath()
                                                            .value()
                                                            .equals("/secret")
                                            ? ServerWebExchangeMatcher.MatchResult.match()
                                            : ServerWebExchangeMatcher.MatchResult.notMatch())))
                    .build();
        }
    }
}
