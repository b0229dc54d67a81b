package io.texml.markup;

import io.texml.internal.JsonText;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the value of an attribute, or a text, is what is documented of it. */
final class Values {

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{1,14}");
    private static final Pattern SIP = Pattern.compile("(?i)sips?:\\S+");

    private Values() {}

    static boolean isHttpUrl(String text) {
        URI uri = uri(text);
        return uri != null
                && uri.getRawAuthority() != null
                && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
    }

    static boolean isE164(String text) {
        return E164.matcher(text).matches();
    }

    static boolean isSipUri(String text) {
        return SIP.matcher(text).matches();
    }

    /** What stands between blanks. */
    static List<String> words(String text) {
        return BLANKS.splitAsStream(text.strip()).toList();
    }

    /** Says what is wrong with the value of a documented attribute, which holds no template. */
    static void check(ElementChecks checks, Attribute attribute, String value) {
        switch (attribute.format()) {
            case SECONDS, MILLISECONDS, INTEGER -> number(checks, attribute, value, WHOLE, "a whole number");
            case DECIMAL -> number(checks, attribute, value, DECIMAL, "a number");
            case BOOLEAN -> choice(checks, attribute, value, List.of("true", "false"), Severity.ERROR);
            case CHOICE -> choice(checks, attribute, value, attribute.values(), Severity.WARNING);
            case CHOICES -> choices(checks, attribute, value);
            case URL ->
                checkUrl(
                        checks,
                        attribute.name(),
                        attribute.name(),
                        value,
                        attribute.required() ? Severity.ERROR : Severity.WARNING);
            case WEB_SOCKET_URL ->
                error(
                        checks,
                        attribute,
                        value.startsWith("wss://") && uri(value) != null,
                        "must be a URL that begins with wss://",
                        "write such a URL");
            case UUID -> error(checks, attribute, UUID.matcher(value).matches(), "must be a UUID", "write a UUID");
            case JSON -> error(checks, attribute, JsonText.isJson(value), "must be JSON", "write JSON");
            case TEXT -> {
                Pattern pattern = attribute.pattern();
                error(
                        checks,
                        attribute,
                        pattern == null || pattern.matcher(value).matches(),
                        "must be " + attribute.form(),
                        "leave out what else there is");
            }
        }
    }

    private static void number(ElementChecks checks, Attribute attribute, String value, Pattern form, String what) {
        String range = range(attribute);
        if (!form.matcher(value).matches()) {
            error(
                    checks,
                    attribute,
                    false,
                    "must be " + what + attribute.unit().replace(" ", " of "),
                    "write " + range);
            return;
        }
        BigDecimal number = new BigDecimal(value);
        BigDecimal lowest = attribute.lowest();
        BigDecimal highest = attribute.highest();
        boolean low = lowest != null && number.compareTo(lowest) < 0;
        boolean high = highest != null && number.compareTo(highest) > 0;
        BigDecimal also = attribute.alsoAllowed();
        boolean allowed = also != null && number.compareTo(also) == 0;
        boolean seconds = attribute.format() == Attribute.Format.MILLISECONDS && low;
        error(
                checks,
                attribute,
                allowed || !(low || high),
                "must be " + range,
                seconds
                        ? "write milliseconds, where TwiML has seconds: 30000 for 30 seconds"
                        : "write a number within these bounds");
    }

    private static String range(Attribute attribute) {
        BigDecimal lowest = attribute.lowest();
        BigDecimal highest = attribute.highest();
        BigDecimal also = attribute.alsoAllowed();
        String range = lowest == null ? "a number" : highest == null ? "at least " + lowest : lowest + " to " + highest;
        return range + attribute.unit() + (also == null ? "" : " or " + also);
    }

    private static void choices(ElementChecks checks, Attribute attribute, String value) {
        if (value.isBlank()) {
            error(checks, attribute, false, "must not be empty", "leave it out");
        } else if (value.contains(",")) {
            error(checks, attribute, false, "must be separated by blanks, not by commas", "write blanks in between");
        } else {
            for (String word : words(value)) {
                choice(checks, attribute, word, attribute.values(), Severity.WARNING);
            }
        }
    }

    private static void choice(
            ElementChecks checks, Attribute attribute, String value, List<String> values, Severity severity) {
        if (values.contains(value)) {
            return;
        }
        String meant = meant(value, values);
        String all = String.join(", ", values).replaceFirst(", (?=[^,]*$)", " or ");
        String problem = attribute.name() + " must be " + all;
        if (meant == null) {
            checks.found(
                    severity, attribute.name(), problem, ElementChecks.NOT_DOCUMENTED, "write one of these values");
        } else {
            Severity known = meant.equalsIgnoreCase(value) ? Severity.WARNING : Severity.ERROR;
            checks.found(known, attribute.name(), problem, ElementChecks.NOT_DOCUMENTED, "write " + meant);
        }
    }

    /** The value that was meant by one in another case, or by one of the attributes that write a track otherwise. */
    private static @Nullable String meant(String value, List<String> values) {
        String plain = track(value);
        for (String known : values) {
            if (known.equalsIgnoreCase(value) || (track(known).equals(plain) && !known.equals(value))) {
                return known;
            }
        }
        return null;
    }

    private static String track(String value) {
        return value.toLowerCase(Locale.ROOT).replaceFirst("_tracks?$", "");
    }

    /**
     * Says what is wrong with a URL, which may be relative.
     *
     * @param attribute empty for a text
     * @param what it is, for the finding
     * @param empty how sure it is that an empty one is wrong
     */
    static void checkUrl(ElementChecks checks, String attribute, String what, String value, Severity empty) {
        URI uri = uri(value);
        if (uri == null) {
            checks.found(
                    Severity.WARNING,
                    attribute,
                    what + " is no URL",
                    ElementChecks.NOT_DOCUMENTED,
                    "escape what a URL cannot hold, such as blanks (%20)");
        } else if (value.isBlank() || (uri.getScheme() != null && !isHttpUrl(value))) {
            checks.found(
                    value.isBlank() ? empty : Severity.ERROR,
                    attribute,
                    what + " must be an http or https URL",
                    ElementChecks.NOT_DOCUMENTED,
                    "write such a URL");
        }
    }

    private static void error(ElementChecks checks, Attribute attribute, boolean holds, String problem, String advice) {
        if (!holds) {
            checks.found(
                    Severity.ERROR,
                    attribute.name(),
                    attribute.name() + " " + problem,
                    ElementChecks.NOT_DOCUMENTED,
                    advice);
        }
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            return null;
        }
    }
}
