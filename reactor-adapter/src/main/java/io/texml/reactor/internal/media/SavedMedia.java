package io.texml.reactor.internal.media;

import java.nio.file.Path;

/**
 * Media that lies complete in a file.
 *
 * @param sha256 in hexadecimal digits
 */
public record SavedMedia(Path file, long bytes, String sha256) {}
