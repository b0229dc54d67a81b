package io.texml.reactor.dialler;

import io.texml.calls.CreateCall;
import java.time.Duration;
import java.util.Map;

/**
 * How long a call can take.
 *
 * @param ringing how long it rings at most
 * @param talking how long it lasts at most once it is answered
 * @param slack how much later than that its callbacks may come
 */
record CallTimes(Duration ringing, Duration talking, Duration slack) {

    /** What the API's documentation says of a request without {@code Timeout}. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** What the API's documentation says of a request without {@code TimeLimit}. */
    private static final Duration DEFAULT_TIME_LIMIT = Duration.ofHours(4);

    static CallTimes of(CreateCall request, Duration slack) {
        return new CallTimes(
                seconds(request, "Timeout", DEFAULT_TIMEOUT), seconds(request, "TimeLimit", DEFAULT_TIME_LIMIT), slack);
    }

    /** Of a call that somebody else dialled. */
    static CallTimes longest(Duration slack) {
        return new CallTimes(Duration.ofMinutes(2), DEFAULT_TIME_LIMIT, slack);
    }

    /** From the dial on, when it is certainly no longer ringing. */
    Duration untilNotRinging() {
        return ringing.plus(slack);
    }

    /** From the dial on, when it is certainly over. */
    Duration untilOver() {
        return ringing.plus(talking).plus(slack);
    }

    private static Duration seconds(CreateCall request, String parameter, Duration otherwise) {
        Map<String, Object> parameters = request.parameters();
        return parameters.get(parameter) instanceof Number number ? Duration.ofSeconds(number.longValue()) : otherwise;
    }
}
