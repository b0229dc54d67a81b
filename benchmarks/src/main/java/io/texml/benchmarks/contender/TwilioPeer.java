package io.texml.benchmarks.contender;

import com.twilio.http.HttpClient;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.type.PhoneNumber;
import io.texml.benchmarks.server.Scenario;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.jspecify.annotations.Nullable;

/** twilio-java with its own transport, sent to the benchmarks' server through its HttpClient hook. */
public final class TwilioPeer implements Contender {

    private static final String TWILIO = "https://api.twilio.com";

    private final ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS, task -> {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        return thread;
    });
    private final TwilioRestClient client;

    public TwilioPeer(int port) {
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager();
        connections.setMaxTotal(CONNECTIONS);
        connections.setDefaultMaxPerRoute(CONNECTIONS);
        HttpClient network = new NetworkHttpClient(
                HttpClientBuilder.create().setConnectionManager(connections).disableAutomaticRetries());
        this.client = new TwilioRestClient.Builder("AC0123456789abcdef0123456789abcdef", API_KEY)
                .httpClient(new Redirected(network, "http://127.0.0.1:" + port))
                .build();
    }

    @Override
    public long list(String account) {
        long items = 0;
        for (Call call : Call.reader(account)
                .setPageSize((long) Scenario.parse(account).pageSize())
                .read(client)) {
            items += call.getSid() == null ? 0 : 1;
        }
        return items;
    }

    @Override
    public long list(String account, Consumer<Object> consumer) {
        long items = 0;
        for (Call call : Call.reader(account)
                .setPageSize((long) Scenario.parse(account).pageSize())
                .read(client)) {
            consumer.accept(call);
            items++;
        }
        return items;
    }

    @Override
    public void create(String account, Consumer<@Nullable Throwable> done) {
        callers.execute(() -> {
            Throwable problem = null;
            try {
                Call call = Call.creator(
                                account,
                                new PhoneNumber(CreateBody.TO),
                                new PhoneNumber(CreateBody.FROM),
                                URI.create(CreateBody.URL))
                        .setFallbackUrl(CreateBody.FALLBACK_URL)
                        .setStatusCallback(CreateBody.STATUS_CALLBACK)
                        .setTimeLimit(CreateBody.TIME_LIMIT)
                        .setRecord(true)
                        .setTrim("trim-silence")
                        .create(client);
                problem = CreateBody.problem(String.valueOf(call.getStatus()));
            } catch (RuntimeException failure) {
                problem = failure;
            }
            done.accept(problem);
        });
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }

    /** Replaces the origin of every request; all else goes through the library's own transport. */
    private static final class Redirected extends HttpClient {

        private final HttpClient network;
        private final String origin;

        Redirected(HttpClient network, String origin) {
            this.network = network;
            this.origin = origin;
        }

        @Override
        public Response makeRequest(Request request) {
            String url = request.getUrl();
            if (!url.startsWith(TWILIO)) {
                throw new IllegalArgumentException("not a URL of the API: " + url);
            }
            Request redirected = new Request(request.getMethod(), origin + url.substring(TWILIO.length()));
            redirected.setAuth(request.getUsername(), request.getPassword());
            request.getHeaderParams()
                    .forEach((name, values) -> values.forEach(value -> redirected.addHeaderParam(name, value)));
            request.getQueryParams()
                    .forEach((name, values) -> values.forEach(value -> redirected.addQueryParam(name, value)));
            request.getPostParams()
                    .forEach((name, values) -> values.forEach(value -> redirected.addPostParam(name, value)));
            redirected.setContentType(request.getContentType());
            return network.makeRequest(redirected);
        }
    }
}
