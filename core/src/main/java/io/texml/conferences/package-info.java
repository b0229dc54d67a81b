/**
 * Conferences and their participants: fetching, listing and steering them, dialling participants in, and recordings of
 * conferences.
 */
@NullMarked
package io.texml.conferences;

import org.jspecify.annotations.NullMarked;
