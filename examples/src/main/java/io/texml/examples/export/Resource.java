package io.texml.examples.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.applications.ApplicationOperations;
import io.texml.calls.CallOperations;
import io.texml.conferences.ConferenceOperations;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.queues.QueueOperations;
import io.texml.recordings.RecordingOperations;
import io.texml.transcriptions.TranscriptionOperations;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be exported. */
enum Resource {
    CALLS(CallOperations.LIST, "PageSize", true),
    RECORDINGS(RecordingOperations.LIST, "PageSize", false),
    CONFERENCES(ConferenceOperations.LIST, "PageSize", true),
    PARTICIPANTS(ConferenceOperations.PARTICIPANTS_LIST, null, false),
    QUEUES(QueueOperations.LIST, "PageSize", false),
    TRANSCRIPTIONS(TranscriptionOperations.LIST, "PageSize", false),
    APPLICATIONS(ApplicationOperations.LIST, "page[size]", false);

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

    /** Whether its address names the account. */
    boolean isOfAccount() {
        return operation.pathTemplate().contains("{account_sid}");
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
                columns.add(wireName(component));
            }
        }
        return columns;
    }

    /** Whether a member may hold a date: it is documented as one, or not documented at all. */
    boolean mayBeDate(String column) {
        for (RecordComponent component : operation.responseType().type().getRecordComponents()) {
            if (wireName(component).equals(column)) {
                return component.getType() == Instant.class;
            }
        }
        return true;
    }

    private static String wireName(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
