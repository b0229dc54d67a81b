/** Tests of the whole. */
@NullMarked
package io.texml.spring.boot;

import org.jspecify.annotations.NullMarked;
