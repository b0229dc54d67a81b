/** What the commands of {@code texml} have in common: options, how they refuse, how they are interrupted. */
@NullMarked
package io.texml.examples.command;

import org.jspecify.annotations.NullMarked;
