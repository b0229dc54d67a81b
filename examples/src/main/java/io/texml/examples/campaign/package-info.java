/** {@code texml campaign}: dials the contacts of a CSV file. */
@NullMarked
package io.texml.examples.campaign;

import org.jspecify.annotations.NullMarked;
