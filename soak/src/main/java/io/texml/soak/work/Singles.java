package io.texml.soak.work;

import io.texml.NotFoundException;
import io.texml.calls.CreateCall;
import io.texml.queues.CreateQueue;
import io.texml.queues.Queue;
import io.texml.queues.UpdateQueue;
import io.texml.soak.platform.Callees;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Mono;

/** Single operations: a queue from its beginning to its end, a call that is there, one that is not, and a dial that nobody follows. */
final class Singles implements Workload {

    private static final int SIZE = 7;

    private final Application application;
    private final Truth truth;
    private final Tally tally;

    Singles(Application application, Truth truth, Tally tally) {
        this.application = application;
        this.truth = truth;
        this.tally = tally;
    }

    @Override
    public String name() {
        return "single operations";
    }

    @Override
    public int lanes() {
        return 4;
    }

    @Override
    public Mono<Void> round() {
        return switch (ThreadLocalRandom.current().nextInt(8)) {
            case 0, 1 -> queue();
            case 2 -> dial();
            case 3 -> missing();
            default -> call();
        };
    }

    private Mono<Void> queue() {
        String name = "soak-" + UUID.randomUUID();
        var queues = application.single().queues();
        return queues.create(CreateQueue.builder().friendlyName(name).build())
                .map(created -> Objects.requireNonNull(created.sid(), "sid"))
                .flatMap(sid -> queues.update(
                                sid, UpdateQueue.builder().maxSize(SIZE).build())
                        .then(queues.get(sid))
                        .doOnNext(queue -> check(queue, sid))
                        .then(queues.delete(sid)))
                .doOnSuccess(end -> tally.did("operations on queues", 4));
    }

    private static void check(Queue queue, String sid) {
        WrongResult.unless(sid.equals(queue.sid()), "another queue came than the one that was asked for");
        WrongResult.unless(
                Objects.equals(queue.maxSize(), (long) SIZE), "the queue has not the size that it was given");
    }

    private Mono<Void> dial() {
        return application
                .single()
                .calls()
                .create(CreateCall.builder()
                        .applicationSid(Contacts.APPLICATION)
                        .from(Contacts.FROM)
                        .to(Callees.ANSWERS.number(ThreadLocalRandom.current().nextInt()))
                        .texml(Application.DOCUMENT)
                        .build())
                .doOnSuccess(created -> tally.did("dials without a dialler", 1))
                .then();
    }

    private Mono<Void> call() {
        return application
                .listed()
                .calls()
                .get(truth.aSid())
                .doOnNext(call -> {
                    WrongResult.unless(
                            truth.aSid().equals(call.sid()), "another call came than the one that was asked for");
                    tally.did("calls fetched", 1);
                })
                .then();
    }

    private Mono<Void> missing() {
        return application
                .listed()
                .queues()
                .get("there-is-none")
                .doOnNext(queue -> {
                    throw new WrongResult("a queue came that is not there");
                })
                .then()
                .onErrorResume(NotFoundException.class, expected -> {
                    tally.did("looked for what is not there", 1);
                    return Mono.empty();
                });
    }
}
