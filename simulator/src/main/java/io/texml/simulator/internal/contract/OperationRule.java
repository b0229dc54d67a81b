package io.texml.simulator.internal.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the API says about one operation.
 *
 * @param path template beginning with {@code /v2}
 * @param status status of a successful answer
 * @param mediaType media type of the request body, null when it has none
 * @param items name of the array in a list's answer, null when the operation is not a list
 * @param previousPage whether a list's answer has {@code previous_page_uri}
 * @param exclusive parameters of which at most one may be given
 */
public record OperationRule(
        String id,
        String method,
        String path,
        int status,
        @Nullable String mediaType,
        boolean bodyRequired,
        @Nullable String items,
        boolean previousPage,
        List<String> exclusive,
        Map<String, ParameterRule> query,
        Map<String, ParameterRule> body) {

    /** Whether a body may come as JSON although a form is documented: only JSON can carry what has members. */
    public boolean needsJson() {
        return body.values().stream().anyMatch(ParameterRule::structured);
    }
}
