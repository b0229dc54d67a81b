package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What a caller who is rejected is told. */
public final class RejectReason extends OpenEnum<RejectReason> {

    /** That the call is rejected. */
    public static final RejectReason REJECTED = new RejectReason("rejected");

    /** That the line is busy. */
    public static final RejectReason BUSY = new RejectReason("busy");

    private static final OpenEnumValues<RejectReason> VALUES = OpenEnumValues.of(RejectReason::new, REJECTED, BUSY);

    private RejectReason(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static RejectReason of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<RejectReason> knownValues() {
        return VALUES.list();
    }
}
