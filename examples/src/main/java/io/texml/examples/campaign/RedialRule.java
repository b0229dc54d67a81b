package io.texml.examples.campaign;

import io.texml.examples.Programs;
import io.texml.reactor.campaign.ContactOutcome;
import io.texml.reactor.campaign.RedialPolicy;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code busy=3x10m}: three times, ten minutes apart; {@code no-answer=4x30m*2..4h}: each time twice as late, up to four hours. */
record RedialRule(ContactOutcome outcome, int times, Duration first, double factor, Duration longest) {

    private static final Pattern DELAY = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d)");
    private static final Pattern RULE = Pattern.compile(
            "([a-z-]+)=([0-9]{1,4})x([0-9a-z]+)(?:\\*([0-9]{1,3}(?:\\.[0-9]{1,3})?)(?:\\.\\.([0-9a-z]+))?)?");
    private static final Duration DEFAULT_LONGEST = Duration.ofDays(1);

    void addTo(RedialPolicy.Builder policy) {
        policy.redialLater(outcome, times, first, factor, longest);
    }

    static RedialRule parse(String text) {
        Matcher rule = RULE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!rule.matches()) {
            throw new IllegalArgumentException("no rule");
        }
        Duration first = duration(rule.group(3));
        boolean grows = rule.group(4) != null;
        Duration longest = rule.group(5) != null
                ? duration(rule.group(5))
                : !grows || first.compareTo(DEFAULT_LONGEST) > 0 ? first : DEFAULT_LONGEST;
        RedialRule parsed = new RedialRule(
                ContactOutcome.valueOf(rule.group(1).replace('-', '_').toUpperCase(Locale.ROOT)),
                Integer.parseInt(rule.group(2)),
                first,
                grows ? Double.parseDouble(rule.group(4)) : 1,
                longest);
        parsed.addTo(RedialPolicy.builder());
        return parsed;
    }

    static Duration duration(String text) {
        Matcher delay = DELAY.matcher(text.strip());
        if (!delay.matches()) {
            throw new IllegalArgumentException("no delay");
        }
        long number = Long.parseLong(delay.group(1));
        return switch (delay.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** From an option. */
    static final class Converter implements ITypeConverter<RedialRule>, Programs.Expecting {
        @Override
        public RedialRule convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(expectation());
            }
        }

        @Override
        public String expectation() {
            return "OUTCOME=TIMESxDELAY, such as busy=3x10m, or no-answer=4x30m*2..4h for a delay that doubles, of busy,"
                    + " no-answer, machine, failed, canceled, not-dialled or completed";
        }
    }

    /** A time such as {@code 30s}, {@code 10m} or {@code 1h}. */
    static final class Time implements ITypeConverter<Duration>, Programs.Expecting {
        @Override
        public Duration convert(String text) {
            try {
                return duration(text);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(expectation());
            }
        }

        @Override
        public String expectation() {
            return "a time such as 30s, 10m or 1h";
        }
    }
}
