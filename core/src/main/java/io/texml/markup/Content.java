package io.texml.markup;

/** What stands between the tags of an element beside its children. */
enum Content {
    /** Nothing. */
    NONE,
    /** Text to be spoken, with speech markup in it. */
    SPEECH,
    /** The URL of audio, or the name of stored audio. */
    AUDIO,
    /** The URL of a document. */
    URL,
    /** A number in E.164 form. */
    NUMBER,
    /** A number, or nouns instead. */
    NUMBER_OR_NOUNS,
    /** A SIP URI. */
    SIP_URI,
    /** The name of a queue or a conference. */
    NAME,
    /** Any text. */
    TEXT,
    /** An object of JSON. */
    JSON,
    /** Whatever an element holds that this version does not know. */
    ANYTHING;

    /** Whether a text of blanks alone says something there; elsewhere it is the indentation between elements. */
    boolean keepsBlanks() {
        return this != NONE && this != NUMBER_OR_NOUNS;
    }

    /** Whether an element without any is of no use. */
    boolean isRequired() {
        return this == URL || this == NUMBER || this == SIP_URI || this == NAME || this == JSON;
    }
}
