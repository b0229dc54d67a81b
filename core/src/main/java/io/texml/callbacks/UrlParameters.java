package io.texml.callbacks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the query of a callback's URL.
 *
 * @param own what the application put there, without what follows
 * @param platform what the platform put there, which it does for {@code GET} alone: names that begin with a capital letter
 */
record UrlParameters(
        Map<String, List<String>> own,
        Map<String, List<String>> platform,
        @Nullable CallbackKind kind,
        @Nullable String reference,
        @Nullable String token) {

    static UrlParameters of(Map<String, List<String>> query, boolean get) {
        Map<String, List<String>> own = new LinkedHashMap<>();
        Map<String, List<String>> platform = new LinkedHashMap<>();
        query.forEach((name, values) -> {
            boolean reserved = name.equals(CallbackUrl.KIND)
                    || name.equals(CallbackUrl.REFERENCE)
                    || name.equals(CallbackUrl.TOKEN);
            if (!reserved) {
                (get && isPlatforms(name) ? platform : own).put(name, values);
            }
        });
        String kind = single(query, CallbackUrl.KIND);
        return new UrlParameters(
                Collections.unmodifiableMap(own),
                Collections.unmodifiableMap(platform),
                kind == null ? null : CallbackKind.find(kind),
                single(query, CallbackUrl.REFERENCE),
                single(query, CallbackUrl.TOKEN));
    }

    /** The kind alone; never the token. */
    @Override
    public String toString() {
        return "UrlParameters[kind=" + kind + "]";
    }

    private static boolean isPlatforms(String name) {
        return !name.isEmpty() && name.charAt(0) >= 'A' && name.charAt(0) <= 'Z';
    }

    /** Of two that contradict each other somebody else may have added one. */
    private static @Nullable String single(Map<String, List<String>> query, String name) {
        List<String> values = query.get(name);
        return values != null && values.size() == 1 ? values.get(0) : null;
    }
}
