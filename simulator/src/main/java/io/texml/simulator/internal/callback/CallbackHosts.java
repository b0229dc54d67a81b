package io.texml.simulator.internal.callback;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts may get callbacks: loopback addresses, and those that the user allowed. A name other than
 * {@code localhost} is never looked up to find out, as a look-up can say anything; and of what {@code localhost} is
 * looked up to be, only loopback addresses are used.
 */
final class CallbackHosts {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private final Set<String> allowed;

    CallbackHosts(Set<String> allowed) {
        this.allowed = allowed;
    }

    /** The address that a callback may go to, null when it may not. */
    @Nullable
    URI permitted(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme == null || host == null || !(scheme.equals("http") || scheme.equals("https"))) {
                return null;
            }
            return isLoopback(host) || isAllowed(uri) ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Whether the user allowed this host, wherever its name leads. */
    boolean isAllowed(URI uri) {
        String name = uri.getHost().toLowerCase(Locale.ROOT);
        return allowed.contains(name) || allowed.contains(name.replace("[", "").replace("]", ""));
    }

    /** Of the addresses that a name leads to, those that are on this machine. */
    static List<? extends SocketAddress> onLoopback(List<? extends SocketAddress> resolved) {
        return resolved.stream()
                .filter(address -> address instanceof InetSocketAddress internet
                        && internet.getAddress() != null
                        && internet.getAddress().isLoopbackAddress())
                .toList();
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
