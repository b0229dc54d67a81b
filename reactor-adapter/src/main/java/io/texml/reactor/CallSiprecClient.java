package io.texml.reactor;

import io.texml.calls.SiprecSession;
import io.texml.calls.SiprecSessionUpdated;
import io.texml.calls.SiprecStatus;
import io.texml.calls.StartSiprec;
import io.texml.calls.UpdateSiprec;
import io.texml.operation.TexmlRequest;
import reactor.core.publisher.Mono;

/** The SIPREC sessions of one call: copies of its media for a recorder. */
public final class CallSiprecClient {

    private final TexmlClient client;
    private final String callSid;

    CallSiprecClient(TexmlClient client, String callSid) {
        this.client = client;
        this.callSid = callSid;
    }

    /** Starts a session. Not repeated after an ambiguous failure. */
    public Mono<SiprecSession> start(StartSiprec request) {
        return client.execute(ofCall(request));
    }

    /** Sets the state of a session. Safe to repeat. */
    public Mono<SiprecSessionUpdated> update(String siprecSid, UpdateSiprec request) {
        return client.execute(ofCall(request).withPathValue("siprec_sid", siprecSid));
    }

    /** Ends a session. Safe to repeat. */
    public Mono<SiprecSessionUpdated> stop(String siprecSid) {
        return update(
                siprecSid, UpdateSiprec.builder().status(SiprecStatus.STOPPED).build());
    }

    private <R> TexmlRequest<R> ofCall(TexmlRequest<R> request) {
        return request.withPathValue("call_sid", callSid);
    }
}
