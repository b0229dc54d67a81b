package io.texml.benchmarks.contender;

import io.texml.benchmarks.server.Scenario;

/** Where things are on the server. */
final class Urls {

    private Urls() {}

    static String calls(int port, String account) {
        return "http://127.0.0.1:" + port + "/v2/texml/Accounts/" + account + "/Calls";
    }

    static String page(int port, String account, int number) {
        return calls(port, account) + ".json?PageSize="
                + Scenario.parse(account).pageSize() + "&Page=" + number;
    }
}
