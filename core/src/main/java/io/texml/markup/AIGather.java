package io.texml.markup;

import io.texml.CallbackMethod;
import java.net.URI;
import java.util.Objects;

/**
 * Has an assistant ask the caller for values until it has them all; they go to {@code action}.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/aigather">its documentation</a>
 */
public final class AIGather extends AbstractElement<AIGather> implements Verb {

    static final ElementType<AIGather> TYPE = ElementType.of("AIGather", Content.NONE, AIGather::new)
            .attributes(
                    Attribute.url("action"),
                    Attribute.choice("method", CallbackMethod.knownValues()).byDefault(CallbackMethod.POST))
            .children(
                    Structure.GREETING,
                    Voice.TYPE,
                    Structure.PARAMETERS,
                    Structure.MESSAGE_HISTORY,
                    Structure.INTERRUPTION_SETTINGS,
                    Structure.TRANSCRIPTION,
                    Assistant.TYPE,
                    Structure.TOOLS)
            .rule(AIGather::check);

    private AIGather(Parts parts) {
        super(TYPE, parts);
    }

    /**
     * Asks for values.
     *
     * @param parameters which: a JSON Schema of an object
     */
    public static AIGather parameters(String parameters) {
        return TYPE.create().add(Structure.PARAMETERS.create().addText(parameters));
    }

    /** This with what is said at the beginning. */
    public AIGather greeting(String greeting) {
        return put(Structure.GREETING.create().addText(greeting));
    }

    /** This with a voice. */
    public AIGather voice(Voice voice) {
        return put(Objects.requireNonNull(voice, "voice"));
    }

    /** This with something that was said before, after what was said already. */
    public AIGather message(ConversationRole role, String text) {
        return addWithin(
                Structure.MESSAGE_HISTORY,
                Structure.MESSAGE.create().set("role", role).addText(text));
    }

    /** This with the choice whether the caller may interrupt the assistant. */
    public AIGather interruptions(boolean enable) {
        return put(Structure.INTERRUPTION_SETTINGS.create().set("enable", enable));
    }

    /** This with the model that recognises speech. */
    public AIGather transcriptionModel(String model) {
        return put(Structure.TRANSCRIPTION.create().set("model", model));
    }

    /** This with the assistant that asks. */
    public AIGather assistant(Assistant assistant) {
        return put(Objects.requireNonNull(assistant, "assistant"));
    }

    /**
     * This with a tool that the assistant may use.
     *
     * @param definition an object of JSON
     */
    public AIGather tool(String definition) {
        return addWithin(Structure.TOOLS, Structure.TOOL.create().addText(definition));
    }

    /** {@code action}: where the platform goes on when the verb is over; it answers with the next document. A URL. */
    public AIGather action(URI action) {
        return set("action", action);
    }

    /** {@code method}: how {@code action} is called. Default: {@link CallbackMethod#POST POST}. */
    public AIGather method(CallbackMethod method) {
        return set("method", method);
    }

    private static void check(ElementChecks checks) {
        checks.refuseIf(
                checks.count("Parameters") != 1 && !checks.holdsTemplates(),
                "AIGather needs exactly one Parameters",
                "write one Parameters with a JSON Schema into it");
    }

    /**
     * Who speaks.
     *
     * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/aigather">its documentation</a>
     */
    public static final class Voice extends AbstractElement<Voice> {

        static final ElementType<Voice> TYPE = ElementType.of("Voice", Content.NONE, Voice::new)
                .attributes(
                        Attribute.text("name").byDefault("Telnyx.NaturalHD.Astra"),
                        Attribute.text("api_key_ref"),
                        Attribute.decimal("voice_speed").range("0.1", "2.0").byDefault(1))
                .trap("apiKeyRef", "api_key_ref")
                .trap("voiceSpeed", "voice_speed");

        private Voice(Parts parts) {
            super(TYPE, parts);
        }

        /** A voice by its name, such as {@code Telnyx.NaturalHD.Astra}. */
        public static Voice of(String name) {
            return TYPE.create().set("name", name);
        }

        /**
         * {@code api_key_ref}: the name under which the key of the vendor is kept as a secret of the account; other
         * verbs write it otherwise.
         */
        public Voice apiKeyRef(String apiKeyRef) {
            return set("api_key_ref", apiKeyRef);
        }

        /** {@code voice_speed}: how fast the voice speaks; 1 is its own pace. 0.1 to 2.0. Default: 1. */
        public Voice voiceSpeed(double voiceSpeed) {
            return set("voice_speed", voiceSpeed);
        }
    }

    /**
     * The assistant that asks the questions.
     *
     * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/aigather">its documentation</a>
     */
    public static final class Assistant extends AbstractElement<Assistant> {

        static final ElementType<Assistant> TYPE = ElementType.of("Assistant", Content.NONE, Assistant::new)
                .attributes(Attribute.text("model"), Attribute.text("api_key_ref"), Attribute.text("instructions"))
                .children(Structure.TOOLS)
                .trap("apiKeyRef", "api_key_ref");

        private Assistant(Parts parts) {
            super(TYPE, parts);
        }

        /** An assistant of which nothing is said yet. */
        public static Assistant assistant() {
            return TYPE.create();
        }

        /**
         * This with a tool that the assistant may use.
         *
         * @param definition an object of JSON
         */
        public Assistant tool(String definition) {
            return addWithin(Structure.TOOLS, Structure.TOOL.create().addText(definition));
        }

        /** {@code model}: the model of the assistant. */
        public Assistant model(String model) {
            return set("model", model);
        }

        /**
         * {@code api_key_ref}: the name under which the key of the vendor is kept as a secret of the account; other
         * verbs write it otherwise.
         */
        public Assistant apiKeyRef(String apiKeyRef) {
            return set("api_key_ref", apiKeyRef);
        }

        /** {@code instructions}: what the assistant is told to do. */
        public Assistant instructions(String instructions) {
            return set("instructions", instructions);
        }
    }

    /** What stands in it; apart, so that neither class needs the other to be there first. */
    private static final class Structure {

        static final ElementType<RawElement> GREETING = RawElement.type("Greeting", Content.TEXT);
        static final ElementType<RawElement> PARAMETERS = RawElement.type("Parameters", Content.JSON);
        static final ElementType<RawElement> MESSAGE = RawElement.type("Message", Content.TEXT)
                .attributes(
                        Attribute.choice("role", ConversationRole.knownValues()).isRequired());
        static final ElementType<RawElement> MESSAGE_HISTORY =
                RawElement.type("MessageHistory", Content.NONE).children(MESSAGE);
        static final ElementType<RawElement> INTERRUPTION_SETTINGS =
                RawElement.type("InterruptionSettings", Content.NONE).attributes(Attribute.bool("enable"));
        static final ElementType<RawElement> TRANSCRIPTION =
                RawElement.type("Transcription", Content.NONE).attributes(Attribute.text("model"));
        static final ElementType<RawElement> TOOL = RawElement.type("Tool", Content.JSON);
        static final ElementType<RawElement> TOOLS =
                RawElement.type("Tools", Content.NONE).children(TOOL);
    }
}
