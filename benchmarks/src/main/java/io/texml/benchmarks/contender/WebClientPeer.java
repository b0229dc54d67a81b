package io.texml.benchmarks.contender;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.util.retry.Retry;

/** Spring's WebClient as a careful user would write it: expand and concatMap over the links, retry per request. */
public final class WebClientPeer implements Contender {

    private static final Map<String, Object> BODY = CreateBody.values();

    private final ConnectionProvider pool = ConnectionProvider.builder("webclient")
            .maxConnections(CONNECTIONS)
            .pendingAcquireMaxCount(-1)
            .pendingAcquireTimeout(Duration.ofMinutes(5))
            .build();
    private final int port;
    private final WebClient client;

    public WebClientPeer(int port) {
        this.port = port;
        this.client = WebClient.builder()
                .clientConnector(
                        new ReactorClientHttpConnector(HttpClient.create(pool).responseTimeout(Duration.ofSeconds(20))))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 * 1024 * 1024))
                .defaultHeaders(headers -> {
                    headers.setBearerAuth(API_KEY);
                    headers.setAccept(List.of(MediaType.APPLICATION_JSON));
                })
                .build();
    }

    @Override
    public long list(String account) {
        Long items = items(account).count().block();
        return items == null ? 0 : items;
    }

    @Override
    public long list(String account, Consumer<Object> consumer) {
        Long items = items(account)
                .publishOn(Schedulers.boundedElastic(), 64)
                .doOnNext(consumer)
                .count()
                .block();
        return items == null ? 0 : items;
    }

    private Flux<CallRecord> items(String account) {
        return page(URI.create(Urls.page(port, account, 0)))
                .expand(page -> page.nextPageUri() == null
                        ? Mono.empty()
                        : page(URI.create("http://127.0.0.1:" + port + page.nextPageUri())))
                .concatMap(page -> Flux.fromIterable(page.calls()));
    }

    private Mono<CallRecordPage> page(URI uri) {
        return client.get()
                .uri(uri)
                .retrieve()
                .bodyToMono(CallRecordPage.class)
                .retryWhen(Retry.backoff(3, Duration.ofMillis(500)).filter(WebClientPeer::canBeRepeated));
    }

    @Override
    public void create(String account, Consumer<@Nullable Throwable> done) {
        client.post()
                .uri(URI.create(Urls.calls(port, account)))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(BODY)
                .retrieve()
                .bodyToMono(CreatedRecord.class)
                .retryWhen(Retry.backoff(3, Duration.ofMillis(500)).filter(WebClientPeer::wasRefused))
                .subscribe(created -> done.accept(CreateBody.problem(created.status())), done);
    }

    private static boolean canBeRepeated(Throwable failure) {
        return !(failure instanceof WebClientResponseException answer)
                || answer.getStatusCode().is5xxServerError()
                || wasRefused(failure);
    }

    private static boolean wasRefused(Throwable failure) {
        return failure instanceof WebClientResponseException answer
                && answer.getStatusCode().value() == 429;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
