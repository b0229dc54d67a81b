package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CALL;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.texml.ApiException;
import io.texml.RateLimitException;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.LogLines;
import io.texml.reactor.TexmlClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** A server whose clock is not ours, and one that is slow to say that it can do more again. */
class ServerTimeTest {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    /** How a server names a point in time. */
    enum Form {
        IMF_FIXDATE("EEE, dd MMM yyyy HH:mm:ss 'GMT'"),
        RFC_850("EEEE, dd-MMM-yy HH:mm:ss 'GMT'"),
        ASCTIME("EEE MMM ppd HH:mm:ss yyyy"),
        UTC("EEE, dd MMM yyyy HH:mm:ss 'UTC'"),
        ISO_8601("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        EPOCH_SECONDS(""),
        EPOCH_MILLISECONDS("");

        private final String pattern;

        Form(String pattern) {
            this.pattern = pattern;
        }

        String of(Instant time) {
            return switch (this) {
                case EPOCH_SECONDS -> Long.toString(time.getEpochSecond());
                case EPOCH_MILLISECONDS -> Long.toString(time.getEpochSecond() * 1_000);
                default -> DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time.atOffset(ZoneOffset.UTC));
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void retryAfterOfAServerWhoseClockIsAnHourAheadIsNotAnHour(Form form) throws Exception {
        Instant serverTime = Instant.now().plus(Duration.ofHours(1));
        String date = "Date: " + Form.IMF_FIXDATE.of(serverTime);
        String retryAfter = "Retry-After: " + form.of(serverTime.plusSeconds(2));
        try (FaultServer server = answering(503, date, retryAfter);
                TexmlClient client = neverRepeating(server.baseUrl())) {
            assertThat(refusal(client).retryAfter()).contains(TWO_SECONDS);
            assertThat(client.calls().get("v3:b").block(LONG_ENOUGH)).isNotNull();
        }
        try (FaultServer server = answering(429, date, retryAfter);
                TexmlClient client = neverRepeating(server.baseUrl())) {
            assertThat(refusal(client).retryAfter()).contains(TWO_SECONDS);
            assertThat(client.rateLimit().pausedFor()).isPositive().isLessThanOrEqualTo(TWO_SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600, -3_600})
    void aResetThatIsAPointInTimeIsWaitedForByTheServersClock(long secondsAhead) throws Exception {
        Instant serverTime = Instant.now().plusSeconds(secondsAhead);
        try (FaultServer server = answering(
                        200,
                        "Date: " + Form.IMF_FIXDATE.of(serverTime),
                        "x-ratelimit-limit: 10",
                        "x-ratelimit-remaining: 0",
                        "x-ratelimit-reset: " + Form.EPOCH_SECONDS.of(serverTime.plusSeconds(2)));
                TexmlClient client = neverRepeating(server.baseUrl())) {
            client.calls().get("v3:a").block(LONG_ENOUGH);

            assertThat(client.rateLimit().pausedFor()).isPositive().isLessThanOrEqualTo(TWO_SECONDS);
        }
    }

    @Test
    void afterA429OneSlowProbeDoesNotStopTheOthers() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        CountDownLatch othersAreDone = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        connection.readRequest();
                        int request = requests.incrementAndGet();
                        if (request == 2) {
                            othersAreDone.await(30, TimeUnit.SECONDS);
                        }
                        connection.answer(request == 1 ? 429 : 200, CALL, "Retry-After: 0.05");
                    }
                });
                TexmlClient client = neverRepeating(server.baseUrl())) {
            assertThat(refusal(client)).isInstanceOf(RateLimitException.class);

            AtomicInteger answered = new AtomicInteger();
            List<?> all = Flux.range(0, 50)
                    .flatMap(i -> client.calls().get("v3:" + i), 50)
                    .doOnNext(call -> {
                        if (answered.incrementAndGet() == 49) {
                            othersAreDone.countDown();
                        }
                    })
                    .collectList()
                    .block(Duration.ofSeconds(20));

            assertThat(all).hasSize(50);
            assertThat(requests).hasValue(51);
        }
    }

    @Test
    void mediaSayHowLongToWaitToo() throws Exception {
        Instant serverTime = Instant.now().minus(Duration.ofHours(1));
        try (FaultServer host = answering(
                        503,
                        "Date: " + Form.IMF_FIXDATE.of(serverTime),
                        "Retry-After: " + Form.IMF_FIXDATE.of(serverTime.plusSeconds(2)));
                TexmlClient client = neverRepeating(host.baseUrl())) {
            ApiException refusal = catchThrowableOfType(ApiException.class, () -> client.recordings()
                    .download(host.baseUrl().resolve("/media"))
                    .blockLast(LONG_ENOUGH));

            assertThat(refusal.retryAfter()).contains(TWO_SECONDS);
        }
    }

    @Test
    void aClientSaysOnceThatItsClockIsOff() throws Exception {
        try (LogLines log = new LogLines("io.texml.response", Level.WARN);
                FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        connection.readRequest();
                        connection.answer(
                                503,
                                "{}",
                                "Date: " + Form.IMF_FIXDATE.of(Instant.now().plusSeconds(7_200)));
                    }
                });
                TexmlClient client = neverRepeating(server.baseUrl())) {
            refusal(client);
            refusal(client);
            refusal(client.account("another"));

            assertThat(log.lines()).singleElement().asString().containsPattern("7[12]\\d\\d s ahead of this machine's");
        }
    }

    /** Says that to the first request, and answers the others. */
    private static FaultServer answering(int status, String... headers) {
        AtomicInteger requests = new AtomicInteger();
        return new FaultServer((number, connection) -> serve(requests, connection, status, headers));
    }

    private static void serve(AtomicInteger requests, FaultServer.Connection connection, int status, String... headers)
            throws IOException {
        while (true) {
            connection.readRequest();
            if (requests.incrementAndGet() == 1) {
                connection.answer(status, CALL, headers);
            } else {
                connection.answer(200, CALL);
            }
        }
    }

    private static TexmlClient neverRepeating(URI baseUrl) {
        return Clients.at(baseUrl)
                .responseTimeout(LONG_ENOUGH)
                .totalTimeout(LONG_ENOUGH)
                .retryPolicy(RetryPolicy.never())
                .build();
    }

    private static ApiException refusal(TexmlClient client) {
        ApiException refusal = catchThrowableOfType(
                ApiException.class, () -> client.calls().get("v3:a").block(LONG_ENOUGH));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
