package io.texml.soak.work;

import io.texml.reactor.campaign.Campaign;
import io.texml.reactor.campaign.ContactOutcome;
import io.texml.reactor.campaign.ContactResult;
import io.texml.reactor.campaign.DialJournal;
import io.texml.reactor.campaign.RedialPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** A small campaign with a journal in a file, cancelled in its first run and brought to its end by the second. */
final class Campaigns implements Workload {

    private static final int CONTACTS = 12;

    private final Application application;
    private final Contacts contacts;
    private final Tally tally;

    Campaigns(Application application, Contacts contacts, Tally tally) {
        this.application = application;
        this.contacts = contacts;
        this.tally = tally;
    }

    @Override
    public String name() {
        return "campaigns";
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public Mono<Void> round() {
        return Mono.using(Campaigns::newDirectory, this::round, Campaigns::delete)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Void> round(Path directory) {
        List<Contacts.Contact> some =
                Stream.generate(contacts::next).limit(CONTACTS).toList();
        Campaign<Contacts.Contact> campaign = Campaign.<Contacts.Contact>builder(
                        application.dialler(),
                        Contacts.Contact::number,
                        contact -> contact.request().texml(Application.DOCUMENT).build())
                .redial(RedialPolicy.builder()
                        .redial(ContactOutcome.BUSY, 1, Duration.ofMillis(200))
                        .build())
                .journal(DialJournal.file(directory.resolve("journal")))
                .build();
        Flux<ContactResult<Contacts.Contact>> run = campaign.run(Flux.fromIterable(some));
        Duration cut = Duration.ofMillis(ThreadLocalRandom.current().nextInt(200, 3_000));
        return run.takeUntilOther(Mono.delay(cut))
                // A cancelled run closes its journal behind its subscriber.
                .thenMany(run.retryWhen(Retry.fixedDelay(1_000, Duration.ofMillis(20))
                        .filter(failure -> failure instanceof IllegalStateException)))
                .collectList()
                .doOnNext(this::check)
                .publishOn(Schedulers.boundedElastic())
                .then();
    }

    private void check(List<ContactResult<Contacts.Contact>> results) {
        long keys = results.stream().map(ContactResult::key).distinct().count();
        WrongResult.unless(
                results.size() == CONTACTS && keys == CONTACTS,
                CONTACTS + " contacts had " + results.size() + " results of " + keys);
        for (ContactResult<Contacts.Contact> result : results) {
            WrongResult.unless(result.isFinished() || result.failure() != null, "a contact was left: " + result);
            WrongResult.unless(result.attempts().size() <= 2, "a contact had too many attempts: " + result);
            tally.did("contacts of campaigns, " + result.outcome(), 1);
        }
        tally.did("campaigns cancelled and completed", 1);
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("soak");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
