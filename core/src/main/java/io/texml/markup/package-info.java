/**
 * Documents that the platform runs: verbs as values, writing, reading, checking. Begin at {@link io.texml.markup.Texml}.
 */
@NullMarked
package io.texml.markup;

import org.jspecify.annotations.NullMarked;
