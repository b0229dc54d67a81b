package io.texml.markup;

/** What a {@link Gather} says or plays while it waits for input. */
public sealed interface GatherChild extends Element permits Play, RawElement, Say {}
