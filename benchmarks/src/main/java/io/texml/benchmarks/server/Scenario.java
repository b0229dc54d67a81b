package io.texml.benchmarks.server;

/**
 * What the server shows under an account; it is written as the account's sid, for example {@code i100000-p1000-d20-k0}.
 *
 * @param items how many items the list has, a multiple of the page size
 * @param pageSize how many items are on a page
 * @param delayMillis how long the server waits before it answers
 * @param requestsPerConnection after how many answers the server closes a connection; 0 for never
 */
public record Scenario(int items, int pageSize, int delayMillis, int requestsPerConnection) {

    public Scenario {
        if (pageSize < 1 || items % pageSize != 0) {
            throw new IllegalArgumentException("the items must fill whole pages");
        }
    }

    public static Scenario list(int items, int pageSize) {
        return new Scenario(items, pageSize, 0, 0);
    }

    public static Scenario create(int delayMillis) {
        return new Scenario(1, 1, delayMillis, 0);
    }

    public static Scenario parse(String sid) {
        int[] values = new int[4];
        for (String part : sid.split("-", -1)) {
            values["ipdk".indexOf(part.charAt(0))] = Integer.parseInt(part.substring(1));
        }
        return new Scenario(values[0], values[1], values[2], values[3]);
    }

    public String sid() {
        return "i" + items + "-p" + pageSize + "-d" + delayMillis + "-k" + requestsPerConnection;
    }

    public int pages() {
        return items / pageSize;
    }
}
