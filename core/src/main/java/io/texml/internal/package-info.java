/** Helpers that the packages of this module share. Not exported. */
@NullMarked
package io.texml.internal;

import org.jspecify.annotations.NullMarked;
