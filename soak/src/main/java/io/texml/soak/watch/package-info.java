/** What is measured meanwhile, and the bounds. */
@NullMarked
package io.texml.soak.watch;

import org.jspecify.annotations.NullMarked;
