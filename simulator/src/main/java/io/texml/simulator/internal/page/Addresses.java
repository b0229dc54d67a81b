package io.texml.simulator.internal.page;

import io.texml.simulator.internal.wire.PercentCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where the pages are. */
final class Addresses {

    /** The calls. */
    static final String ROOT = "/_simulator/";

    /** Everything else. */
    static final String PREFIX = "/_simulator/page/";

    private static final Pattern OWN = Pattern.compile("/_simulator/[A-Za-z0-9_/.?=&%:~+*-]*");

    private Addresses() {}

    /**
     * An address of a page.
     *
     * @param fields names and values in turn; empty values are left out
     */
    static String of(String page, String... fields) {
        List<String> query = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            if (!fields[i + 1].isEmpty()) {
                query.add(fields[i] + "=" + PercentCode.encode(fields[i + 1]));
            }
        }
        String path = page.isEmpty() ? ROOT : PREFIX + page;
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** An address that a form gave to go back to, if it is one of ours. */
    static String own(String given) {
        return OWN.matcher(given).matches() ? given : ROOT;
    }
}
