package io.texml.markup;

/** What a {@link Connect} hands the call to. */
public sealed interface ConnectNoun extends Element permits AIAssistant, ConversationRelay, RawElement, Stream {}
