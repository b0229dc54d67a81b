package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What suppresses noise. */
public final class SuppressionEngine extends OpenEnum<SuppressionEngine> {

    /** The one that is used when none is named. */
    public static final SuppressionEngine DENOISER = new SuppressionEngine("Denoiser");

    /** DeepFilterNet. */
    public static final SuppressionEngine DEEP_FILTER_NET = new SuppressionEngine("DeepFilterNet");

    /** Of Krisp; takes a model and a level. */
    public static final SuppressionEngine KRISP = new SuppressionEngine("Krisp");

    /** Of ai-coustics; takes a family, a size and a level. */
    public static final SuppressionEngine AI_COUSTICS = new SuppressionEngine("AiCoustics");

    private static final OpenEnumValues<SuppressionEngine> VALUES =
            OpenEnumValues.of(SuppressionEngine::new, DENOISER, DEEP_FILTER_NET, KRISP, AI_COUSTICS);

    private SuppressionEngine(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SuppressionEngine of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<SuppressionEngine> knownValues() {
        return VALUES.list();
    }
}
