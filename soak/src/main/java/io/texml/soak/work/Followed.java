package io.texml.soak.work;

import io.texml.reactor.dialler.LiveCallEvent;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls that are followed from the dial to the end, and some that are let go in the middle, which hangs them up. */
final class Followed implements Workload {

    private static final Set<LiveCallEvent.Type> IN_ORDER = EnumSet.of(
            LiveCallEvent.Type.INITIATED,
            LiveCallEvent.Type.RINGING,
            LiveCallEvent.Type.ANSWERED,
            LiveCallEvent.Type.ENDED);

    private final Application application;
    private final Contacts contacts;
    private final Tally tally;

    Followed(Application application, Contacts contacts, Tally tally) {
        this.application = application;
        this.contacts = contacts;
        this.tally = tally;
    }

    @Override
    public String name() {
        return "followed calls";
    }

    @Override
    public int lanes() {
        return 4;
    }

    @Override
    public Mono<Void> round() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Flux<LiveCallEvent> call = application
                .dialler()
                .follow(contacts.next().request().url(application.publicUrl()).build());
        if (random.nextInt(4) == 0) {
            return call.takeUntilOther(Mono.delay(Duration.ofMillis(random.nextInt(1_500))))
                    .doFinally(end -> tally.did("followed calls let go", 1))
                    .then();
        }
        return call.collectList().doOnNext(this::check).then();
    }

    private void check(List<LiveCallEvent> events) {
        WrongResult.unless(
                !events.isEmpty() && events.get(events.size() - 1).result() != null,
                "a followed call completed without a result");
        List<LiveCallEvent.Type> types = events.stream()
                .map(LiveCallEvent::type)
                .filter(IN_ORDER::contains)
                .toList();
        WrongResult.unless(
                types.stream().sorted().distinct().toList().equals(types),
                "the events of a call were not in their order: " + types);
        tally.did("calls followed to their end", 1);
    }
}
