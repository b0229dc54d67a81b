/** What an application does with the library, each part checking its results. */
@NullMarked
package io.texml.soak.work;

import org.jspecify.annotations.NullMarked;
