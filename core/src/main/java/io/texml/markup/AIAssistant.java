package io.texml.markup;

import java.util.List;

/**
 * An assistant of the account, which talks with the caller.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/aiassistant">its documentation</a>
 */
public final class AIAssistant extends AbstractElement<AIAssistant> implements ConnectNoun {

    static final ElementType<AIAssistant> TYPE = ElementType.of("AIAssistant", Content.NONE, AIAssistant::new)
            .attributes(
                    Attribute.text("id"),
                    Attribute.text("join"),
                    Attribute.text("participantName"),
                    Attribute.choice("participantRole", ConversationRole.knownValues())
                            .byDefault(ConversationRole.USER))
            .rule(AIAssistant::check);

    private AIAssistant(Parts parts) {
        super(TYPE, parts);
    }

    /** The assistant of this id, as the portal shows it: {@code assistant-...}. */
    public static AIAssistant id(String id) {
        return TYPE.create().set("id", id);
    }

    /** A conversation that goes on already, by its id. */
    public static AIAssistant join(String conversationId) {
        return TYPE.create().set("join", conversationId);
    }

    /** {@code participantName}: the name of the participant; needs {@code join}. */
    public AIAssistant participantName(String participantName) {
        return set("participantName", participantName);
    }

    /**
     * {@code participantRole}: the role of the participant; needs {@code join}. Default: {@link
     * ConversationRole#USER user}.
     */
    public AIAssistant participantRole(ConversationRole participantRole) {
        return set("participantRole", participantRole);
    }

    private static void check(ElementChecks checks) {
        checks.refuseIf(
                checks.has("id") == checks.has("join"),
                "AIAssistant needs exactly one of id and join",
                "set one of them");
        for (String name : List.of("participantName", "participantRole")) {
            checks.refuseIf(
                    checks.has(name) && !checks.has("join"), name + " needs join", "set join, or leave out " + name);
        }
    }
}
