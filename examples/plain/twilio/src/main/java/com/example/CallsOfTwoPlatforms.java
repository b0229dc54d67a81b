package com.example;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** An application on its way from one platform to the other, which uses both. */
public final class CallsOfTwoPlatforms {

    private final TexmlClient texml;
    private final TwilioRestClient twilio;

    public CallsOfTwoPlatforms(TexmlClient texml, TwilioRestClient twilio) {
        this.texml = texml;
        this.twilio = twilio;
    }

    public Mono<Void> dial(String number) {
        return texml.calls()
                .create(CreateCall.builder()
                        .applicationSid("1293384261075731499")
                        .from("+13125550100")
                        .to(number)
                        .texml("<Response><Say>Tomorrow at nine.</Say></Response>")
                        .build())
                .then();
    }

    public List<String> sidsOnTexml() {
        return texml.calls().list().map(call -> call.sid()).collectList().block();
    }

    public List<String> sidsOnTwilio(String account) {
        List<String> sids = new ArrayList<>();
        for (Call call : Call.reader(account).setPageSize(50L).read(twilio)) {
            sids.add(call.getSid());
        }
        return sids;
    }
}
