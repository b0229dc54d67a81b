package io.texml.benchmarks.run;

import io.texml.benchmarks.contender.JdkPeer;
import io.texml.benchmarks.contender.OkHttpPeer;
import io.texml.benchmarks.contender.RawBytes;
import io.texml.benchmarks.contender.RawRecords;
import io.texml.benchmarks.contender.RawTokens;
import io.texml.benchmarks.contender.Texml;
import io.texml.benchmarks.contender.TexmlBare;
import io.texml.benchmarks.contender.TexmlObserved;
import io.texml.benchmarks.contender.TwilioPeer;
import io.texml.benchmarks.contender.WebClientPeer;
import io.texml.benchmarks.redis.ByHand;
import io.texml.benchmarks.redis.InOneProcess;
import io.texml.benchmarks.redis.OnRedis;
import java.util.Arrays;

/** Who takes part, and on which class path. */
public enum Contenders {
    BYTES("L1 Reactor Netty, bytes dropped", RawBytes.class, "raw"),
    TOKENS("L2 L1 and every JSON token", RawTokens.class, "raw"),
    RECORDS("L3 L1 and plain databind", RawRecords.class, "raw"),
    TEXML("texml-reactor", Texml.class, "texml"),
    TEXML_OBSERVED("texml-reactor with an observer", TexmlObserved.class, "texml"),
    TEXML_BARE("texml-reactor, HTTP stage alone", TexmlBare.class, "texml"),
    WEBCLIENT("Spring WebClient", WebClientPeer.class, "webclient"),
    OKHTTP("OkHttp + Jackson", OkHttpPeer.class, "okhttp"),
    JDK("JDK HttpClient + Jackson", JdkPeer.class, "jdk"),
    TWILIO("twilio-java", TwilioPeer.class, "twilio"),
    IN_ONE_PROCESS("texml-reactor, in memory", InOneProcess.class, Contenders.OWN),
    REDIS("texml-redis", OnRedis.class, Contenders.OWN),
    REDIS_BY_HAND("Lettuce and a script by hand", ByHand.class, Contenders.OWN),
    CURL("curl"),
    CURL_AND_JQ("curl and jq"),
    CURL_AND_GZIP("curl and gzip");

    /** The class path of the benchmarks, for those that live in one process. */
    static final String OWN = "benchmarks";

    private final String title;
    private final Class<?> type;
    private final String classPath;

    Contenders(String title, Class<?> type, String classPath) {
        this.title = title;
        this.type = type;
        this.classPath = classPath;
    }

    /** Programs that no Java runs. */
    Contenders(String title) {
        this(title, Process.class, OWN);
    }

    /** How the report calls it. */
    public String title() {
        return title;
    }

    static Contenders titled(String title) {
        return Arrays.stream(values())
                .filter(contender -> contender.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no contender: " + title));
    }

    /** The name of its class, which only its own process loads. */
    public String type() {
        return type.getName();
    }

    String classPath() {
        return classPath;
    }
}
