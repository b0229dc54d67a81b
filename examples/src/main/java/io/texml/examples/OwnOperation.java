package io.texml.examples;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.ResponseType;
import io.texml.operation.TexmlRequest;
import io.texml.reactor.TexmlClient;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Describes an operation and runs it like the library's own, as for one that Telnyx adds tomorrow: same retry, limits,
 * errors and key. Here it is an address that exists, read into a record that holds only the price.
 */
public final class OwnOperation {

    /** What is read of the answer; the rest of it is in {@code additionalProperties}. */
    public record CallCost(
            @Nullable BigDecimal price,
            @JsonProperty("price_unit") @Nullable String unit,
            Map<String, @Nullable Object> additionalProperties)
            implements ResponseRecord {}

    private static final Operation<CallCost> CALL_COST = Operation.builder(
                    "own.callCost",
                    HttpMethod.GET,
                    "/texml/Accounts/{account_sid}/Calls/{call_sid}",
                    ResponseType.of(CallCost.class))
            .build();

    private OwnOperation() {}

    /** Prints what a call cost: {@code OwnOperation CALL_SID}. */
    public static void main(String[] arguments) {
        try (TexmlClient client = TexmlClient.create()) {
            System.out.println(costOf(client, arguments[0]).block());
        }
    }

    static Mono<CallCost> costOf(TexmlClient client, String callSid) {
        return client.execute(TexmlRequest.of(CALL_COST).withPathValue("call_sid", callSid));
    }
}
