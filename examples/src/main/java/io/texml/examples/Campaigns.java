package io.texml.examples;

import io.texml.calls.CreateCall;
import io.texml.reactor.campaign.CallingHours;
import io.texml.reactor.campaign.Campaign;
import io.texml.reactor.campaign.ContactOutcome;
import io.texml.reactor.campaign.DialJournal;
import io.texml.reactor.campaign.RedialPolicy;
import io.texml.reactor.dialler.Dialler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reminds customers, each until it was reached, and goes on after a crash. */
final class Campaigns {

    private Campaigns() {}

    /** A customer. */
    record Customer(String id, String number, ZoneId zone) {

        /** The id; the number is nobody else's business. */
        @Override
        public String toString() {
            return "Customer[" + id + "]";
        }
    }

    /** The campaign of an application: as a bean, beside the dialler. */
    static Campaign<Customer> campaign(
            Dialler dialler,
            Function<Customer, CreateCall> reminder,
            Function<Customer, Mono<Boolean>> consents,
            Path journal) {
        RedialPolicy redials = RedialPolicy.builder()
                .redial(ContactOutcome.BUSY, 3, Duration.ofMinutes(10))
                .redialLater(ContactOutcome.NO_ANSWER, 4, Duration.ofMinutes(30), 2, Duration.ofHours(4))
                .maxAttempts(6)
                .build();
        return Campaign.builder(dialler, Customer::id, reminder)
                .redial(redials)
                .callingHours(CallingHours.daily(LocalTime.of(9, 0), LocalTime.of(20, 0)), Customer::zone)
                .mayDial(consents)
                .journal(DialJournal.file(journal))
                .build();
    }

    /** Runs it, and tells what became of each. */
    static Mono<Long> run(Campaign<Customer> campaign, Publisher<Customer> customers, Consumer<String> log) {
        return Flux.from(campaign.run(customers))
                .doOnNext(result -> log.accept(result.key() + " " + result.outcome() + " after "
                        + result.attempts().size() + " attempts"))
                .count();
    }
}
