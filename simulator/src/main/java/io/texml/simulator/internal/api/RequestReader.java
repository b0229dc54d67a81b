package io.texml.simulator.internal.api;

import io.texml.simulator.internal.contract.OperationRule;
import io.texml.simulator.internal.contract.ParameterRule;
import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.http.ReceivedRequest;
import io.texml.simulator.internal.wire.Forms;
import io.texml.simulator.internal.wire.Json;
import io.texml.simulator.internal.wire.PercentCode.MalformedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the query and the body of a request into checked parameters. */
public final class RequestReader {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    /** What the platform's own page links carry, whether or not the operation documents it. */
    private static final Pattern PAGE_LINK = Pattern.compile("Page|PageSize|PageToken|page|pagesize|pagetoken");

    private final boolean lenient;

    /** A strict or a lenient reader. */
    public RequestReader(boolean lenient) {
        this.lenient = lenient;
    }

    /** The parameters of the query string. */
    public Parameters query(OperationRule operation, ReceivedRequest request) {
        Map<String, @Nullable Object> values =
                fields(request.query(), operation.query().keySet());
        Map<String, @Nullable Object> links = new LinkedHashMap<>();
        if (operation.items() != null) {
            values.keySet().stream()
                    .filter(name -> !operation.query().containsKey(name)
                            && PAGE_LINK.matcher(name).matches())
                    .toList()
                    .forEach(name -> links.put(name, values.remove(name)));
        }
        Parameters checked = new ParameterChecker(lenient, true).check(values, operation.query(), operation);
        Map<String, @Nullable Object> all = new LinkedHashMap<>(checked.values());
        all.putAll(links);
        return new Parameters(all, operation.query());
    }

    /** The parameters of the body. */
    public Parameters body(OperationRule operation, ReceivedRequest request) {
        String documented = operation.mediaType();
        if (documented == null) {
            if (request.body().length > 0 && !lenient) {
                throw ApiFailure.badRequest("This operation takes no body.");
            }
            return Parameters.NONE;
        }
        String given = mediaType(request);
        String type = request.body().length == 0 ? documented : accepted(operation, documented, given);
        Map<String, ParameterRule> rules = operation.body();
        boolean form = FORM.equals(type);
        Map<String, @Nullable Object> values = Map.of();
        if (request.body().length > 0) {
            values = form ? form(request, rules) : json(request);
        }
        Parameters checked = new ParameterChecker(lenient, form).check(values, rules, operation);
        // A form without a field is as empty as no body; an empty JSON object is a body.
        boolean isEmpty = request.body().length == 0 || (form && values.isEmpty());
        if (isEmpty && operation.bodyRequired() && !lenient) {
            throw ApiFailure.unprocessable("10004", "Missing required parameter", "A body has to be given.", "/");
        }
        return checked;
    }

    private String accepted(OperationRule operation, String documented, @Nullable String given) {
        if (given == null && lenient) {
            return documented;
        }
        if (documented.equals(given)) {
            return documented;
        }
        // A form cannot carry lists of objects, so the operations that have some take JSON as well.
        if (JSON.equals(given) && (lenient || operation.needsJson())) {
            return JSON;
        }
        if (FORM.equals(given) && lenient) {
            return FORM;
        }
        throw ApiFailure.unprocessable(
                "10014", "Unsupported media type", "The body of this operation has to be " + documented + ".", "/");
    }

    private static @Nullable String mediaType(ReceivedRequest request) {
        String header = request.header("content-type");
        if (header == null) {
            return null;
        }
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private Map<String, @Nullable Object> form(ReceivedRequest request, Map<String, ParameterRule> rules) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(request.body()))
                    .toString();
            return fields(text, rules.keySet());
        } catch (CharacterCodingException e) {
            throw ApiFailure.badRequest("The form is not UTF-8.");
        }
    }

    private Map<String, @Nullable Object> fields(String text, Iterable<String> known) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        try {
            for (Forms.Field field : Forms.parse(text)) {
                if (values.containsKey(field.name()) && !lenient) {
                    throw ApiFailure.unprocessable(
                            "10015", "Bad Request", "A parameter is given twice.", "/" + field.name());
                }
                values.put(field.name(), field.value());
            }
        } catch (MalformedEncodingException e) {
            throw ApiFailure.badRequest("The request is not well-formed: " + e.getMessage() + ".");
        }
        // An empty filter is no filter.
        for (String name : known) {
            if ("".equals(values.get(name)) && lenient) {
                values.remove(name);
            }
        }
        return values;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> json(ReceivedRequest request) {
        Object value;
        try {
            value = Json.parse(request.body());
        } catch (Json.MalformedJsonException e) {
            throw ApiFailure.badRequest("The body is not JSON: " + e.getMessage() + ".");
        }
        if (value instanceof Map<?, ?> members) {
            return (Map<String, @Nullable Object>) members;
        }
        throw ApiFailure.badRequest("The body has to be a JSON object.");
    }
}
