/** Tests. */
@NullMarked
package io.texml.spring.boot.web;

import org.jspecify.annotations.NullMarked;
