package io.texml.markup;

/** What a {@link Start} begins beside the call. */
public sealed interface StartNoun extends Element
        permits RawElement, Recording, Siprec, Stream, Suppression, Transcription {}
