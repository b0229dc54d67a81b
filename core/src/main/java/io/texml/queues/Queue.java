package io.texml.queues;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A queue in which calls wait, as the operations of queues answer it. Any component may be null, as the API promises
 * none. The canonical constructor is not API: components may be added.
 *
 * @param sid the queue's id; the documented one is the queue's name
 * @param accountSid the account that it belongs to
 * @param currentSize how many calls wait
 * @param maxSize how many calls may wait
 * @param averageWaitTime how long the waiting calls have waited on average, in whole seconds
 * @param dateCreated when the record was created
 * @param dateUpdated when the record last changed
 * @param subresourceUris the path of its members under {@code members}
 * @param uri the path of this queue; the documented one lacks {@code /v2/texml}
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Queue(
        @Nullable String sid,
        @JsonProperty("account_sid") @Nullable String accountSid,
        @JsonProperty("current_size") @Nullable Long currentSize,
        @JsonProperty("max_size") @Nullable Long maxSize,
        @JsonProperty("average_wait_time") @Nullable Duration averageWaitTime,
        @JsonProperty("date_created") @Nullable Instant dateCreated,
        @JsonProperty("date_updated") @Nullable Instant dateUpdated,
        @JsonProperty("subresource_uris") @Nullable Map<String, @Nullable Object> subresourceUris,
        @Nullable String uri,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public Queue {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The sizes; never the sid, which is a name here. */
    @Override
    public String toString() {
        return "Queue[currentSize=" + currentSize + ", maxSize=" + maxSize + "]";
    }
}
