package io.texml.benchmarks.run;

/**
 * How much is run.
 *
 * @param warmUps rounds that are thrown away
 * @param rounds rounds that count
 * @param requests how many requests a round of dialling has
 * @param peersEverywhere whether the peers run every case, or only those that a goal names
 */
record Effort(String name, int warmUps, int rounds, int requests, boolean peersEverywhere) {

    static Effort named(String name) {
        return switch (name) {
            case "quick" -> new Effort(name, 1, 2, 4_000, false);
            case "short" -> new Effort(name, 3, 5, 20_000, false);
            case "long" -> new Effort(name, 6, 15, 20_000, true);
            default -> throw new IllegalArgumentException("quick, short or long, not " + name);
        };
    }
}
