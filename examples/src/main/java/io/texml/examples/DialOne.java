package io.texml.examples;

import io.texml.TexmlException;
import io.texml.calls.CallCreated;
import io.texml.calls.CreateCall;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import io.texml.reactor.TexmlClient;
import reactor.core.publisher.Mono;

/** Makes one phone ring. The key and the account come from the environment. */
public final class DialOne {

    private DialOne() {}

    /** Dials: {@code DialOne APPLICATION_SID FROM TO}. */
    public static void main(String[] arguments) {
        try (TexmlClient client = TexmlClient.create()) {
            CallCreated call =
                    dial(client, arguments[0], arguments[1], arguments[2]).block();
            System.out.println(call);
        } catch (TexmlException failure) {
            System.err.println(advice(failure));
            System.exit(1);
        }
    }

    static Mono<CallCreated> dial(TexmlClient client, String applicationSid, String from, String to) {
        CreateCall request = CreateCall.builder()
                .applicationSid(applicationSid)
                .from(from)
                .to(to)
                .texml(Texml.of(Say.text("Good morning.")))
                .build();
        return client.calls().create(request);
    }

    static String advice(TexmlException failure) {
        if (failure.outcomeUnknown()) {
            return "The phone may be ringing. Look at the list of calls before dialling again.";
        }
        return String.valueOf(failure.getMessage());
    }
}
