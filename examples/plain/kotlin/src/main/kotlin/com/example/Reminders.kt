package com.example

import io.texml.calls.Call
import io.texml.calls.CallCreated
import io.texml.calls.CreateCall
import io.texml.calls.ListCalls
import io.texml.reactor.TexmlClient
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.reactive.asFlow
import kotlinx.coroutines.reactor.awaitSingle

/** Reminds people by telephone. */
class Reminders(private val client: TexmlClient) {

    suspend fun remind(number: String): CallCreated =
        client.calls()
            .create(
                CreateCall.builder()
                    .applicationSid("1293384261075731499")
                    .from("+13125550100")
                    .to(number)
                    .texml("<Response><Say>Tomorrow at nine.</Say></Response>")
                    .build()
            )
            .awaitSingle()

    suspend fun call(sid: String): Call = client.calls().get(sid).awaitSingle()

    /** All calls, of which a page is fetched once somebody collects so far. */
    fun calls(): Flow<Call> = client.calls().list(ListCalls.builder().pageSize(100).build()).asFlow()
}
