package io.texml.benchmarks.contender;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is dialled with: the same nine parameters for everybody. */
public final class CreateBody {

    static final String APPLICATION = "1293384261075731499";
    static final String FROM = "+13125550147";
    static final String TO = "+17735550199";
    static final String URL = "https://app.example/instructions";
    static final String STATUS_CALLBACK = "https://app.example/status";
    static final String FALLBACK_URL = "https://app.example/fallback";
    static final int TIME_LIMIT = 3600;

    private CreateBody() {}

    static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("ApplicationSid", APPLICATION);
        values.put("From", FROM);
        values.put("To", TO);
        values.put("Url", URL);
        values.put("FallbackUrl", FALLBACK_URL);
        values.put("StatusCallback", STATUS_CALLBACK);
        values.put("TimeLimit", TIME_LIMIT);
        values.put("Record", true);
        values.put("Trim", "trim-silence");
        return values;
    }

    /** What is wrong with an answer, or null: the server says that every call is queued. */
    static @Nullable Throwable problem(@Nullable String status) {
        return "queued".equals(status) ? null : new IllegalStateException("an answer with the status " + status);
    }

    static byte[] json() {
        return ("{\"ApplicationSid\":\"" + APPLICATION + "\",\"From\":\"" + FROM + "\",\"To\":\"" + TO + "\",\"Url\":\""
                        + URL
                        + "\",\"FallbackUrl\":\"" + FALLBACK_URL + "\",\"StatusCallback\":\"" + STATUS_CALLBACK
                        + "\",\"TimeLimit\":" + TIME_LIMIT + ",\"Record\":true,\"Trim\":\"trim-silence\"}")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
