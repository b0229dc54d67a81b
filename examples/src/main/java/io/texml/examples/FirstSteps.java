package io.texml.examples;

import io.texml.calls.CreateCall;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import io.texml.reactor.TexmlClient;

/** The first thing that a reader of the README sees. */
public final class FirstSteps {

    private FirstSteps() {}

    /** Dials, then prints calls: {@code FirstSteps APPLICATION_SID FROM TO}. */
    public static void main(String[] arguments) {
        try (TexmlClient client = TexmlClient.create()) {
            dialAndList(client, arguments[0], arguments[1], arguments[2]);
        }
    }

    static void dialAndList(TexmlClient client, String applicationSid, String from, String to) {
        CreateCall request = CreateCall.builder()
                .applicationSid(applicationSid)
                .from(from)
                .to(to)
                .texml(Texml.of(Say.text("Good morning.")))
                .build();
        client.calls()
                .create(request)
                .thenMany(client.calls().list().take(100))
                .doOnNext(call -> System.out.println(call.startTime() + " " + call.status()))
                .blockLast();
    }
}
