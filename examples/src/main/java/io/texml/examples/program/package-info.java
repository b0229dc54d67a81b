/** {@code texml}: one program with what people do with TeXML outside of an application. */
@NullMarked
package io.texml.examples.program;

import org.jspecify.annotations.NullMarked;
