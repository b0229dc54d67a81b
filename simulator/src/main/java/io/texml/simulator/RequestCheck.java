package io.texml.simulator;

import java.util.List;
import java.util.function.Predicate;

/**
 * An assertion about the requests in a journal.
 *
 * <pre>{@code
 * simulator.journal().verify("calls.create").withParameter("To", "+17735550199").acted().once();
 * simulator.journal().verify("calls.update").never();
 * }</pre>
 *
 * <p>A check is immutable; {@link #once()}, {@link #times(int)}, {@link #atLeast(int)} and {@link #never()} decide it and
 * throw an {@link AssertionError} that says what was requested instead. Its message holds no parameter values.
 */
public final class RequestCheck {

    private final String operation;
    private final String description;
    private final List<RecordedRequest> all;
    private final List<RecordedRequest> matching;

    RequestCheck(String operation, List<RecordedRequest> all) {
        this(
                operation,
                operation,
                all,
                all.stream()
                        .filter(request -> request.operation().equals(operation))
                        .toList());
    }

    private RequestCheck(
            String operation, String description, List<RecordedRequest> all, List<RecordedRequest> matching) {
        this.operation = operation;
        this.description = description;
        this.all = all;
        this.matching = matching;
    }

    /** Only requests with this parameter, in the query or in the body. */
    public RequestCheck withParameter(String name, String value) {
        return where(
                "parameter " + name,
                request -> value.equals(request.parameters().get(name)));
    }

    /** Only requests without this parameter. */
    public RequestCheck withoutParameter(String name) {
        return where("no parameter " + name, request -> !request.parameters().containsKey(name));
    }

    /** Only requests with this header. */
    public RequestCheck withHeader(String name, String value) {
        return where(
                "header " + name,
                request -> request.header(name).filter(value::equals).isPresent());
    }

    /** Only requests that were answered with this status; 0 is a dropped connection. */
    public RequestCheck withStatus(int status) {
        return where("status " + status, request -> request.status() == status);
    }

    /** Only requests that took effect, whatever the client got to see. */
    public RequestCheck acted() {
        return where("acted", RecordedRequest::acted);
    }

    /** Only requests that this is true for; the description appears in the failure. */
    public RequestCheck where(String what, Predicate<RecordedRequest> condition) {
        return new RequestCheck(
                operation,
                description + ", " + what,
                all,
                matching.stream().filter(condition).toList());
    }

    /** There is exactly one. */
    public RecordedRequest once() {
        return times(1).get(0);
    }

    /** There are exactly so many. */
    public List<RecordedRequest> times(int count) {
        return decide(matching.size() == count, "exactly " + count);
    }

    /** There are so many, or more. */
    public List<RecordedRequest> atLeast(int count) {
        return decide(matching.size() >= count, "at least " + count);
    }

    /** There is none. */
    public void never() {
        decide(matching.isEmpty(), "no");
    }

    private List<RecordedRequest> decide(boolean holds, String expected) {
        if (holds) {
            return matching;
        }
        throw new AssertionError("Expected " + expected + " request(s): " + description + "\nbut there were "
                + matching.size() + ". All requests: " + all);
    }
}
