package io.texml.benchmarks.contender;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;

/** The JDK's HttpClient with Jackson. Its connections cannot be limited. */
public final class JdkPeer implements Contender {

    private static final ObjectReader PAGES = PlainJson.MAPPER.readerFor(CallRecordPage.class);
    private static final ObjectReader CREATED = PlainJson.MAPPER.readerFor(CreatedRecord.class);
    private static final Map<String, Object> BODY = CreateBody.values();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final int port;

    public JdkPeer(int port) {
        this.port = port;
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

    private CallRecordPage page(String uri) {
        try {
            byte[] body = client.send(request(uri).GET().build(), BodyHandlers.ofByteArray())
                    .body();
            return PAGES.readValue(body);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void create(String account, Consumer<@Nullable Throwable> done) {
        HttpRequest request = request(Urls.calls(port, account))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(PlainJson.MAPPER.writeValueAsBytes(BODY)))
                .build();
        CompletableFuture<CreatedRecord> created = client.sendAsync(request, BodyHandlers.ofByteArray())
                .thenApply(answer -> CREATED.readValue(answer.body()));
        var unused = created.whenComplete(
                (answer, failure) -> done.accept(failure != null ? failure : CreateBody.problem(answer.status())));
    }

    private static HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofMinutes(5))
                .header("Authorization", "Bearer " + API_KEY)
                .header("Accept", "application/json");
    }

    @Override
    public void close() {}
}
