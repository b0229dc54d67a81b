/** Tests. */
@NullMarked
package io.texml.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
