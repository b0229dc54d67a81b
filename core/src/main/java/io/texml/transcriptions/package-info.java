/** Transcriptions of recordings. */
@NullMarked
package io.texml.transcriptions;

import org.jspecify.annotations.NullMarked;
