/** Static pages of this repository's Markdown and Javadoc. Nothing of it is published. */
@NullMarked
package io.texml.site;

import org.jspecify.annotations.NullMarked;
