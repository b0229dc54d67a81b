package io.texml.simulator.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A page in somebody's browser must not drive the simulator, by its own name or through a rebound one. */
public final class BrowserGuard {

    private static final Pattern LOOPBACK_HOST =
            Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final byte[] REFUSED =
            "{\"errors\":[{\"code\":\"10010\",\"title\":\"Not authorized\",\"detail\":\"The simulator is for programs on this machine, under the name of this machine.\"}]}"
                    .getBytes(StandardCharsets.UTF_8);

    private BrowserGuard() {}

    /** The refusal of a request that came from a page or under another host's name; null for all others. */
    public static @Nullable Reply refusal(ReceivedRequest request) {
        String host = request.header("host");
        String origin = request.header("origin");
        boolean isOurs = host != null && LOOPBACK_HOST.matcher(host).matches();
        return isOurs && (origin == null || origin.equals("http://" + host)) ? null : Reply.json(403, REFUSED);
    }
}
