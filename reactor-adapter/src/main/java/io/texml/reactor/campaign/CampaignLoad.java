package io.texml.reactor.campaign;

import java.util.Map;

/**
 * What a campaign's run does at this moment, or what the last one did. All zero before the first.
 *
 * @param taken contacts that were taken from the source
 * @param done contacts whose result was told
 * @param dialled dials that were let go out, redials among them; its growth is the rate
 * @param live contacts whose dial is with the dialler: it is about to be sent, or lives, or is looked for
 * @param waiting contacts that were taken and not dialled yet: they wait for their hours or their turn, or for
 *     another process that has them
 * @param redialsWaiting contacts whose redial is for later
 * @param redialsDue contacts whose redial waits for its turn only
 * @param busy what was asked of the journal and is not answered yet. When it is zero, and {@code busy} of the client's load is
 *     too, nothing happens until the time of the client's scheduler moves or somebody asks for something. A test that moves
 *     that time waits for both first
 * @param outcomes how many results so far had which outcome; one that none had is missing
 * @param isPaused whether nothing is dialled until {@code resume()}
 * @param isStopping whether nothing more is dialled in this run
 */
public record CampaignLoad(
        long taken,
        long done,
        long dialled,
        int live,
        int waiting,
        int redialsWaiting,
        int redialsDue,
        int busy,
        Map<ContactOutcome, Long> outcomes,
        boolean isPaused,
        boolean isStopping) {

    /** Not API: components may be added. */
    public CampaignLoad {
        outcomes = Map.copyOf(outcomes);
    }

    /** How many results so far had this outcome. */
    public long ended(ContactOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
