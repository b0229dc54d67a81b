package io.texml.benchmarks.contender;

import io.texml.RequestOptions;
import io.texml.TrimSilence;
import io.texml.calls.CallCreated;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.reactor.CallsClient;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** This library, as it comes; only the dial pace is off, because it is meant to be slow. */
public class Texml implements Contender {

    static final CreateCall REQUEST = request();

    private final TexmlClient client;

    public Texml(int port) {
        this(port, builder -> {});
    }

    Texml(int port, Consumer<TexmlClientBuilder> more) {
        TexmlClientBuilder builder = TexmlClient.builder()
                .apiKey(API_KEY)
                .baseUrl(URI.create("http://127.0.0.1:" + port + "/v2"))
                .withoutDialPace();
        more.accept(builder);
        this.client = builder.build();
    }

    @Override
    public long list(String account) {
        Long items = calls(account).list().count().block();
        return items == null ? 0 : items;
    }

    @Override
    public long list(String account, Consumer<Object> consumer) {
        return consume(calls(account).list(), 64, consumer);
    }

    /** As {@link #list(String, Consumer)}, with pages fetched before they are asked for. */
    public long listReadingAhead(String account, int pages, Consumer<Object> consumer) {
        TexmlClient ahead =
                client.with(RequestOptions.builder().readAhead(pages).build());
        // One item at a time, so that nothing but the client fetches ahead.
        return consume(ahead.account(account).calls().list(), 1, consumer);
    }

    @Override
    public long listRaw(String account) {
        Long items = client.account(account)
                .list(ListCalls.builder().build())
                .raw()
                .count()
                .block();
        return items == null ? 0 : items;
    }

    @Override
    public void create(String account, Consumer<@Nullable Throwable> done) {
        calls(account).create(REQUEST).subscribe(created -> done.accept(problem(created)), done);
    }

    static @Nullable Throwable problem(CallCreated created) {
        return CreateBody.problem(String.valueOf(created.status()));
    }

    static CreateCall request() {
        return CreateCall.builder()
                .applicationSid(CreateBody.APPLICATION)
                .from(CreateBody.FROM)
                .to(CreateBody.TO)
                .url(URI.create(CreateBody.URL))
                .fallbackUrl(URI.create(CreateBody.FALLBACK_URL))
                .statusCallback(URI.create(CreateBody.STATUS_CALLBACK))
                .timeLimit(Duration.ofSeconds(CreateBody.TIME_LIMIT))
                .record(true)
                .trim(TrimSilence.TRIM_SILENCE)
                .build();
    }

    private CallsClient calls(String account) {
        return client.account(account).calls();
    }

    private static long consume(Flux<?> items, int prefetch, Consumer<Object> consumer) {
        Long count = items.publishOn(Schedulers.boundedElastic(), prefetch)
                .doOnNext(consumer)
                .count()
                .block();
        return count == null ? 0 : count;
    }

    @Override
    public void close() {
        client.closeLater().block(Duration.ofSeconds(15));
    }
}
