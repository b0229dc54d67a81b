package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.http.ReceivedRequest;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.seed.Seed;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.RecordingFacts;
import io.texml.simulator.internal.wire.Forms;
import io.texml.simulator.internal.wire.PercentCode.MalformedEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The links to recorded media: signed, valid for ten minutes of simulated time, on an origin of their own, as the real
 * ones lead to a storage service. Like such a service it refuses a request that carries an API key as well.
 */
public final class MediaLinks {

    private static final Duration VALIDITY = Duration.ofMinutes(10);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Platform platform;
    private volatile String origin = "";

    /** Links into a platform. */
    public MediaLinks(Platform platform) {
        this.platform = platform;
    }

    /** Sets the origin of the media server, once it is known. */
    public void origin(String newOrigin) {
        this.origin = newOrigin;
    }

    /** A link that is valid from now on. */
    public String link(String accountSid, String recordingSid, Instant now) {
        String path = "/media/" + accountSid + "/" + recordingSid + ".mp3";
        String stamp = STAMP.format(now);
        return origin + path + "?X-Amz-Date=" + stamp + "&X-Amz-Expires=" + VALIDITY.toSeconds() + "&X-Amz-Signature="
                + signature(path, stamp);
    }

    /** Answers a request to the media origin; the caller holds the platform's lock. */
    public Reply answer(ReceivedRequest request) {
        if (!request.method().equals("GET")) {
            return refusal(405, "MethodNotAllowed", "Media can only be fetched.");
        }
        if (request.header("authorization") != null) {
            return refusal(400, "InvalidArgument", "Only one way of authentication is allowed.");
        }
        Map<String, String> query = new HashMap<>();
        try {
            Forms.parse(request.query()).forEach(field -> query.put(field.name(), field.value()));
        } catch (MalformedEncodingException e) {
            return refusal(400, "InvalidURI", "The query is not well-formed.");
        }
        String stamp = query.getOrDefault("X-Amz-Date", "");
        if (!signature(request.path(), stamp).equals(query.get("X-Amz-Signature"))) {
            return refusal(403, "SignatureDoesNotMatch", "The link is not one of ours.");
        }
        Instant signed = STAMP.parse(stamp, Instant::from);
        if (platform.timeline().now().isAfter(signed.plus(VALIDITY))) {
            return refusal(403, "AccessDenied", "Request has expired");
        }
        String[] parts = request.path().split("/", -1);
        Account account = platform.account(parts[2]);
        String sid = parts[3].substring(0, parts[3].length() - ".mp3".length());
        RecordingFacts recording = account == null ? null : account.recording(sid);
        Long seconds = recording == null ? null : recording.seconds();
        if (recording == null || seconds == null || !recording.status().equals("completed")) {
            return refusal(404, "NoSuchKey", "The recording does not exist.");
        }
        return sound(recording, seconds);
    }

    /** What was recorded; the caller holds the platform's lock. */
    public Reply sound(RecordingFacts recording, long seconds) {
        return Reply.repeated(
                200, "audio/mpeg", SilentMp3.frames(platform.seed(), recording.sid()), SilentMp3.length(seconds));
    }

    private static Reply refusal(int status, String code, String message) {
        return Reply.text(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }

    private String signature(String path, String stamp) {
        Seed seed = platform.seed();
        return "%016x%016x".formatted(seed.hash("media" + path + stamp, 0), seed.hash("media" + path + stamp, 1));
    }
}
