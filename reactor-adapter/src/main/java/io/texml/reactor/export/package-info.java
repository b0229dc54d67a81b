/** Exports: whole lists, page by page, that go on behind a saved checkpoint. */
@NullMarked
package io.texml.reactor.export;

import org.jspecify.annotations.NullMarked;
