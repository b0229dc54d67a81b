package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call, as {@code calls.get}, {@code calls.list} and {@code calls.update} answer it. Any component may be null, as the
 * API promises none. Reading calls is eventually consistent: a call that was just made may be missing, or not yet show
 * its latest state. The canonical constructor is not API: components may be added.
 *
 * @param sid the call's id, {@code v3:...}
 * @param accountSid the account that the call belongs to
 * @param status where the call stands
 * @param direction who called whom
 * @param from the caller's number (E.164) or SIP address
 * @param to the called number (E.164) or SIP address
 * @param fromFormatted the caller's number in the national form, such as {@code (312) 345-6789}
 * @param toFormatted the called number in the national form
 * @param callerName the caller's name, where it is known
 * @param answeredBy who answered; only when machine detection was on
 * @param startTime when the call began
 * @param endTime when it ended; null while it lasts
 * @param duration how long it lasted, in whole seconds
 * @param price what it cost; only when call cost is switched on for the account
 * @param priceUnit the currency of the price, such as {@code USD}
 * @param dateCreated when the record was created
 * @param dateUpdated when the record last changed
 * @param uri the path of this call
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Call(
        @Nullable String sid,
        @JsonProperty("account_sid") @Nullable String accountSid,
        @Nullable CallStatus status,
        @Nullable CallDirection direction,
        @Nullable String from,
        @Nullable String to,
        @JsonProperty("from_formatted") @Nullable String fromFormatted,
        @JsonProperty("to_formatted") @Nullable String toFormatted,
        @JsonProperty("caller_name") @Nullable String callerName,
        @JsonProperty("answered_by") @Nullable AnsweredBy answeredBy,
        @JsonProperty("start_time") @Nullable Instant startTime,
        @JsonProperty("end_time") @Nullable Instant endTime,
        @Nullable Duration duration,
        @Nullable BigDecimal price,
        @JsonProperty("price_unit") @Nullable String priceUnit,
        @JsonProperty("date_created") @Nullable Instant dateCreated,
        @JsonProperty("date_updated") @Nullable Instant dateUpdated,
        @Nullable String uri,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public Call {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The sid and the status; never a number. */
    @Override
    public String toString() {
        return "Call[sid=" + sid + ", status=" + status + "]";
    }
}
