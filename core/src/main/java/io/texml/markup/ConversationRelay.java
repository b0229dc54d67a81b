package io.texml.markup;

import java.net.URI;

/**
 * Hands the conversation to an application of your own as text, over a WebSocket.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/conversationrelay">its documentation</a>
 */
public final class ConversationRelay extends AbstractElement<ConversationRelay> implements ConnectNoun {

    static final ElementType<ConversationRelay> TYPE = ElementType.of(
                    "ConversationRelay", Content.NONE, ConversationRelay::new)
            .attributes(
                    Attribute.webSocketUrl("url").isRequired(),
                    Attribute.text("welcomeGreeting"),
                    Attribute.text("voice"),
                    Attribute.text("language"),
                    Attribute.text("transcriptionProvider"),
                    Attribute.choice("interruptible", Interruptible.knownValues())
                            .byDefault(Interruptible.ANY),
                    Attribute.choice("welcomeGreetingInterruptible", Interruptible.knownValues())
                            .byDefault(Interruptible.ANY),
                    Attribute.bool("dtmfDetection").byDefault("false"),
                    Attribute.choice("backgroundAudioType", BackgroundAudioType.knownValues()),
                    Attribute.text("backgroundAudioValue"))
            .children(Language.TYPE, Parameter.TYPE)
            .rule(ConversationRelay::check);

    private ConversationRelay(Parts parts) {
        super(TYPE, parts);
    }

    /** A relay to a WebSocket, whose URL begins with {@code wss://}. */
    public static ConversationRelay to(URI url) {
        return TYPE.create().set("url", url);
    }

    /** This with one more language. */
    public ConversationRelay language(Language language) {
        return add(language);
    }

    /** This with a parameter of your own that the WebSocket is told. */
    public ConversationRelay parameter(String name, String value) {
        return add(Parameter.of(name, value));
    }

    private static void checkBackground(ElementChecks checks) {
        checks.refuseIf(
                checks.has("backgroundAudioType") != checks.has("backgroundAudioValue"),
                "backgroundAudioType and backgroundAudioValue go together",
                "set both or none");
    }

    /** {@code welcomeGreeting}: what is said at the beginning. */
    public ConversationRelay welcomeGreeting(String welcomeGreeting) {
        return set("welcomeGreeting", welcomeGreeting);
    }

    /** {@code voice}: the voice that speaks. */
    public ConversationRelay voice(String voice) {
        return set("voice", voice);
    }

    /** {@code language}: the language, such as {@code en-US}. */
    public ConversationRelay language(String language) {
        return set("language", language);
    }

    /** {@code transcriptionProvider}: who turns speech into text. */
    public ConversationRelay transcriptionProvider(String transcriptionProvider) {
        return set("transcriptionProvider", transcriptionProvider);
    }

    /** {@code interruptible}: what interrupts what is being said. Default: {@link Interruptible#ANY any}. */
    public ConversationRelay interruptible(Interruptible interruptible) {
        return set("interruptible", interruptible);
    }

    /** {@code welcomeGreetingInterruptible}: what interrupts the greeting. Default: {@link Interruptible#ANY any}. */
    public ConversationRelay welcomeGreetingInterruptible(Interruptible welcomeGreetingInterruptible) {
        return set("welcomeGreetingInterruptible", welcomeGreetingInterruptible);
    }

    /** {@code dtmfDetection}: whether keys are told. Default: false. */
    public ConversationRelay dtmfDetection(boolean dtmfDetection) {
        return set("dtmfDetection", dtmfDetection);
    }

    /**
     * {@code backgroundAudioType}: what kind of background audio is named; goes together with {@code
     * backgroundAudioValue}.
     */
    public ConversationRelay backgroundAudioType(BackgroundAudioType backgroundAudioType) {
        return set("backgroundAudioType", backgroundAudioType);
    }

    /** {@code backgroundAudioValue}: the background audio; goes together with {@code backgroundAudioType}. */
    public ConversationRelay backgroundAudioValue(String value) {
        return set("backgroundAudioValue", value);
    }

    private static void check(ElementChecks checks) {
        checkBackground(checks);
    }

    /**
     * How one language is spoken and understood.
     *
     * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/conversationrelay">its documentation</a>
     */
    public static final class Language extends AbstractElement<Language> {

        static final ElementType<Language> TYPE = ElementType.of("Language", Content.NONE, Language::new)
                .attributes(
                        Attribute.text("code"),
                        Attribute.text("ttsProvider"),
                        Attribute.text("voice"),
                        Attribute.text("transcriptionProvider"),
                        Attribute.text("speechModel"),
                        Attribute.choice("backgroundAudioType", BackgroundAudioType.knownValues()),
                        Attribute.text("backgroundAudioValue"))
                .rule(Language::check);

        private Language(Parts parts) {
            super(TYPE, parts);
        }

        /** A language, such as {@code en-US}. */
        public static Language code(String code) {
            return TYPE.create().set("code", code);
        }

        /** {@code ttsProvider}: who speaks. */
        public Language ttsProvider(String ttsProvider) {
            return set("ttsProvider", ttsProvider);
        }

        /** {@code voice}: the voice that speaks. */
        public Language voice(String voice) {
            return set("voice", voice);
        }

        /** {@code transcriptionProvider}: who turns speech into text. */
        public Language transcriptionProvider(String transcriptionProvider) {
            return set("transcriptionProvider", transcriptionProvider);
        }

        /** {@code speechModel}: the model that recognises speech. */
        public Language speechModel(String speechModel) {
            return set("speechModel", speechModel);
        }

        /**
         * {@code backgroundAudioType}: what kind of background audio is named; goes together with {@code
         * backgroundAudioValue}.
         */
        public Language backgroundAudioType(BackgroundAudioType backgroundAudioType) {
            return set("backgroundAudioType", backgroundAudioType);
        }

        /** {@code backgroundAudioValue}: the background audio; goes together with {@code backgroundAudioType}. */
        public Language backgroundAudioValue(String value) {
            return set("backgroundAudioValue", value);
        }

        private static void check(ElementChecks checks) {
            ConversationRelay.checkBackground(checks);
        }
    }
}
