package io.texml.soak.work;

import io.texml.calls.ListCalls;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.soak.platform.Accounts;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Clients and endpoints that live for a few requests: what they held has to go with them. */
final class ShortLived implements Workload {

    private static final int ITEMS = 150;

    private final Application application;
    private final Tally tally;

    ShortLived(Application application, Tally tally) {
        this.application = application;
        this.tally = tally;
    }

    @Override
    public String name() {
        return "short-lived clients";
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public Mono<Void> round() {
        return Mono.usingWhen(
                        Mono.fromSupplier(() -> application.newClient().build()), this::work, TexmlClient::closeLater)
                .then(Mono.delay(Duration.ofMillis(300)))
                .then();
    }

    private Mono<Void> work(TexmlClient client) {
        application.newEndpoint(CallbackEvents.inMemory()).close();
        Flux<Long> lists = Flux.range(0, 3).flatMap(list -> client.account(Accounts.LISTED)
                .calls()
                .list(ListCalls.builder().pageSize(100).build())
                .take(ITEMS)
                .count());
        Mono<Void> cancelled = client.account(Accounts.LISTED)
                .calls()
                .list()
                .takeUntilOther(Mono.delay(Duration.ofMillis(30)))
                .then();
        return Mono.when(
                        lists.doOnNext(items ->
                                        WrongResult.unless(items == ITEMS, "a short list had " + items + " items"))
                                .then(),
                        cancelled)
                .doOnSuccess(end -> tally.did("clients opened and closed", 1));
    }
}
