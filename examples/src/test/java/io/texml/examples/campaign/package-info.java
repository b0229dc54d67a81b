/** Campaigns, and processes of them that are killed. */
@NullMarked
package io.texml.examples.campaign;

import org.jspecify.annotations.NullMarked;
