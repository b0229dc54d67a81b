package io.texml.markup;

/** What a {@link Stop} ends. */
public sealed interface StopNoun extends Element
        permits RawElement, Stop.Siprec, Stop.Stream, Stop.Suppression, Stop.Transcription {}
