package io.texml.benchmarks.server;

import io.texml.redis.RedisServer;
import java.io.IOException;
import java.io.OutputStream;

/** The parent of a redis-server, which runs where this process runs and ends with its input. */
public final class RedisHost {

    private RedisHost() {}

    /** Prints the port. */
    public static void main(String[] args) throws IOException {
        try (RedisServer redis = RedisServer.start()) {
            System.out.println("port " + redis.port());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
