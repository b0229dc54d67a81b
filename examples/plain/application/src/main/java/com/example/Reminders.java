package com.example;

import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reminds people by telephone. */
public final class Reminders {

    private final TexmlClient client;

    public Reminders(TexmlClient client) {
        this.client = client;
    }

    /** Dials everybody, and says how many dials the API took. */
    public Mono<Long> send(List<String> numbers) {
        Flux<CreateCall> requests = Flux.fromIterable(numbers)
                .map(number -> CreateCall.builder()
                        .applicationSid("1293384261075731499")
                        .from("+13125550100")
                        .to(number)
                        .texml("<Response><Say>Tomorrow at nine.</Say></Response>")
                        .build());
        return client.calls()
                .createEach(requests)
                .doOnNext(outcome -> {
                    if (!outcome.isCreated()) {
                        System.err.println(outcome.failure().getMessage());
                    }
                })
                .filter(outcome -> outcome.isCreated())
                .count();
    }

    public static void main(String[] numbers) {
        try (TexmlClient client = TexmlClient.create()) { // TELNYX_API_KEY, TELNYX_ACCOUNT_SID
            System.out.println(new Reminders(client).send(List.of(numbers)).block() + " dialled");
        }
    }
}
