/**
 * {@link io.texml.reactor.TexmlClient} and one thin facade per resource. Every method returns a lazy publisher: nothing
 * is sent before it is subscribed to.
 */
@NullMarked
package io.texml.reactor;

import org.jspecify.annotations.NullMarked;
