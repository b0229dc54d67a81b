/**
 * What the platform tells an application of its calls: forms as values, checked. Begin at {@link io.texml.callbacks.CallbackReader}.
 */
@NullMarked
package io.texml.callbacks;

import org.jspecify.annotations.NullMarked;
