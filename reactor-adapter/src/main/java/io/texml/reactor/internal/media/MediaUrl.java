package io.texml.reactor.internal.media;

import io.texml.RequestValidationException;
import io.texml.internal.LinkText;
import java.net.IDN;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A link to media as it is asked for. {@link URI} reads no host from a name with an underscore, so the authority is read
 * here.
 */
final class MediaUrl {

    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]+)(?::(.*))?");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern PORT = Pattern.compile("0*([0-9]{1,5})");

    private MediaUrl() {}

    /**
     * Scheme, host, port, path and query.
     *
     * @throws RequestValidationException when media cannot be fetched from there
     */
    static String checked(@Nullable URI mediaUrl) {
        if (mediaUrl == null) {
            throw refused("is missing; fetch the recording again when it is completed");
        }
        String scheme = mediaUrl.getScheme();
        String authority = mediaUrl.getRawAuthority();
        if (authority == null || !("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))) {
            throw refused("must be an absolute http or https URL; give one with a scheme and a host");
        }
        if (authority.indexOf('@') >= 0) {
            throw refused("holds a user name or password, which is not sent to a media host; give the URL without it");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw refusedHost();
        }
        String query = mediaUrl.getRawQuery();
        return scheme + "://" + host(mediaUrl, parts.group(1)) + port(parts.group(2))
                + LinkText.encode(mediaUrl.getRawPath() + (query == null ? "" : "?" + query));
    }

    private static String host(URI mediaUrl, String host) {
        if (host.startsWith("[")) {
            if (mediaUrl.getHost() == null) {
                throw refusedHost();
            }
            return host;
        }
        String ascii = ascii(host);
        if (!HOST_NAME.matcher(ascii).matches()) {
            throw refusedHost();
        }
        return ascii;
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException noName) {
            throw refusedHost();
        }
    }

    private static String port(@Nullable String port) {
        if (port == null || port.isEmpty()) {
            return "";
        }
        Matcher digits = PORT.matcher(port);
        int number = digits.matches() ? Integer.parseInt(digits.group(1)) : 0;
        if (number < 1 || number > 0xFFFF) {
            throw refused("has a port that is none; it must be 1 to 65535");
        }
        // Reactor Netty takes a port of one digit for a part of the name.
        return number < 10 ? ":0" + number : ":" + number;
    }

    private static RequestValidationException refusedHost() {
        return refused("has a host that is none; it must be a name of letters, digits, dots, hyphens and underscores,"
                + " or an address");
    }

    private static RequestValidationException refused(String problem) {
        return new RequestValidationException("the download", List.of("media_url " + problem));
    }
}
