package io.texml.simulator.internal.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the operation that a decoded path and a method mean. */
public final class Router {

    private static final String JSON_SUFFIX = ".json";

    /** The documented links of a queue begin like this. */
    private static final String LINKS_BEGIN = "Accounts";

    private static final List<String> PREFIX = List.of("v2", "texml");

    private final List<Template> templates = new ArrayList<>();

    /** A router over all operations of the contract. */
    public Router(Contract contract) {
        for (OperationRule operation : contract.operations()) {
            String path = operation.path();
            boolean suffixed = path.endsWith(JSON_SUFFIX);
            String bare = suffixed ? path.substring(0, path.length() - JSON_SUFFIX.length()) : path;
            templates.add(new Template(operation, List.of(bare.substring(1).split("/")), suffixed));
        }
    }

    /** What a path can mean. */
    public sealed interface Outcome {}

    /** The operation and the values of its path elements. */
    public record Match(OperationRule operation, Map<String, String> pathValues) implements Outcome {}

    /** The path exists, but not with this method. */
    public record WrongMethod(List<String> allowed) implements Outcome {}

    /** There is no such path. */
    public record NoPath() implements Outcome {}

    /**
     * Routes a request; {@code segments} are percent-decoded. An address is taken as it is documented, with {@code .json} or
     * without. What the answers' own links add to one that has none is taken where something is read.
     */
    public Outcome route(String method, List<String> segments) {
        if (method.equals("GET") && segments.get(0).equals(LINKS_BEGIN)) {
            List<String> prefixed = new ArrayList<>(PREFIX);
            prefixed.addAll(segments);
            return route(method, prefixed);
        }
        List<String> allowed = new ArrayList<>();
        Match linked = null;
        for (Template template : templates) {
            Map<String, String> values = template.match(segments, template.suffixed);
            if (values != null) {
                if (template.operation.method().equals(method)) {
                    return new Match(template.operation, values);
                }
                allowed.add(template.operation.method());
            } else if (linked == null && template.isRead() && !template.suffixed && method.equals("GET")) {
                Map<String, String> withoutSuffix = template.match(segments, true);
                linked = withoutSuffix == null ? null : new Match(template.operation, withoutSuffix);
            }
        }
        if (linked != null) {
            return linked;
        }
        return allowed.isEmpty()
                ? new NoPath()
                : new WrongMethod(allowed.stream().distinct().sorted().toList());
    }

    private record Template(OperationRule operation, List<String> parts, boolean suffixed) {

        boolean isRead() {
            return operation.method().equals("GET");
        }

        @org.jspecify.annotations.Nullable
        Map<String, String> match(List<String> segments, boolean withSuffix) {
            if (segments.size() != parts.size()) {
                return null;
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                String segment = segments.get(i);
                if (i == parts.size() - 1) {
                    if (segment.endsWith(JSON_SUFFIX) != withSuffix) {
                        return null;
                    }
                    segment = withSuffix ? segment.substring(0, segment.length() - JSON_SUFFIX.length()) : segment;
                }
                if (part.startsWith("{")) {
                    if (segment.isEmpty()) {
                        return null;
                    }
                    values.put(part.substring(1, part.length() - 1), segment);
                } else if (!part.equals(segment)) {
                    return null;
                }
            }
            return values;
        }
    }
}
