package io.texml.calls;

import io.texml.operation.RequestChecks;
import io.texml.operation.TokenListRequest;
import java.time.LocalDate;

/**
 * Lists the calls of an account. Every filter is optional; filters are combined. The list is eventually consistent.
 * Dates are whole days, as the API takes no time of day here; it does not say in which zone they begin. A day itself does
 * not go together with days before and after, and {@code build()} refuses days in the wrong order. The filters for
 * days before and after go out under the names that the API's own libraries use since September 2026; who needs the
 * earlier ones gives them as an {@link Builder#additionalParameter additionalParameter}, such as {@code StartTime_gt}. A
 * server answers with all calls when it does not know a filter; the client logs a warning then.
 */
public final class ListCalls extends TokenListRequest<Call> {

    private ListCalls(Builder builder) {
        super(CallOperations.LIST, builder);
    }

    /** Begins a query without filters: all calls. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this query's filters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the filters of a query. */
    public static final class Builder extends TokenListRequest.Builder<Builder> {

        private Builder() {}

        private Builder(ListCalls request) {
            super(request);
        }

        /** {@code From}: only calls from this number or SIP address. */
        public Builder from(String from) {
            return set("From", from);
        }

        /** {@code To}: only calls to this number or SIP address. */
        public Builder to(String to) {
            return set("To", to);
        }

        /**
         * {@code Status}: only calls in this state. Of the constants {@code build()} takes those that are documented here:
         * {@link CallStatus#CANCELED canceled}, {@link CallStatus#COMPLETED completed}, {@link CallStatus#FAILED failed},
         * {@link CallStatus#BUSY busy} and {@link CallStatus#NO_ANSWER no-answer}.
         */
        public Builder status(CallStatus status) {
            return set("Status", status);
        }

        /** {@code StartTime}: only calls that began on this day. */
        public Builder startedOn(LocalDate day) {
            return setDay("StartTime", day);
        }

        /** {@code StartTime>}: only calls that began after this day. */
        public Builder startedAfter(LocalDate day) {
            return setDay("StartTime>", day);
        }

        /** {@code StartTime<}: only calls that began before this day. */
        public Builder startedBefore(LocalDate day) {
            return setDay("StartTime<", day);
        }

        /** {@code EndTime}: only calls that ended on this day. */
        public Builder endedOn(LocalDate day) {
            return setDay("EndTime", day);
        }

        /** {@code EndTime>}: only calls that ended after this day. */
        public Builder endedAfter(LocalDate day) {
            return setDay("EndTime>", day);
        }

        /** {@code EndTime<}: only calls that ended before this day. */
        public Builder endedBefore(LocalDate day) {
            return setDay("EndTime<", day);
        }

        /**
         * The query.
         *
         * @throws io.texml.RequestValidationException naming everything that is out of range
         */
        public ListCalls build() {
            return new ListCalls(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            super.check(checks);
            checks.oneOf(
                            "Status",
                            CallStatus.knownValues(),
                            CallStatus.CANCELED,
                            CallStatus.COMPLETED,
                            CallStatus.FAILED,
                            CallStatus.BUSY,
                            CallStatus.NO_ANSWER)
                    .days("StartTime")
                    .days("EndTime")
                    .daysInOrder("StartTime", "EndTime");
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
