package io.texml.reactor.campaign;

import io.texml.calls.CreateCall;
import io.texml.reactor.dialler.Dialler;
import java.time.ZoneId;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * What a campaign was built with.
 *
 * @param dialler dials
 * @param key tells one contact from another
 * @param request what is dialled for a contact
 * @param redials after which outcomes it is dialled again
 * @param hours when it may be dialled
 * @param zone where it is
 * @param mayDial whether it may be dialled at all
 * @param journal where is written what is done
 * @param maxOpen how many contacts may be begun and not done with
 */
record CampaignSettings<C>(
        Dialler dialler,
        Function<? super C, String> key,
        Function<? super C, CreateCall> request,
        RedialPolicy redials,
        CallingHours hours,
        Function<? super C, ? extends ZoneId> zone,
        Function<? super C, Mono<Boolean>> mayDial,
        CountedJournal journal,
        int maxOpen) {}
