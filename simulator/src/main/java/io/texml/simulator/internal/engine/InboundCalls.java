package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Application;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.script.CallScript;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets people from outside call the numbers of applications. Guarded by the platform's lock. */
public final class InboundCalls {

    private final Platform platform;
    private final CallEngine calls;
    private final Map<String, String> applicationOfNumber = new HashMap<>();

    /** Inbound calls of a platform. */
    public InboundCalls(Platform platform, CallEngine calls) {
        this.platform = platform;
        this.calls = calls;
    }

    /** Gives a number to an application; the oldest application has all others. */
    public void assign(String number, String applicationSid) {
        if (!platform.applications().containsKey(applicationSid)) {
            throw new IllegalArgumentException(
                    "There is no application with this applicationSid; make it with applications.create first");
        }
        applicationOfNumber.put(number, applicationSid);
    }

    /**
     * Calls a number.
     *
     * @param script what the caller does; null for the script of its number
     */
    public Call call(String from, String to, @Nullable CallScript script) {
        Application application = platform.applications().get(applicationOfNumber.get(to));
        if (application == null) {
            application = platform.applications().values().stream().findFirst().orElse(null);
        }
        if (application == null) {
            throw new IllegalStateException(
                    "No application owns this number; make one with applications.create before somebody calls");
        }
        Account account = platform.mainAccount();
        if (account.calls().full()) {
            throw new IllegalStateException(
                    "All the calls that the simulator keeps are in progress; end some or raise its retention");
        }
        return calls.receive(account, application.id(), from, to, script);
    }

    /** Forgets who has which number. */
    public void reset() {
        applicationOfNumber.clear();
    }
}
