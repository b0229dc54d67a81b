package io.texml.reactor;

import java.nio.file.Path;

/**
 * Media that lies complete in a file: one line of a manifest.
 *
 * @param recordingSid the recording
 * @param file where it lies
 * @param bytes its length, which is the length that the server announced, where it announced one
 * @param sha256 its SHA-256 in hexadecimal digits
 */
public record MediaFile(String recordingSid, Path file, long bytes, String sha256) {}
