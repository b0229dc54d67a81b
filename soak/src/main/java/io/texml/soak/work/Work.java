package io.texml.soak.work;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All workloads at once, round after round until they are stopped. */
public final class Work {

    /** Longer than every wait of the library under these settings, so what takes longer hangs. */
    public static final Duration LONGEST_ROUND = Duration.ofMinutes(4);

    private static final Duration AFTER_FAILURE = Duration.ofMillis(50);

    private final List<Workload> workloads;
    private final Tally tally;
    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private volatile boolean isStopped;

    private Work(Tally tally, List<Workload> workloads) {
        this.tally = tally;
        this.workloads = workloads;
    }

    /** What an application does twice: to warm up, and then in earnest. Reads the lists once, so nothing may go wrong yet. */
    public static List<Work> phases(Application application, Tally warmUp, Tally earnest) {
        Truth truth = Truth.learn(application.listed());
        Contacts contacts = new Contacts();
        return List.of(of(application, truth, contacts, warmUp), of(application, truth, contacts, earnest));
    }

    private static Work of(Application application, Truth truth, Contacts contacts, Tally tally) {
        return new Work(
                tally,
                List.of(
                        new Singles(application, truth, tally),
                        new Lists(application.listed(), truth, tally),
                        new Exports(application.listed(), truth, tally),
                        new Downloads(application.listed(), truth, tally),
                        new Dials(application, contacts, tally),
                        new Followed(application, contacts, tally),
                        new Campaigns(application, contacts, tally),
                        new ShortLived(application, tally)));
    }

    /** Runs; completes when it was stopped and each round that was under way is over. */
    public Mono<Void> run() {
        return Flux.fromIterable(workloads)
                .flatMap(workload -> Flux.range(0, workload.lanes()).flatMap(lane -> rounds(workload)))
                .then();
    }

    /** Begins no further round, but of a workload that has not completed one yet. */
    public void stop() {
        isStopped = true;
    }

    /** The workloads that did not complete a single round. */
    public List<String> idle() {
        return workloads.stream()
                .map(Workload::name)
                .filter(name -> !completed.contains(name))
                .toList();
    }

    private Mono<Void> rounds(Workload workload) {
        return Mono.defer(workload::round)
                .timeout(LONGEST_ROUND)
                .doOnSuccess(end -> {
                    completed.add(workload.name());
                    tally.did("rounds of " + workload.name(), 1);
                })
                .onErrorResume(thrown -> {
                    tally.ended(workload.name(), thrown);
                    return Mono.delay(AFTER_FAILURE).then();
                })
                .repeat(() -> !isStopped || !completed.contains(workload.name()))
                .then();
    }
}
