package io.texml.operation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operation of the API as a value: facades, metrics tags, log lines, the table in the guide on operations and the
 * contract test all read the same object. Those of the TeXML API are constants beside their requests, such as
 * {@code QueueOperations.CREATE}; an application can describe one that this version does not know with {@link #builder}
 * and run it with the client's {@code execute}.
 *
 * @param <R> the type that the operation answers with; {@code Page<T>} for lists, {@code Void} for none
 */
public final class Operation<R> {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9_]+)}");
    private static final Pattern TEMPLATE = Pattern.compile("/(?:[A-Za-z0-9_.~:/-]|\\{[a-z0-9_]+})*");

    private final String id;
    private final HttpMethod method;
    private final String pathTemplate;
    private final List<String> pathParameters;
    private final BodyFormat bodyFormat;
    private final Safety safety;
    private final Set<String> instructionParameters;
    private final Pacing pacing;
    private final ResponseType<R> responseType;

    private Operation(Builder<R> builder) {
        this.id = builder.id;
        this.method = builder.method;
        this.pathTemplate = builder.pathTemplate;
        this.pathParameters = placeholders(builder.pathTemplate);
        this.bodyFormat = builder.bodyFormat;
        this.safety = builder.safety;
        this.instructionParameters = Set.copyOf(builder.instructionParameters);
        this.pacing = builder.pacing;
        this.responseType = builder.responseType;
    }

    /**
     * Begins an operation. Without further words it is {@link Safety#SAFE} for GET and {@link Safety#CREATING} for the
     * other methods, takes its parameters in the query for GET and DELETE and as JSON for the others.
     *
     * @param id a short constant name such as {@code calls.create}; it becomes a metrics tag, so no sid belongs in it
     * @param pathTemplate the path below the base URL with placeholders in braces, for example
     *     {@code /texml/Accounts/{account_sid}/Calls}, each of small letters, digits and {@code _};
     *     {@code account_sid} is filled in by the client
     */
    public static <R> Builder<R> builder(
            String id, HttpMethod method, String pathTemplate, ResponseType<R> responseType) {
        return new Builder<>(id, method, pathTemplate, responseType);
    }

    /** The constant name, for example {@code calls.create}. */
    public String id() {
        return id;
    }

    /** The HTTP method. */
    public HttpMethod method() {
        return method;
    }

    /** The path below the base URL with placeholders in braces. */
    public String pathTemplate() {
        return pathTemplate;
    }

    /** The names of the placeholders in the order of the path. */
    public List<String> pathParameters() {
        return pathParameters;
    }

    /** Where the parameters go. */
    public BodyFormat bodyFormat() {
        return bodyFormat;
    }

    /** Whether the operation may be repeated, when none of its {@link #instructionParameters()} is there. */
    public Safety safety() {
        return safety;
    }

    /**
     * Parameters that hand over new instructions (TeXML or a URL to fetch it from): with one of them an update of a
     * state becomes {@link Safety#CREATING}, as the instructions would be carried out twice.
     */
    public Set<String> instructionParameters() {
        return instructionParameters;
    }

    /** Which pace the operation keeps to. */
    public Pacing pacing() {
        return pacing;
    }

    /** What the operation answers with. */
    public ResponseType<R> responseType() {
        return responseType;
    }

    /** The same operation with another view of its answer. */
    public <S> Operation<S> withResponseType(ResponseType<S> otherType) {
        return builder(id, method, pathTemplate, otherType)
                .bodyFormat(bodyFormat)
                .safety(safety)
                .instructionParameters(instructionParameters.toArray(new String[0]))
                .pacing(pacing)
                .build();
    }

    /** Method and template; there is nothing secret in it. */
    @Override
    public String toString() {
        return "Operation[" + id + ": " + method + " " + pathTemplate + "]";
    }

    private static List<String> placeholders(String template) {
        List<String> names = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(template);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return List.copyOf(names);
    }

    /**
     * Describes an operation.
     *
     * @param <R> the type that the operation answers with
     */
    public static final class Builder<R> {

        private final String id;
        private final HttpMethod method;
        private final String pathTemplate;
        private final ResponseType<R> responseType;
        private final Set<String> instructionParameters = new LinkedHashSet<>();
        private BodyFormat bodyFormat;
        private Safety safety;
        private Pacing pacing = Pacing.NONE;

        private Builder(String id, HttpMethod method, String pathTemplate, ResponseType<R> responseType) {
            this.id = Objects.requireNonNull(id, "id");
            this.method = Objects.requireNonNull(method, "method");
            this.pathTemplate = Objects.requireNonNull(pathTemplate, "pathTemplate");
            this.responseType = Objects.requireNonNull(responseType, "responseType");
            if (!TEMPLATE.matcher(pathTemplate).matches()) {
                throw new IllegalArgumentException(
                        "pathTemplate must be a path from '/' on, with placeholders such as {call_sid}: "
                                + pathTemplate);
            }
            if (responseType.isPage() && method != HttpMethod.GET) {
                throw new IllegalArgumentException("a list is fetched with GET: " + id);
            }
            this.safety = method == HttpMethod.GET ? Safety.SAFE : Safety.CREATING;
            this.bodyFormat =
                    method == HttpMethod.GET || method == HttpMethod.DELETE ? BodyFormat.NONE : BodyFormat.JSON;
        }

        /** Where the parameters go. */
        public Builder<R> bodyFormat(BodyFormat bodyFormat) {
            this.bodyFormat = Objects.requireNonNull(bodyFormat, "bodyFormat");
            return this;
        }

        /** Whether the operation may be repeated. */
        public Builder<R> safety(Safety safety) {
            this.safety = Objects.requireNonNull(safety, "safety");
            return this;
        }

        /** Names parameters that make a request {@link Safety#CREATING}. */
        public Builder<R> instructionParameters(String... names) {
            instructionParameters.addAll(List.of(names));
            return this;
        }

        /** Which pace the operation keeps to. */
        public Builder<R> pacing(Pacing pacing) {
            this.pacing = Objects.requireNonNull(pacing, "pacing");
            return this;
        }

        /** The operation. */
        public Operation<R> build() {
            return new Operation<>(this);
        }
    }
}
