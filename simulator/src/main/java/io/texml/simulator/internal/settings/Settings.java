package io.texml.simulator.internal.settings;

import io.texml.simulator.fault.Fault;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallbackDelivery;
import io.texml.simulator.script.LastPageLink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that is decided before the simulator starts.
 *
 * @param speed simulated seconds per real second, 0 for a clock that is moved by hand
 * @param accountSids accounts that the key has access to, the main one first
 * @param forbiddenAccounts accounts that exist, but not for this key
 * @param retention how many records of a kind an account keeps, and how many requests the journal keeps
 */
public record Settings(
        int port,
        long seed,
        double speed,
        Instant start,
        String apiKey,
        List<String> accountSids,
        List<String> forbiddenAccounts,
        Account.History history,
        boolean lenient,
        LastPageLink lastPageLink,
        boolean callSidInCreateResponse,
        Duration readDelay,
        int retention,
        CallScript defaultScript,
        Map<String, CallScript> scripts,
        List<Fault> faults,
        Limits limits,
        Callbacks callbacks,
        Connections connections) {

    /**
     * The limits that the platform documents; 0 is none.
     *
     * @param requests requests that an account may send in a {@code window}
     * @param dialsPerSecond calls that an account may dial per second, summed over five seconds
     * @param concurrentCalls calls of an account beyond which a new one fails
     */
    public record Limits(int requests, Duration window, int dialsPerSecond, int concurrentCalls) {}

    /**
     * How callbacks are sent.
     *
     * @param allowedHosts hosts beside the loopback addresses
     * @param attempts how often a callback is tried
     */
    public record Callbacks(Set<String> allowedHosts, int attempts, CallbackDelivery delivery) {}

    /**
     * What the servers put up with.
     *
     * @param silence how long a connection may say nothing
     */
    public record Connections(int most, Duration silence, int largestBody) {}

    @Override
    public String toString() {
        return "Settings[seed=" + seed + ", speed=" + speed + ", retention=" + retention + "]";
    }
}
