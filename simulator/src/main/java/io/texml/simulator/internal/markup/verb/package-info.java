/** What each verb does: one class for a verb or a small family. */
@NullMarked
package io.texml.simulator.internal.markup.verb;

import org.jspecify.annotations.NullMarked;
