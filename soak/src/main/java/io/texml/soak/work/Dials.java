package io.texml.soak.work;

import io.texml.TexmlException;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.soak.platform.Callees;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams of dials: each request has one result, and no phone rings twice. */
final class Dials implements Workload {

    private static final int DIALS = 10;

    private final Application application;
    private final Contacts contacts;
    private final Tally tally;

    Dials(Application application, Contacts contacts, Tally tally) {
        this.application = application;
        this.contacts = contacts;
        this.tally = tally;
    }

    @Override
    public String name() {
        return "dialler";
    }

    @Override
    public int lanes() {
        return 2;
    }

    @Override
    public Mono<Void> round() {
        Map<CreateCall, Contacts.Contact> dialled = Collections.synchronizedMap(new IdentityHashMap<>());
        List<CreateCall> requests = Stream.generate(contacts::next)
                .limit(DIALS)
                .map(contact -> {
                    CreateCall.Builder builder = contact.request();
                    CreateCall request = dialled.size() % 2 == 0
                            ? builder.texml(Application.DOCUMENT).build()
                            : builder.url(application.publicUrl()).build();
                    dialled.put(request, contact);
                    return request;
                })
                .toList();
        return application
                .dialler()
                .dialAll(Flux.fromIterable(requests))
                .collectList()
                .flatMap(results -> {
                    Contacts.Contact first = Objects.requireNonNull(dialled.get(requests.get(0)));
                    check(results, dialled);
                    return ringsOnce(first);
                });
    }

    private void check(List<CallResult> results, Map<CreateCall, Contacts.Contact> dialled) {
        WrongResult.unless(results.size() == DIALS, DIALS + " dials had " + results.size() + " results");
        Set<String> sids = new HashSet<>();
        for (CallResult result : results) {
            Contacts.Contact contact = dialled.remove(result.request());
            WrongResult.unless(contact != null, "a dial had two results, or one that was not asked for");
            String sid = result.callSid();
            WrongResult.unless(sid == null || sids.add(sid), "two results had one call");
            count(result, Objects.requireNonNull(contact));
        }
    }

    private void count(CallResult result, Contacts.Contact contact) {
        if (result.outcome() == Outcome.NOT_DIALLED || result.outcome() == Outcome.UNKNOWN) {
            RuntimeException failure = result.failure();
            WrongResult.unless(failure == null || failure instanceof TexmlException, "a dial failed with " + failure);
            tally.failed(name(), result.outcome().name());
            return;
        }
        WrongResult.unless(result.outcome() == contact.outcome(), contact + " was told as " + result.outcome());
        tally.did("calls dialled and ended, " + result.outcome(), 1);
        if (result.isLookedUp()) {
            tally.did("ends of calls looked up", 1);
        }
    }

    private Mono<Void> ringsOnce(Contacts.Contact contact) {
        if (contact.callee() != Callees.ANSWERS) {
            return Mono.empty();
        }
        return application
                .dialled()
                .calls()
                .list(ListCalls.builder().to(contact.number()).build())
                .count()
                .doOnNext(calls -> WrongResult.unless(calls <= 1, "a phone rang " + calls + " times"))
                .then();
    }
}
