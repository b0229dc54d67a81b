package io.texml.callbacks;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a call cost; only when call cost is switched on for the account. The canonical constructor is not API:
 * components may be added.
 *
 * @param callbackSource which part of the platform sends this: {@code call-cost-events}
 * @param costs what each call cost, by its sid; empty when nothing readable came, never null. The currency is not
 *     sent: it is the account's
 * @param details what callbacks of every kind have; never null
 */
public record CallCost(@Nullable String callbackSource, Map<String, BigDecimal> costs, CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public CallCost {
        Objects.requireNonNull(details, "details");
        costs = Map.copyOf(costs);
    }

    static CallCost read(CallbackFields fields) {
        return new CallCost(fields.text("CallbackSource"), fields.costs(), fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("CallCost", null);
    }
}
