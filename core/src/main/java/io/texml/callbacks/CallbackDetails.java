package io.texml.callbacks;

import io.texml.OpenEnum;
import io.texml.internal.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What callbacks of every kind have. {@link Callback} has a method for nearly each. The canonical constructor is not API:
 * components may be added.
 *
 * @param kind which kind it is; never null
 * @param verification what was known of its sender when it was read; never null
 * @param reference what the application called it when it made the URL; null when it did not
 * @param urlParameters the other parameters that the application put into the URL; never null
 * @param accountSid the account as the platform names it here, which is not always the id that its API takes
 * @param callSid the call's id, {@code v3:...}
 * @param callSidLegacy the older form of the call's id
 * @param connectionId the application or connection that the call belongs to
 * @param from the caller's number (E.164) or SIP address
 * @param to the called number (E.164) or SIP address
 * @param timestamp when the platform says it happened
 * @param sequenceNumber its place among the callbacks of one call
 * @param parameters everything that the platform sent, as text, in its order; never null
 * @param additionalProperties what of it no component holds; never null
 */
public record CallbackDetails(
        CallbackKind kind,
        Verification verification,
        @Nullable String reference,
        Map<String, List<String>> urlParameters,
        @Nullable String accountSid,
        @Nullable String callSid,
        @Nullable String callSidLegacy,
        @Nullable String connectionId,
        @Nullable String from,
        @Nullable String to,
        @Nullable Instant timestamp,
        @Nullable Long sequenceNumber,
        Map<String, List<String>> parameters,
        Map<String, List<String>> additionalProperties) {

    /** Not API: components may be added. */
    public CallbackDetails {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(verification, "verification");
        Objects.requireNonNull(urlParameters, "urlParameters");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The kind and the sid of the call; never a number or a parameter. */
    @Override
    public String toString() {
        return "CallbackDetails[kind=" + kind + ", callSid=" + SafeText.id(callSid) + "]";
    }

    /** What a record prints: a stranger may have sent it, so that not even a sid is printed as it came. */
    String shown(String type, @Nullable OpenEnum<?> status) {
        String state = status == null ? "" : ", status=" + SafeText.token(status.value());
        return type + "[callSid=" + SafeText.id(callSid) + state + "]";
    }
}
