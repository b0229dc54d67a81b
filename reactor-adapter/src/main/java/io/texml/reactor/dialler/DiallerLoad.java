package io.texml.reactor.dialler;

import io.texml.reactor.dialler.CallResult.Outcome;
import java.util.Map;

/**
 * What a dialler does at this moment, for gauges.
 *
 * @param live calls that hold a permit: dialled, and not known to have ended
 * @param maxLive how many may
 * @param waiting requests that were taken and wait for their turn
 * @param unbound dialled calls whose sid is not known yet
 * @param overdue calls whose next callback should have come
 * @param lookUpsWaiting how many of them wait for their look-up
 * @param foundByLookUp how many calls so far were found, or seen to have ended, by a look-up only
 * @param refusedCallbacks how many callbacks so far carried a call's reference and were not of that call
 * @param outcomes how many calls so far ended in which way; a way that none ended in is missing
 * @param isPaused whether it takes nothing, by {@code pause()} or for missing callbacks
 * @param isMissingCallbacks whether so many calls in a row were not heard of that the callback URL is probably wrong
 */
public record DiallerLoad(
        int live,
        int maxLive,
        int waiting,
        int unbound,
        int overdue,
        int lookUpsWaiting,
        long foundByLookUp,
        long refusedCallbacks,
        Map<Outcome, Long> outcomes,
        boolean isPaused,
        boolean isMissingCallbacks) {

    /** Not API: components may be added. */
    public DiallerLoad {
        outcomes = Map.copyOf(outcomes);
    }

    /** How many calls so far ended in this way. */
    public long ended(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
