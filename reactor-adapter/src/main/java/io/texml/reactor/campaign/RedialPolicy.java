package io.texml.reactor.campaign;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * After which outcomes a contact is dialled again, when, and how often.
 *
 * <pre>{@code
 * RedialPolicy.builder()
 *         .redial(ContactOutcome.BUSY, 3, Duration.ofMinutes(10))
 *         .redialLater(ContactOutcome.NO_ANSWER, 4, Duration.ofMinutes(30), 2, Duration.ofHours(4))
 *         .maxAttempts(6)
 *         .build();
 * }</pre>
 *
 * <p>Each outcome has a count of its own: with the above, a contact that was busy twice and then did not answer is dialled a
 * fourth time. An outcome that is not named ends its contact.
 */
public final class RedialPolicy {

    private static final RedialPolicy NONE = builder().build();
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Map<ContactOutcome, Rule> rules;
    private final int maxAttempts;

    private record Rule(int times, Duration first, double factor, Duration longest) {

        Duration after(int count) {
            double millis = first.toMillis() * Math.pow(factor, count - 1.0);
            return millis >= longest.toMillis() ? longest : Duration.ofMillis((long) millis);
        }
    }

    private RedialPolicy(Builder builder) {
        this.rules = new EnumMap<>(builder.rules);
        this.maxAttempts = builder.maxAttempts;
    }

    /** Dials every contact once. */
    public static RedialPolicy none() {
        return NONE;
    }

    /** Begins a policy that redials nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How long after the end of the last attempt the contact is dialled again.
     *
     * @param attempts so far, at least one
     * @return null when it is not
     */
    @Nullable
    Duration after(List<Attempt> attempts) {
        ContactOutcome last = attempts.get(attempts.size() - 1).contactOutcome();
        Rule rule = rules.get(last);
        if (rule == null || attempts.size() >= maxAttempts) {
            return null;
        }
        int count = (int) attempts.stream()
                .filter(attempt -> attempt.contactOutcome() == last)
                .count();
        return count > rule.times() ? null : rule.after(count);
    }

    /** For which outcomes it redials. */
    @Override
    public String toString() {
        return "RedialPolicy" + rules.keySet();
    }

    /** The rules of a {@link RedialPolicy}. */
    public static final class Builder {

        private final Map<ContactOutcome, Rule> rules = new EnumMap<>(ContactOutcome.class);
        private int maxAttempts = Integer.MAX_VALUE;

        private Builder() {}

        /**
         * Dials again after this outcome, always as much later.
         *
         * @param outcome of an attempt: {@code BUSY}, {@code NO_ANSWER}, {@code MACHINE}, {@code FAILED}, {@code CANCELED},
         *     {@code NOT_DIALLED} or {@code COMPLETED}. After {@code UNKNOWN} nothing is dialled again: the phone may have rung
         * @param times how often at most, at least 1
         * @param delay how long after the end of the attempt; up to 365 days
         * @throws IllegalArgumentException when the outcome, the number or the delay is not one of these
         */
        public Builder redial(ContactOutcome outcome, int times, Duration delay) {
            return redialLater(outcome, times, delay, 1, delay);
        }

        /**
         * Dials again after this outcome, each time later than the time before.
         *
         * @param outcome as for {@link #redial}
         * @param times how often at most, at least 1
         * @param first how long after the end of the first attempt with this outcome; up to 365 days
         * @param factor how many times longer each delay is than the one before, at least 1
         * @param longest the longest delay; from {@code first} to 365 days
         * @throws IllegalArgumentException when one of them is not so
         */
        public Builder redialLater(ContactOutcome outcome, int times, Duration first, double factor, Duration longest) {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(longest, "longest");
            if (!outcome.isOfAnAttempt() || outcome == ContactOutcome.UNKNOWN) {
                throw new IllegalArgumentException(
                        "a redial must follow an outcome of a dial that is known, but " + outcome
                                + " is none; use BUSY, NO_ANSWER, MACHINE, FAILED, CANCELED, NOT_DIALLED or COMPLETED");
            }
            if (times < 1) {
                throw new IllegalArgumentException("times must be at least 1, but is " + times);
            }
            if (first.isNegative() || first.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a delay must be between 0 and " + LONGEST + ", but is " + first);
            }
            if (!(factor >= 1)) {
                throw new IllegalArgumentException("factor must be at least 1, but is " + factor);
            }
            if (longest.compareTo(first) < 0 || longest.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "longest must be between " + first + " and " + LONGEST + ", but is " + longest);
            }
            rules.put(outcome, new Rule(times, first, factor, longest));
            return this;
        }

        /**
         * How often a contact is dialled at most, whatever the outcomes; without it, the rules alone count.
         *
         * @throws IllegalArgumentException when it is less than 1
         */
        public Builder maxAttempts(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("maxAttempts must be at least 1, but is " + most);
            }
            this.maxAttempts = most;
            return this;
        }

        /** The policy. */
        public RedialPolicy build() {
            return new RedialPolicy(this);
        }
    }
}
