package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingsTest {

    private final TexmlSimulator simulator =
            TexmlSimulator.builder().recordings(25).start();
    private final Api api = new Api(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void generatedRecordingsAreListedFetchedAndDeleted() {
        Map<String, @Nullable Object> recording = first();
        String address = api.account("/Recordings/" + recording.get("sid") + ".json");
        assertThat(api.get(address).json()).isEqualTo(recording);
        assertThat(api.delete(address).status()).isEqualTo(204);
        assertThat(api.get(address).status()).isEqualTo(404);
        assertThat(api.get(api.account("/Recordings.json")).items("recordings")).hasSize(24);
    }

    @Test
    void mediaComeFromAnotherOriginWithoutTheKey() {
        String link = String.valueOf(first().get("media_url"));
        assertThat(URI.create(link).getAuthority())
                .isNotEqualTo(simulator.baseUrl().getAuthority());
        Api.Answer media = Api.send(api.request(link));
        assertThat(media.status()).isEqualTo(200);
        assertThat(media.raw().body().length).isPositive().isEqualTo(length(media));
        Api.Answer withKey = Api.send(api.request(link).header("Authorization", "Bearer " + simulator.apiKey()));
        assertThat(withKey.status()).isEqualTo(400);
        assertThat(simulator.journal().requests("media.get").get(0).header("Authorization"))
                .isEmpty();
        assertThat(simulator.journal().requests("media.get").get(1).header("Authorization"))
                .isPresent();
    }

    @Test
    void mediaLinksExpireAfterTenMinutes() {
        String link = String.valueOf(first().get("media_url"));
        simulator.clock().advance(Duration.ofMinutes(11));
        assertThat(Api.send(api.request(link)).status()).isEqualTo(403);
        assertThat(Api.send(api.request(String.valueOf(first().get("media_url"))))
                        .status())
                .isEqualTo(200);
    }

    private Map<String, @Nullable Object> first() {
        return api.get(api.account("/Recordings.json?PageSize=1"))
                .items("recordings")
                .get(0);
    }

    private static int length(Api.Answer answer) {
        return answer.raw()
                .headers()
                .firstValue("content-length")
                .map(Integer::valueOf)
                .orElse(-1);
    }
}
