package io.texml.internal;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a link to the next page leads. A link is followed as given, but only within the API's origin: the key goes
 * nowhere else.
 */
public final class PageLinks {

    /** What every path begins with in the API's documentation, and so in its links. */
    private static final String DOCUMENTED_BASE = "/v2";

    private static final String JSON = ".json";
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

    /** The path of a base URL, without a slash at the end. */
    public static String basePath(URI baseUrl) {
        String path = baseUrl.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /**
     * The same path and query under the path of a base URL: a gateway that has the API under a path of its own hands on
     * links that begin with the documented one.
     *
     * @param basePath without a slash at the end
     * @param target path and query from the root of the origin
     * @return null when the target is not under the documented path
     */
    public static @Nullable String withinBase(String basePath, String target) {
        return target.startsWith(DOCUMENTED_BASE + "/") ? basePath + target.substring(DOCUMENTED_BASE.length()) : null;
    }

    /**
     * Whether two targets differ in nothing but their query, the ending {@code .json} that the API's links have where its
     * documented paths have none, and in how a character is written.
     */
    public static boolean haveSamePath(String target, String other) {
        return path(target).equals(path(other));
    }

    private static String path(String target) {
        String path = target.substring(0, endOfPath(target));
        return unescaped(path.endsWith(JSON) ? path.substring(0, path.length() - JSON.length()) : path);
    }

    /** An escaped slash stays escaped: it ends no segment. */
    private static String unescaped(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        StringBuilder out = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
            int low = i + 2 < path.length() ? Character.digit(path.charAt(i + 2), 16) : -1;
            if (c != '%' || high < 0 || low < 0) {
                out.append(c);
                continue;
            }
            char escaped = (char) (high * 16 + low);
            if (escaped > ' ' && escaped < 0x7F && escaped != '/' && escaped != '%') {
                out.append(escaped);
            } else {
                out.append(path.substring(i, i + 3).toUpperCase(Locale.ROOT));
            }
            i += 2;
        }
        return out.toString();
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
