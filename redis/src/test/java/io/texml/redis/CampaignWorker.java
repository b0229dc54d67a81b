package io.texml.redis;

import io.lettuce.core.RedisURI;
import io.texml.callbacks.CallbackReader;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.campaign.Attempt;
import io.texml.reactor.campaign.Campaign;
import io.texml.reactor.campaign.ContactOutcome;
import io.texml.reactor.campaign.ContactResult;
import io.texml.reactor.campaign.RedialPolicy;
import io.texml.reactor.dialler.Dialler;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * A worker of a campaign over HTTP, as the system properties say. It says on its output that it is {@code READY}, what it was
 * told of each contact, and {@code DONE}, or {@code FAILED} and why.
 */
final class CampaignWorker {

    static final Duration LEASE = Duration.ofSeconds(5);
    static final int REDIALS = 2;
    private static final int LIVE = 3;

    private CampaignWorker() {}

    public static void main(String[] arguments) {
        RedisURI uri = RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(Integer.getInteger("proof.redis"))
                .withTimeout(Duration.ofSeconds(10))
                .build();
        TexmlRedis redis = TexmlRedis.connect(uri, "proof");
        TexmlClient client = TexmlClient.builder()
                .baseUrl(URI.create(System.getProperty("proof.simulator")))
                .apiKey(System.getProperty("proof.key"))
                .accountSid(System.getProperty("proof.account"))
                .totalTimeout(LEASE.minusSeconds(1))
                .withoutDialPace()
                .build();
        InMemoryCallbackEvents events = InMemoryCallbackEvents.builder().build();
        CallbackReader reader = CallbackReader.builder()
                .publicKeys(System.getProperty("proof.public"))
                .build();
        CallbackEndpoint endpoint = CallbackEndpoint.of(reader, events);
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.post("/callbacks", endpoint))
                .bindNow(Duration.ofSeconds(30));
        Dialler dialler = Dialler.builder(
                        client, events, URI.create("http://127.0.0.1:" + server.port() + "/callbacks"))
                .maxLiveCalls(LIVE)
                .slack(Duration.ofMillis(500))
                .checkAfter(Duration.ofSeconds(1))
                .lookUpWithin(Duration.ofSeconds(2))
                .build();
        Campaign<Integer> campaign = Campaign.<Integer>builder(dialler, CampaignWorker::key, CampaignWorker::request)
                .redial(RedialPolicy.builder()
                        .redial(ContactOutcome.BUSY, REDIALS, Duration.ofMillis(200))
                        .build())
                .journal(RedisDialJournal.builder(redis, "spring").lease(LEASE).build())
                .build();
        System.out.println("READY");
        try {
            campaign.run(Flux.range(0, Integer.getInteger("proof.contacts")))
                    .doOnNext(CampaignWorker::tell)
                    .blockLast();
            System.out.println("DONE");
        } catch (RuntimeException e) {
            System.out.println("FAILED " + e);
        }
        System.exit(0);
    }

    private static void tell(ContactResult<Integer> result) {
        System.out.println("RESULT " + result.contact() + " " + result.outcome() + " " + result.isFinished() + " "
                + result.attempts().size() + " "
                + result.attempts().stream().map(Attempt::toString).collect(Collectors.joining(",")));
    }

    static String key(int contact) {
        return "contact-" + contact;
    }

    static String to(int contact) {
        return "+1646" + (5_000_000 + contact);
    }

    private static CreateCall request(int contact) {
        return CreateCall.builder()
                .applicationSid("1293384261075731499")
                .from("+13125550100")
                .to(to(contact))
                .timeout(Duration.ofSeconds(5))
                .timeLimit(Duration.ofSeconds(30))
                .build();
    }
}
