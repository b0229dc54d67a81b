package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.wire.PercentCode;

/** The addresses that resources have, in the documented forms. */
final class Paths {

    private Paths() {}

    static String account(String accountSid) {
        return "/v2/texml/Accounts/" + PercentCode.encodeSegment(accountSid);
    }

    static String call(String accountSid, String callSid) {
        return account(accountSid) + "/Calls/" + PercentCode.encodeSegment(callSid);
    }

    static String conference(String accountSid, String conferenceSid) {
        return account(accountSid) + "/Conferences/" + PercentCode.encodeSegment(conferenceSid);
    }
}
