package io.texml.examples.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.operation.Operation;
import io.texml.operation.Operations;
import io.texml.operation.Page;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be exported. */
enum Resource {
    CALLS(Operations.CALLS_LIST, "PageSize", true),
    RECORDINGS(Operations.RECORDINGS_LIST, "PageSize", false),
    CONFERENCES(Operations.CONFERENCES_LIST, "PageSize", true),
    PARTICIPANTS(Operations.CONFERENCE_PARTICIPANTS_LIST, null, false),
    QUEUES(Operations.QUEUES_LIST, "PageSize", false),
    TRANSCRIPTIONS(Operations.TRANSCRIPTIONS_LIST, "PageSize", false),
    APPLICATIONS(Operations.APPLICATIONS_LIST, "page[size]", false);

    @SuppressWarnings("ImmutableEnumChecker") // an operation is a value without setters
    private final Operation<? extends Page<?>> operation;

    private final @Nullable String pageSizeParameter;

    private final boolean hasStatusFilter;

    Resource(Operation<? extends Page<?>> operation, @Nullable String pageSizeParameter, boolean hasStatusFilter) {
        this.operation = operation;
        this.pageSizeParameter = pageSizeParameter;
        this.hasStatusFilter = hasStatusFilter;
    }

    Operation<? extends Page<?>> operation() {
        return operation;
    }

    /** The parameter that says how long a page is; null where none is documented. */
    @Nullable
    String pageSizeParameter() {
        return pageSizeParameter;
    }

    /** Whether the list takes the parameter {@code Status}. */
    boolean hasStatusFilter() {
        return hasStatusFilter;
    }

    /** The documented members of an item, under their wire names. */
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (RecordComponent component : operation.responseType().type().getRecordComponents()) {
            if (!component.getName().equals("additionalProperties")) {
                JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
                columns.add(property == null ? component.getName() : property.value());
            }
        }
        return columns;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
