package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.api.ApiCall;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallStatus;
import java.util.Map;

/** Finds the call of a request, in the state that the operation needs. */
final class Calls {

    private Calls() {}

    /** A call that has been answered and has not ended. */
    static Call answered(ApiCall request) {
        Call call = active(request.account(), request.path("call_sid"));
        if (call.status() != CallStatus.IN_PROGRESS) {
            throw ApiFailure.unprocessable(
                    "90034", "Call has not been answered yet", "The call has not been answered.", "/CallSid");
        }
        return call;
    }

    /** A call that has not ended. */
    static Call active(Account account, String sid) {
        Call call = account.calls().get(sid);
        if (call == null && account.generatedCalls().find(sid) == null) {
            throw ApiFailure.notFound();
        }
        if (call == null || call.status().ended()) {
            throw ApiFailure.unprocessable("90018", "Call has already ended", "The call has ended.", "/CallSid");
        }
        return call;
    }

    /** A call that was dialled here, ended or not. */
    static Call dialled(ApiCall request) {
        Call call = request.account().calls().get(request.path("call_sid"));
        if (call == null) {
            throw ApiFailure.notFound();
        }
        return call;
    }

    /** Refuses to make more of what does not end by itself than the simulator keeps. */
    static void requireRoom(boolean full, String kind) {
        if (full) {
            throw ApiFailure.tooManyRequests(Map.of("x-texml-simulator", "retention is full of " + kind));
        }
    }

    /** Refuses to dial while the store is full of calls that have not ended. */
    static void requireRoom(Account account) {
        requireRoom(account.calls().full(), "calls in progress");
    }
}
