/** Secrets that TeXML refers to by name. */
@NullMarked
package io.texml.secrets;

import org.jspecify.annotations.NullMarked;
