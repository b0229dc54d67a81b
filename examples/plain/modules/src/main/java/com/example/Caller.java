package com.example;

import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import reactor.core.publisher.Mono;

/** Dials one number. */
public final class Caller {

    private final TexmlClient client;

    public Caller(TexmlClient client) {
        this.client = client;
    }

    public Mono<Void> call(String number) {
        return client.calls()
                .create(CreateCall.builder()
                        .applicationSid("1293384261075731499")
                        .from("+13125550100")
                        .to(number)
                        .texml("<Response><Say>Tomorrow at nine.</Say></Response>")
                        .build())
                .then();
    }
}
