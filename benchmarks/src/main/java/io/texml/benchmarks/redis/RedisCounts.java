package io.texml.benchmarks.redis;

import io.lettuce.core.api.sync.RedisCommands;

/**
 * What a Redis has done since it was started.
 *
 * @param scripts how many scripts it ran, by EVALSHA or EVAL
 * @param cpu nanoseconds of its CPU
 * @param out bytes that it sent
 */
record RedisCounts(long scripts, long cpu, long out) {

    static RedisCounts of(RedisCommands<String, String> redis) {
        long out = number(redis.info("stats"), "total_net_output_bytes:");
        String cpu = redis.info("cpu");
        return new RedisCounts(scripts(redis), nanos(cpu, "used_cpu_user:") + nanos(cpu, "used_cpu_sys:"), out);
    }

    static long scripts(RedisCommands<String, String> redis) {
        String commands = redis.info("commandstats");
        return number(commands, "cmdstat_evalsha:calls=") + number(commands, "cmdstat_eval:calls=");
    }

    private static long nanos(String info, String name) {
        return Math.round(Double.parseDouble(value(info, name)) * 1e9);
    }

    private static long number(String info, String name) {
        return Long.parseLong(value(info, name));
    }

    /** Zero for a command that nobody has sent yet. */
    private static String value(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).split(",", 2)[0].strip())
                .findFirst()
                .orElse("0");
    }
}
