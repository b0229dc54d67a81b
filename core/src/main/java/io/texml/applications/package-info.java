/** TeXML applications: what happens to the calls of a number. */
@NullMarked
package io.texml.applications;

import org.jspecify.annotations.NullMarked;
