/** Applications under test. */
@NullMarked
package io.texml.spring.boot.test;

import org.jspecify.annotations.NullMarked;
