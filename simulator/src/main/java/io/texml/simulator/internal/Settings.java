package io.texml.simulator.internal;

import io.texml.simulator.CallScript;
import io.texml.simulator.LastPageLink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
        long pastCalls,
        int pastRecordings,
        boolean lenient,
        LastPageLink lastPageLink,
        boolean callSidInCreateResponse,
        Duration readDelay,
        int retention,
        int maximumBodySize,
        CallScript defaultScript,
        Map<String, CallScript> scripts) {

    @Override
    public String toString() {
        return "Settings[seed=" + seed + ", speed=" + speed + ", retention=" + retention + "]";
    }
}
