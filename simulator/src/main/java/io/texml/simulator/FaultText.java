package io.texml.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads faults from text: {@code on=calls.create,calls.get status=503 times=2 retry-after=1 header.x-a=b}. */
final class FaultText {

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s)");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private FaultText() {}

    static Fault parse(String text) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String word : BLANKS.split(text.strip(), -1)) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("Expected name=value, but got: " + word);
            }
            words.put(word.substring(0, equals).toLowerCase(Locale.ROOT), word.substring(equals + 1));
        }
        Fault fault = effect(words);
        String on = words.remove("on");
        if (on != null) {
            fault = fault.on(on.split(",", -1));
        }
        if (words.containsKey("skip")) {
            fault = fault.skip(number(words, "skip"));
        }
        if (words.containsKey("times")) {
            fault = fault.times(number(words, "times"));
        }
        if (words.containsKey("every")) {
            fault = fault.every(number(words, "every"));
        }
        String probability = words.remove("probability");
        if (probability != null) {
            fault = fault.withProbability(Double.parseDouble(probability));
        }
        return headers(fault, words);
    }

    private static Fault headers(Fault begun, Map<String, String> words) {
        Fault fault = begun;
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, String> word : words.entrySet()) {
            if (word.getKey().equals("retry-after")) {
                fault = fault.retryAfter(word.getValue());
            } else if (word.getKey().startsWith("header.")) {
                fault = fault.withHeader(word.getKey().substring("header.".length()), word.getValue());
            } else {
                unknown.add(word.getKey());
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown in a fault: " + String.join(", ", unknown)
                    + "; known: on, status, acts, drop, body, latency, skip, times, every, probability, retry-after,"
                    + " header.NAME");
        }
        return fault;
    }

    private static Fault effect(Map<String, String> words) {
        String status = words.remove("status");
        String drop = words.remove("drop");
        String body = words.remove("body");
        String latency = words.remove("latency");
        if (status != null) {
            Fault fault = Fault.status(Integer.parseInt(status));
            return "true".equals(words.remove("acts")) ? fault.afterActing() : fault;
        }
        if (drop != null) {
            return switch (drop) {
                case "before" -> Fault.dropBeforeActing();
                case "after" -> Fault.dropAfterActing();
                default -> throw new IllegalArgumentException("drop is before or after, not " + drop);
            };
        }
        if (body != null) {
            return body(body);
        }
        if (latency != null) {
            return Fault.latency(latency(latency));
        }
        throw new IllegalArgumentException("A fault needs one of status, drop, body and latency");
    }

    /** {@code truncated}, {@code garbled}, {@code slow:2s} or {@code huge:1000000}. */
    private static Fault body(String text) {
        String argument = argument(text);
        return switch (text.substring(0, text.length() - (argument == null ? 0 : argument.length() + 1))) {
            case "truncated" -> Fault.truncatedBody();
            case "garbled" -> Fault.garbledBody();
            case "slow" -> Fault.slowBody(argument == null ? Duration.ofSeconds(5) : time(argument));
            case "huge" -> Fault.hugeBody(argument == null ? 10_000_000 : Long.parseLong(argument));
            case "expired" -> Fault.expiredMediaLink();
            default ->
                throw new IllegalArgumentException(
                        "body is truncated, garbled, slow:TIME, huge:BYTES or expired, not " + text);
        };
    }

    /** {@code 80ms}, {@code 10ms-90ms} or {@code ~80ms} for an exponential distribution. */
    private static Latency latency(String text) {
        int dash = text.indexOf('-');
        if (text.startsWith("~")) {
            return Latency.exponential(time(text.substring(1)));
        }
        return dash < 0
                ? Latency.fixed(time(text))
                : Latency.uniform(time(text.substring(0, dash)), time(text.substring(dash + 1)));
    }

    private static @Nullable String argument(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? null : text.substring(colon + 1);
    }

    private static Duration time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("A time is written 80ms or 2s, not " + text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("ms") ? Duration.ofMillis(amount) : Duration.ofSeconds(amount);
    }

    private static int number(Map<String, String> words, String name) {
        return Integer.parseInt(String.valueOf(words.remove(name)));
    }
}
