package io.texml.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.policy.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A loopback server that answers exactly the requests that a test expects, each once. A request that nobody expects, and
 * one that is expected and does not come, fails the test.
 */
public final class StrictApi implements BeforeEachCallback, AfterEachCallback {

    static final String KEY = "KEY_of_the_tests";
    static final String ACCOUNT = "7f3c1a52-0b8e-4d6f-9a21-5e4d8c7b6a10";

    private static final String ANY_QUERY = "?*";

    private record Expectation(String requestLine, MockResponse answer) {}

    private final List<Expectation> expectations = new ArrayList<>();
    private final List<String> unexpected = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<RecordedRequest> received = new LinkedBlockingQueue<>();
    private final List<TexmlClient> clients = new ArrayList<>();
    private MockWebServer server;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                received.add(request);
                return take(request.getMethod() + " " + request.getTarget());
            }
        });
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        clients.forEach(client -> client.closeLater().block(Duration.ofSeconds(10)));
        server.close();
        assertThat(unexpected).as("requests that nobody expects").isEmpty();
        synchronized (expectations) {
            assertThat(expectations)
                    .extracting(Expectation::requestLine)
                    .as("requests that did not come")
                    .isEmpty();
        }
    }

    /** Answers a request once; the line is method, a space, path and query. */
    void expect(String requestLine, MockResponse answer) {
        synchronized (expectations) {
            expectations.add(new Expectation(requestLine, answer));
        }
    }

    void expect(String requestLine, MockResponse.Builder answer) {
        expect(requestLine, answer.build());
    }

    /** Answers a request once, whatever its query is. */
    void expectAnyQuery(String requestLine, MockResponse.Builder answer) {
        expect(requestLine + ANY_QUERY, answer.build());
    }

    private MockResponse take(String requestLine) {
        synchronized (expectations) {
            for (Expectation expectation : expectations) {
                String expected = expectation.requestLine();
                if (expected.equals(requestLine) || expected.equals(requestLine.replaceAll("\\?.*", "") + ANY_QUERY)) {
                    expectations.remove(expectation);
                    return expectation.answer();
                }
            }
        }
        unexpected.add(requestLine);
        return new MockResponse.Builder().code(418).build();
    }

    /** The next request that came. */
    RecordedRequest received() {
        try {
            RecordedRequest request = received.poll(10, TimeUnit.SECONDS);
            assertThat(request).as("a request").isNotNull();
            return request;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** How many requests came and were not taken with {@link #received()}. */
    int receivedCount() {
        return received.size();
    }

    URI origin() {
        return URI.create("http://localhost:" + server.getPort());
    }

    URI baseUrl() {
        return origin().resolve("/v2");
    }

    MockWebServer server() {
        return server;
    }

    /** A client of this server that never repeats a request; closed after the test. */
    TexmlClient client() {
        return client(builder -> builder);
    }

    TexmlClient client(UnaryOperator<TexmlClientBuilder> settings) {
        TexmlClientBuilder builder = new TexmlClientBuilder(variable -> null)
                .apiKey(KEY)
                .accountSid(ACCOUNT)
                .baseUrl(baseUrl())
                .closeGrace(Duration.ofSeconds(1))
                .retryPolicy(RetryPolicy.never());
        TexmlClient client = settings.apply(builder).build();
        clients.add(client);
        return client;
    }

    static MockResponse.Builder json(String body) {
        return json(200, body);
    }

    static MockResponse.Builder json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("content-type", "application/json")
                .setHeader("x-request-id", "req-1")
                .body(body);
    }
}
