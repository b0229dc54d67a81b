package io.texml.benchmarks.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;

/** OkHttp with Jackson: pages one after the other, dialling through its dispatcher. */
public final class OkHttpPeer implements Contender {

    private static final ObjectReader PAGES = PlainJson.MAPPER.readerFor(CallRecordPage.class);
    private static final ObjectReader CREATED = PlainJson.MAPPER.readerFor(CreatedRecord.class);
    private static final Map<String, Object> BODY = CreateBody.values();
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client;
    private final int port;

    public OkHttpPeer(int port) {
        this.port = port;
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(CONNECTIONS);
        dispatcher.setMaxRequestsPerHost(CONNECTIONS);
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(CONNECTIONS, 30, TimeUnit.SECONDS))
                .readTimeout(Duration.ofSeconds(20))
                .build();
    }

    @Override
    public long list(String account) {
        long items = 0;
        String next = Urls.page(port, account, 0);
        while (next != null) {
            CallRecordPage page = page(next);
            items += page.calls().size();
            next = page.nextPageUri() == null ? null : "http://127.0.0.1:" + port + page.nextPageUri();
        }
        return items;
    }

    private CallRecordPage page(String url) {
        try (Response response = client.newCall(request(url).build()).execute()) {
            return PAGES.readValue(response.body().byteStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void create(String account, Consumer<@Nullable Throwable> done) {
        Request request = request(Urls.calls(port, account))
                .post(RequestBody.create(PlainJson.MAPPER.writeValueAsBytes(BODY), JSON))
                .build();
        client.newCall(request).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException failure) {
                done.accept(failure);
            }

            @Override
            public void onResponse(Call call, Response response) {
                Throwable problem = null;
                try (response) {
                    CreatedRecord created = CREATED.readValue(response.body().byteStream());
                    problem = CreateBody.problem(created.status());
                } catch (RuntimeException failure) {
                    problem = failure;
                }
                done.accept(problem);
            }
        });
    }

    private static Request.Builder request(String url) {
        return new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + API_KEY)
                .header("Accept", "application/json");
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
