package io.texml.simulator.fault;

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
    private static final Pattern WORD = Pattern.compile("([^\\s=\"]+)=(?:\"([^\"]*)\"|([^\\s\"]*))(?=\\s|$)");
    private static final List<String> EFFECTS = List.of("status", "drop", "body", "latency");

    private final Map<String, String> words;

    private FaultText(Map<String, String> words) {
        this.words = words;
    }

    static Fault parse(String text) {
        FaultText words = new FaultText(words(text.strip()));
        Fault fault = words.selected(words.effect());
        return words.withHeaders(fault);
    }

    private static Map<String, String> words(String text) {
        Map<String, String> words = new LinkedHashMap<>();
        int position = 0;
        Matcher matcher = WORD.matcher(text);
        while (position < text.length()) {
            matcher.region(position, text.length());
            if (!matcher.lookingAt()) {
                throw new IllegalArgumentException("Expected name=value or name=\"value\", but got: "
                        + text.substring(position, Math.min(text.length(), position + 40)));
            }
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            String quoted = matcher.group(2);
            if (words.put(name, quoted == null ? matcher.group(3) : quoted) != null) {
                throw new IllegalArgumentException(name + " is given twice");
            }
            position = matcher.end();
            while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
                position++;
            }
        }
        return words;
    }

    private Fault effect() {
        List<String> given = EFFECTS.stream().filter(words::containsKey).toList();
        if (given.size() != 1) {
            throw new IllegalArgumentException("A fault needs one of status, drop, body and latency"
                    + (given.isEmpty() ? "" : ", and not " + String.join(" and ", given)));
        }
        String value = String.valueOf(words.remove(given.get(0)));
        return switch (given.get(0)) {
            case "status" -> status(value);
            case "drop" -> drop(value);
            case "body" -> body(value);
            default -> Fault.latency(latency(value));
        };
    }

    private Fault status(String value) {
        Fault fault = Fault.status(whole("status", value));
        return flag("acts") ? fault.afterActing() : fault;
    }

    private Fault drop(String value) {
        Fault fault =
                switch (value) {
                    case "before" -> Fault.dropBeforeActing();
                    case "after" -> Fault.dropAfterActing();
                    default -> throw new IllegalArgumentException("drop is before or after, not " + value);
                };
        return flag("reset") ? fault.withReset() : fault;
    }

    /** {@code truncated}, {@code garbled}, {@code slow:2s}, {@code huge:1000000} or {@code expired}. */
    private static Fault body(String text) {
        int colon = text.indexOf(':');
        String argument = colon < 0 ? null : text.substring(colon + 1);
        String kind = colon < 0 ? text : text.substring(0, colon);
        boolean plain = argument == null;
        return switch (kind + (plain ? "" : ":")) {
            case "truncated" -> Fault.truncatedBody();
            case "garbled" -> Fault.garbledBody();
            case "slow" -> Fault.slowBody(Duration.ofSeconds(5));
            case "slow:" -> Fault.slowBody(time(argument));
            case "huge" -> Fault.hugeBody(10_000_000);
            case "huge:" -> Fault.hugeBody(bytes(argument));
            case "expired" -> Fault.expiredMediaLink();
            default ->
                throw new IllegalArgumentException(
                        "body is truncated, garbled, slow:TIME, huge:BYTES or expired, not " + text);
        };
    }

    /** {@code 80ms}, {@code 10ms-90ms}, {@code ~80ms} for an exponential distribution, {@code 50%:20ms,99%:300ms}. */
    private static Latency latency(String text) {
        if (text.startsWith("~")) {
            return Latency.exponential(time(text.substring(1)));
        }
        if (text.startsWith("50%:")) {
            int comma = text.indexOf(",99%:");
            if (comma < 0) {
                throw new IllegalArgumentException("latency is written 50%:TIME,99%:TIME, not " + text);
            }
            return Latency.percentiles(time(text.substring(4, comma)), time(text.substring(comma + 5)));
        }
        int dash = text.indexOf('-');
        return dash < 0
                ? Latency.fixed(time(text))
                : Latency.uniform(time(text.substring(0, dash)), time(text.substring(dash + 1)));
    }

    private Fault selected(Fault begun) {
        Fault fault = begun;
        String on = words.remove("on");
        if (on != null) {
            fault = fault.on(on.split(",", -1));
        }
        if (words.containsKey("skip")) {
            fault = fault.skip(whole("skip", words.remove("skip")));
        }
        if (words.containsKey("times")) {
            fault = fault.times(whole("times", words.remove("times")));
        }
        if (words.containsKey("every")) {
            fault = fault.every(whole("every", words.remove("every")));
        }
        String probability = words.remove("probability");
        return probability == null ? fault : fault.withProbability(share(probability));
    }

    private Fault withHeaders(Fault begun) {
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
            throw new IllegalArgumentException("Unknown in such a fault: " + String.join(", ", unknown)
                    + "; known: on, status, acts, drop, reset, body, latency, skip, times, every, probability,"
                    + " retry-after, header.NAME");
        }
        return fault;
    }

    private boolean flag(String name) {
        String value = words.remove(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(name + " is true or false, not " + value);
        }
        return "true".equals(value);
    }

    private static Duration time(@Nullable String text) {
        Matcher matcher = TIME.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("A time is written 80ms or 2s, not " + text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("ms") ? Duration.ofMillis(amount) : Duration.ofSeconds(amount);
    }

    private static int whole(String name, @Nullable String text) {
        try {
            return Integer.parseInt(String.valueOf(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a whole number, not " + text, e);
        }
    }

    private static long bytes(@Nullable String text) {
        try {
            return Long.parseLong(String.valueOf(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("huge is followed by a number of bytes, not by " + text, e);
        }
    }

    private static double share(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("probability is a number above 0 and up to 1, not " + text, e);
        }
    }
}
