/**
 * An operation is a value: {@link io.texml.operation.Operations} lists every one of them once, and a
 * {@link io.texml.operation.TexmlRequest} is one of them with its parameters. Nothing here does I/O.
 */
@NullMarked
package io.texml.operation;

import org.jspecify.annotations.NullMarked;
