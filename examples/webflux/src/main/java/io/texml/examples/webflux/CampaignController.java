package io.texml.examples.webflux;

import io.texml.examples.webflux.CallsController.Dial;
import io.texml.reactor.campaign.Campaign;
import io.texml.reactor.campaign.CampaignLoad;
import io.texml.reactor.campaign.ContactOutcome;
import io.texml.reactor.campaign.ContactResult;
import io.texml.reactor.campaign.DialJournal;
import io.texml.reactor.campaign.RedialPolicy;
import io.texml.reactor.dialler.Dialler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs a campaign: contacts come in line by line as they can be dialled, and what became of each goes out. */
@RestController
class CampaignController {

    private final Campaign<Contact> campaign;

    CampaignController(Campaign<Contact> campaign) {
        this.campaign = campaign;
    }

    /**
     * Who is called.
     *
     * @param key the same for the same contact, also in a later run
     */
    record Contact(@Nullable String key, Dial call) {}

    /** What became of a contact, without its number. */
    record Result(
            String key,
            ContactOutcome outcome,
            int attempts,
            boolean isFinished,
            @Nullable String problem) {

        static Result of(ContactResult<Contact> result) {
            Throwable failure = result.failure();
            return new Result(
                    result.key(),
                    result.outcome(),
                    result.attempts().size(),
                    result.isFinished(),
                    failure == null ? null : failure.getMessage());
        }
    }

    /** One campaign for the application. What it has begun stands in the journal, so another start goes on with the same contacts. */
    @Configuration(proxyBeanMethods = false)
    static class CampaignConfiguration {

        @Bean
        Campaign<Contact> campaign(Dialler dialler, CallsProperties properties) {
            return Campaign.<Contact>builder(
                            dialler, contact -> String.valueOf(contact.key()), contact -> contact.call()
                                    .request())
                    .redial(RedialPolicy.builder()
                            .redial(ContactOutcome.BUSY, 2, Duration.ofMinutes(10))
                            .build())
                    .journal(DialJournal.file(properties.journal()))
                    .build();
        }
    }

    /** Who goes away stops it: the same contacts, sent again, go on. */
    @PostMapping(
            path = "/calls/campaign",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<Result> run(@RequestBody Flux<Contact> contacts) {
        return campaign.run(contacts).map(Result::of);
    }

    @GetMapping("/calls/campaign")
    CampaignLoad load() {
        return campaign.load();
    }

    /** Dials nothing more; answered when the last call has ended. */
    @DeleteMapping("/calls/campaign")
    Mono<Void> stop() {
        return campaign.stop();
    }

    /** Before the dialler is: contacts that wait are told so, and the run ends with the last call. */
    @EventListener(ContextClosedEvent.class)
    void stopWithTheApplication() {
        campaign.stop().subscribe();
    }

    /** There is one run at a time. */
    @ExceptionHandler(IllegalStateException.class)
    ProblemDetail isRunning(IllegalStateException running) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, running.getMessage());
    }
}
