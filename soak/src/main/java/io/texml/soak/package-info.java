/** The one command: warms up, works, rests, and says whether all is as it was. */
@NullMarked
package io.texml.soak;

import org.jspecify.annotations.NullMarked;
