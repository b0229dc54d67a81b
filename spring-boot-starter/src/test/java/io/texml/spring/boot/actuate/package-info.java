/** Tests. */
@NullMarked
package io.texml.spring.boot.actuate;

import org.jspecify.annotations.NullMarked;
