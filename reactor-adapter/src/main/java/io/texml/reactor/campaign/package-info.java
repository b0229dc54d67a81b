/** Dialling many contacts: redials, calling hours, and a journal to go on from after a crash. */
@NullMarked
package io.texml.reactor.campaign;

import org.jspecify.annotations.NullMarked;
