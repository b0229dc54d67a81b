package io.texml.markup;

/** Whom a {@link Dial} connects the call to. */
public sealed interface DialNoun extends Element permits Conference, Number, Queue, RawElement, Sip {}
