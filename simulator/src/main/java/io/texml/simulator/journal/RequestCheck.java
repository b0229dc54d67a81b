package io.texml.simulator.journal;

import io.texml.simulator.internal.contract.KnownNames;
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

    private final String description;
    private final List<RecordedRequest> all;
    private final List<RecordedRequest> matching;

    RequestCheck(String operation, List<RecordedRequest> all) {
        this(
                KnownNames.operation(operation),
                all,
                all.stream()
                        .filter(request -> request.operation().equals(operation))
                        .toList());
    }

    private RequestCheck(String description, List<RecordedRequest> all, List<RecordedRequest> matching) {
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
                description + ", " + what,
                all,
                matching.stream().filter(condition).toList());
    }

    /**
     * There is exactly one.
     *
     * @throws AssertionError if not
     */
    public RecordedRequest once() {
        return times(1).get(0);
    }

    /**
     * There are exactly so many.
     *
     * @throws AssertionError if not
     */
    public List<RecordedRequest> times(int count) {
        return Expectation.exactly(count, "request", description, matching, all);
    }

    /**
     * There are so many, or more.
     *
     * @throws AssertionError if not
     */
    public List<RecordedRequest> atLeast(int count) {
        return Expectation.atLeast(count, "request", description, matching, all);
    }

    /**
     * There is none.
     *
     * @throws AssertionError if there is
     */
    public void never() {
        times(0);
    }
}
