package io.texml.reactor.dialler;

import io.texml.callbacks.Callback;
import io.texml.calls.Call;
import io.texml.calls.CreateCall;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who calls whom.
 *
 * @param from a number or SIP address, in the form in which they are compared
 * @param to the same
 */
record Parties(String from, String to) {

    static Parties of(CreateCall request) {
        return new Parties(
                plain(String.valueOf(request.parameters().get("From"))),
                plain(String.valueOf(request.parameters().get("To"))));
    }

    boolean areThoseOf(Callback callback) {
        return are(callback.from(), callback.to());
    }

    boolean areThoseOf(Call call) {
        return are(call.from(), call.to());
    }

    private boolean are(@Nullable String otherFrom, @Nullable String otherTo) {
        return otherFrom != null && otherTo != null && from.equals(plain(otherFrom)) && to.equals(plain(otherTo));
    }

    /** SIP addresses come with and without their scheme, and hosts in any case; numbers with and without their plus. */
    private static String plain(String party) {
        String lower = party.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("sip:")) {
            lower = lower.substring(4);
        } else if (lower.startsWith("sips:")) {
            lower = lower.substring(5);
        } else if (lower.startsWith("+")) {
            lower = lower.substring(1);
        }
        int parameters = lower.indexOf(';');
        return parameters < 0 ? lower : lower.substring(0, parameters);
    }

    /** Nothing: these are phone numbers. */
    @Override
    public String toString() {
        return "Parties[]";
    }
}
