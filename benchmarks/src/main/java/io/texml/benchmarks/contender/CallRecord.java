package io.texml.benchmarks.contender;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A call as a user of plain databind would write it: eighteen texts. */
public record CallRecord(
        @Nullable String sid,
        @JsonProperty("account_sid") @Nullable String accountSid,
        @Nullable String status,
        @Nullable String direction,
        @Nullable String from,
        @Nullable String to,
        @JsonProperty("from_formatted") @Nullable String fromFormatted,
        @JsonProperty("to_formatted") @Nullable String toFormatted,
        @JsonProperty("caller_name") @Nullable String callerName,
        @JsonProperty("answered_by") @Nullable String answeredBy,
        @JsonProperty("start_time") @Nullable String startTime,
        @JsonProperty("end_time") @Nullable String endTime,
        @Nullable String duration,
        @Nullable String price,
        @JsonProperty("price_unit") @Nullable String priceUnit,
        @JsonProperty("date_created") @Nullable String dateCreated,
        @JsonProperty("date_updated") @Nullable String dateUpdated,
        @Nullable String uri) {}
