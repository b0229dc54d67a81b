package io.texml.simulator.internal.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes keys and passwords out of what people get to see. Phone numbers stay. */
public final class Secrets {

    private static final String HIDDEN = "REDACTED";
    private static final Set<String> NAMES =
            Set.of("SipAuthPassword", "value", "CustomHeaders", "AIAssistantDynamicVariables");
    private static final String WORDS = "(?:password|passwd|secret|token|api[_-]?key|authorization)";
    private static final Pattern NAME = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);
    /** In an address, before its host. */
    private static final Pattern USER = Pattern.compile("(?<=://)[^/?#\\s\"'<>@]*@");
    /** {@code token=..} of an address, {@code password="."} of a document, {@code "secret": "."} of an object. */
    private static final Pattern VALUE = Pattern.compile(
            "(" + WORDS + "[\\w.-]{0,40}[\"']?\\s{0,4}[=:]\\s{0,4})(\"[^\"]*\"?|'[^']*'?|[^\\s&\"'<>]+)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s+)[\\w.~+/=-]+");

    private Secrets() {}

    /** The same parameters or fields, without secrets. */
    public static Map<String, String> hidden(Map<String, String> texts) {
        Map<String, String> shown = new LinkedHashMap<>(texts);
        shown.replaceAll(
                (name, value) -> NAMES.contains(name) || NAME.matcher(name).find() ? HIDDEN : hidden(value));
        return shown;
    }

    /** The same text, without the secrets in it that can be told by what stands before them. */
    public static String hidden(String text) {
        String withoutUser = USER.matcher(text).replaceAll(HIDDEN + "@");
        String withoutValues = VALUE.matcher(withoutUser).replaceAll("$1" + HIDDEN);
        return BEARER.matcher(withoutValues).replaceAll("$1" + HIDDEN);
    }
}
