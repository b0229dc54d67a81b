/** How callbacks are checked and taken apart. */
@NullMarked
package io.texml.internal.callbacks;

import org.jspecify.annotations.NullMarked;
