package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Who says something in a conversation with an assistant. */
public final class ConversationRole extends OpenEnum<ConversationRole> {

    /** The person. */
    public static final ConversationRole USER = new ConversationRole("user");

    /** The assistant. */
    public static final ConversationRole ASSISTANT = new ConversationRole("assistant");

    private static final OpenEnumValues<ConversationRole> VALUES =
            OpenEnumValues.of(ConversationRole::new, USER, ASSISTANT);

    private ConversationRole(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConversationRole of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<ConversationRole> knownValues() {
        return VALUES.list();
    }
}
