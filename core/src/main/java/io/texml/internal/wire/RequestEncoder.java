package io.texml.internal.wire;

import io.texml.RequestValidationException;
import io.texml.internal.PathValues;
import io.texml.internal.json.JsonWriter;
import io.texml.operation.Operation;
import io.texml.operation.TexmlRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a request's path, query and body. */
public final class RequestEncoder {

    private static final String ACCOUNT = "account_sid";
    private static final byte[] NO_BODY = {};

    private RequestEncoder() {}

    /**
     * Encodes a request.
     *
     * @param basePath what every path begins with; empty, or from a slash on to before the next
     * @param accountSid fills the path's {@code account_sid} unless the request brings its own; null when none is known
     * @throws RequestValidationException when a path value is missing, or a query would have to carry a list or an object
     */
    public static EncodedRequest encode(String basePath, TexmlRequest<?> request, @Nullable String accountSid) {
        Operation<?> operation = request.operation();
        StringBuilder target = new StringBuilder(128).append(basePath);
        path(request, accountSid, target);
        Map<String, Object> parameters = request.parameters();
        return switch (operation.bodyFormat()) {
            case NONE -> {
                query(request, target);
                yield new EncodedRequest(target.toString(), null, NO_BODY);
            }
            case FORM -> {
                boolean structured = parameters.values().stream().anyMatch(RequestEncoder::isStructured);
                yield structured ? json(target, parameters) : form(target, parameters);
            }
            case JSON -> json(target, parameters);
        };
    }

    private static EncodedRequest json(StringBuilder target, Map<String, Object> parameters) {
        return new EncodedRequest(target.toString(), "application/json", JsonWriter.write(parameters));
    }

    private static EncodedRequest form(StringBuilder target, Map<String, Object> parameters) {
        StringBuilder body = new StringBuilder(256);
        parameters.forEach((name, value) -> {
            if (!body.isEmpty()) {
                body.append('&');
            }
            PercentEncoding.form(name, body);
            body.append('=');
            PercentEncoding.form(String.valueOf(value), body);
        });
        return new EncodedRequest(
                target.toString(),
                "application/x-www-form-urlencoded",
                body.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isStructured(Object value) {
        return value instanceof Map || value instanceof List;
    }

    private static void query(TexmlRequest<?> request, StringBuilder target) {
        char separator = '?';
        for (Map.Entry<String, Object> parameter : request.parameters().entrySet()) {
            if (isStructured(parameter.getValue())) {
                throw new RequestValidationException(
                        request.operation().id(),
                        List.of(parameter.getKey()
                                + " is a list or a map, which a query cannot carry; give it as text"));
            }
            target.append(separator);
            PercentEncoding.query(parameter.getKey(), target);
            target.append('=');
            PercentEncoding.query(String.valueOf(parameter.getValue()), target);
            separator = '&';
        }
    }

    private static void path(TexmlRequest<?> request, @Nullable String accountSid, StringBuilder target) {
        String template = request.operation().pathTemplate();
        int from = 0;
        for (String name : request.operation().pathParameters()) {
            int at = template.indexOf('{', from);
            target.append(template, from, at);
            String value = request.pathValues().get(name);
            if (value == null && accountSid != null && name.equals(ACCOUNT)) {
                value = checkedAccount(request, accountSid);
            }
            if (value == null) {
                throw new RequestValidationException(
                        request.operation().id(),
                        List.of(
                                name.equals(ACCOUNT)
                                        ? "account_sid is missing; set accountSid on the client's builder or"
                                                + " TELNYX_ACCOUNT_SID, or use client.account(sid)"
                                        : name + " is missing; set it with withPathValue"));
            }
            PercentEncoding.pathSegment(value, target);
            from = at + name.length() + 2;
        }
        target.append(template, from, template.length());
    }

    /** Path values of the request itself were checked when they were given. */
    private static String checkedAccount(TexmlRequest<?> request, String accountSid) {
        String problem = PathValues.problem(ACCOUNT, accountSid);
        if (problem != null) {
            throw new RequestValidationException(request.operation().id(), List.of(problem));
        }
        return accountSid;
    }
}
