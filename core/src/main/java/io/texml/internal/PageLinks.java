package io.texml.internal;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a link to the next page leads. A link is followed as given, but only within the API's origin: the key goes
 * nowhere else.
 */
public final class PageLinks {

    private static final String NUMBER = "page%5Bnumber%5D=";

    private PageLinks() {}

    /**
     * The path and query that a link leads to.
     *
     * @param origin scheme, host and port of the API
     * @param current path and query of the page that the link stands in
     * @return path and query from the root of the origin, or null when the link leads elsewhere or cannot be read
     */
    public static @Nullable String resolve(URI origin, String current, String link) {
        String target = link.strip();
        int fragment = target.indexOf('#');
        if (fragment >= 0) {
            target = target.substring(0, fragment);
        }
        if (target.isEmpty()) {
            return null;
        }
        int schemeEnd = target.indexOf("://");
        if (schemeEnd > 0 && target.lastIndexOf('?', schemeEnd) < 0 && target.lastIndexOf('/', schemeEnd - 1) < 0) {
            int pathStart = endOfAuthority(target, schemeEnd + 3);
            String scheme = target.substring(0, schemeEnd);
            String authority = target.substring(schemeEnd + 3, pathStart);
            if (!isOrigin(origin, scheme, authority)) {
                return null;
            }
            target = target.substring(pathStart);
            return LinkText.encode(target.startsWith("/") ? target : "/" + target);
        }
        if (target.startsWith("//") || target.startsWith("\\") || target.startsWith("/\\")) {
            return null;
        }
        if (target.startsWith("/")) {
            return LinkText.encode(target);
        }
        String path = current.substring(0, endOfPath(current));
        if (target.startsWith("?")) {
            return LinkText.encode(path + target);
        }
        int colon = target.indexOf(':');
        if (colon >= 0 && colon < endOfPath(target)) {
            return null;
        }
        return LinkText.encode(path.substring(0, path.lastIndexOf('/') + 1) + target);
    }

    /**
     * The link to a page of a list that is paged by number.
     *
     * @param current path and query of any page of the list
     */
    public static String numbered(String current, int number) {
        int queryStart = endOfPath(current);
        StringBuilder link = new StringBuilder(current.length() + 24).append(current, 0, queryStart);
        char separator = '?';
        if (queryStart < current.length()) {
            for (String parameter : current.substring(queryStart + 1).split("&", -1)) {
                if (!parameter.startsWith(NUMBER) && !parameter.startsWith("page[number]=") && !parameter.isEmpty()) {
                    link.append(separator).append(parameter);
                    separator = '&';
                }
            }
        }
        return link.append(separator).append(NUMBER).append(number).toString();
    }

    private static boolean isOrigin(URI origin, String scheme, String authority) {
        String host = origin.getHost().toLowerCase(Locale.ROOT);
        String given = authority.toLowerCase(Locale.ROOT);
        int port = origin.getPort() >= 0 ? origin.getPort() : defaultPort(origin.getScheme());
        boolean usualPort = port == defaultPort(origin.getScheme());
        return scheme.equalsIgnoreCase(origin.getScheme())
                && (given.equals(host + ":" + port) || (usualPort && given.equals(host)));
    }

    private static int defaultPort(String scheme) {
        return scheme.equalsIgnoreCase("https") ? 443 : 80;
    }

    private static int endOfAuthority(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if ("/?\\".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static int endOfPath(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target.length() : query;
    }
}
