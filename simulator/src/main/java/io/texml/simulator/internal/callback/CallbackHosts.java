package io.texml.simulator.internal.callback;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
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

    /** Of a host with an underscore, which {@link URI} reads no host in. */
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

    private final Set<String> allowed;
    private final IntPredicate isOwnPort;

    /**
     * The hosts of a simulator.
     *
     * @param isOwnPort whether the simulator itself listens on a port: it sends no callbacks to itself
     */
    CallbackHosts(Set<String> allowed, IntPredicate isOwnPort) {
        this.allowed = allowed;
        this.isOwnPort = isOwnPort;
    }

    /** The address that a callback may go to, null when it may not. */
    @Nullable
    URI permitted(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme();
            String host = host(uri);
            if (host == null || !("http".equals(scheme) || "https".equals(scheme))) {
                return null;
            }
            boolean isPermitted = isLoopback(host) ? !isOwnPort.test(port(uri)) : isAllowed(uri);
            return isPermitted ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Whether the user allowed this host, wherever its name leads. */
    boolean isAllowed(URI uri) {
        String host = host(uri);
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
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

    private static @Nullable String host(URI uri) {
        if (uri.getHost() != null) {
            return uri.getHost();
        }
        Matcher named = NAMED.matcher(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
        return named.matches() ? named.group(1) : null;
    }

    private static int port(URI uri) {
        int usual = "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getPort() < 0 ? usual : uri.getPort();
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
