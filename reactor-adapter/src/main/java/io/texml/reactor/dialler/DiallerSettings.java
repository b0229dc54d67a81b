package io.texml.reactor.dialler;

import io.texml.reactor.spi.LiveCalls;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dialler was built with.
 *
 * @param liveCalls how many calls may live
 * @param publicUrl where the platform reaches the callback endpoint
 * @param slack how much later than possible a callback is taken for lost
 * @param checkAfter how long an answered call may be silent before it is looked up
 * @param lookUpWithin how long a call without a sid is looked for
 * @param lookUpPause between two look-ups
 * @param lateFacts how long a result waits for a recording or machine detection that was asked for
 * @param hangsUpOnCancel whether a cancel ends the call
 * @param missingAfter after how many calls in a row that were not heard of callbacks count as missing
 * @param stopsWhenMissing whether dialling stops then
 * @param separatesParties whether there is one dial at a time between the same two whose sid is not known
 * @param redialsUnknown whether a request whose dial was not found is dialled once more
 * @param forwarder hands on what a request's own {@code StatusCallback} should get; null where such requests are refused
 * @param instrumentations hear of every call
 */
record DiallerSettings(
        LiveCalls liveCalls,
        URI publicUrl,
        Duration slack,
        Duration checkAfter,
        Duration lookUpWithin,
        Duration lookUpPause,
        Duration lateFacts,
        boolean hangsUpOnCancel,
        int missingAfter,
        boolean stopsWhenMissing,
        boolean separatesParties,
        boolean redialsUnknown,
        @Nullable StatusCallbackForwarder forwarder,
        List<DiallerInstrumentation> instrumentations) {

    /** Nothing: the URL may hold a secret. */
    @Override
    public String toString() {
        return "DiallerSettings[]";
    }
}
