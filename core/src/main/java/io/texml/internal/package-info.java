/** Helpers that the packages of this module share, and that need none of them. Not exported to applications. */
@NullMarked
package io.texml.internal;

import org.jspecify.annotations.NullMarked;
