/** Calls on which an AI assistant talks. */
@NullMarked
package io.texml.aicalls;

import org.jspecify.annotations.NullMarked;
