package io.texml.soak.work;

import io.texml.calls.Call;
import io.texml.calls.ListCalls;
import io.texml.operation.Page;
import io.texml.reactor.PagedFlux;
import io.texml.reactor.TexmlClient;
import io.texml.soak.platform.Accounts;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Mono;

/** Long lists: typed, page by page, raw, cut off behind an item, and cancelled in the middle. */
final class Lists implements Workload {

    private final TexmlClient client;
    private final Truth truth;
    private final Tally tally;

    Lists(TexmlClient client, Truth truth, Tally tally) {
        this.client = client;
        this.truth = truth;
        this.tally = tally;
    }

    @Override
    public String name() {
        return "lists";
    }

    @Override
    public int lanes() {
        return 2;
    }

    @Override
    public Mono<Void> round() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        PagedFlux<Call> list = client.calls()
                .list(ListCalls.builder().pageSize(random.nextInt(50, 501)).build());
        return switch (random.nextInt(5)) {
            case 0 -> typed(list);
            case 1 -> byPage(list);
            case 2 -> raw(list);
            case 3 -> cutOff(list, random.nextInt(1, Accounts.CALLS));
            default -> cancelled(list, Duration.ofMillis(random.nextInt(1_500)));
        };
    }

    private Mono<Void> typed(PagedFlux<Call> list) {
        return list.reduceWith(Sum::new, (sum, call) -> sum.plus(sid(call)))
                .doOnNext(sum -> whole(sum, truth.sids(), "a typed list"))
                .then();
    }

    private Mono<Void> byPage(PagedFlux<Call> list) {
        return list.byPage()
                .concatMapIterable(Page::items, 1)
                .reduceWith(Sum::new, (sum, call) -> sum.plus(sid(call)))
                .doOnNext(sum -> whole(sum, truth.sids(), "a list by page"))
                .then();
    }

    private Mono<Void> raw(PagedFlux<Call> list) {
        return list.raw()
                .reduceWith(Sum::new, Sum::plus)
                .doOnNext(sum -> whole(sum, truth.items(), "a raw list"))
                .then();
    }

    private Mono<Void> cutOff(PagedFlux<Call> list, int items) {
        return list.take(items)
                .count()
                .doOnNext(count -> {
                    WrongResult.unless(count == items, "a list cut off behind " + items + " items had " + count);
                    tally.did("lists cut off", 1);
                })
                .then();
    }

    private Mono<Void> cancelled(PagedFlux<Call> list, Duration after) {
        return list.takeUntilOther(Mono.delay(after))
                .doFinally(end -> tally.did("lists cancelled", 1))
                .then();
    }

    private void whole(Sum sum, Sum expected, String what) {
        sum.mustBe(expected, what);
        tally.did("lists read whole", 1);
        tally.did("items of lists", sum.items());
    }

    private static String sid(Call call) {
        return Objects.requireNonNull(call.sid(), "sid");
    }
}
