package io.texml.simulator.internal.callback;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which hosts may get callbacks: loopback addresses, and those that the user allowed. A name other than
 * {@code localhost} is never looked up to find out, as a look-up can say anything.
 */
final class CallbackHosts {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private final Set<String> allowed;

    CallbackHosts(Set<String> allowed) {
        this.allowed = allowed;
    }

    boolean allow(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme == null || host == null || !(scheme.equals("http") || scheme.equals("https"))) {
                return false;
            }
            String name = host.toLowerCase(Locale.ROOT);
            return LOOPBACK.matcher(name).matches() || allowed.contains(name);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
