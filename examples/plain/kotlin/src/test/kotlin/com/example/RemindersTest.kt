package com.example

import io.texml.NotFoundException
import io.texml.reactor.TexmlClient
import io.texml.simulator.TexmlSimulator
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

@Timeout(60)
class RemindersTest {

    private val simulator = TexmlSimulator.builder().calls(250).start()
    private val client = TexmlClient.builder()
        .baseUrl(simulator.baseUrl())
        .apiKey(simulator.apiKey())
        .accountSid(simulator.accountSid())
        .build()
    private val reminders = Reminders(client)

    @AfterEach
    fun close() {
        client.close()
        simulator.close()
    }

    @Test
    fun `a dial is awaited`() = runBlocking {
        val dialled = reminders.remind("+13125550101")

        assertEquals("+13125550101", dialled.to())
        simulator.journal().verify("calls.create").acted().once()
        Unit
    }

    @Test
    fun `a list is a flow of all pages`() = runBlocking {
        val sids = reminders.calls().mapNotNull { it.sid() }.toList()

        assertEquals(250, sids.toSet().size)
        simulator.journal().verify("calls.list").times(3)
        Unit
    }

    @Test
    fun `a flow fetches no page that nobody collects`() = runBlocking {
        // A flow asks for 64 at first.
        assertEquals(60, reminders.calls().take(60).toList().size)

        simulator.journal().verify("calls.list").once()
        Unit
    }

    /** Coroutines copy an exception for its stack trace where they can. */
    @Test
    fun `a failure keeps its type and what it says`() {
        val missing = assertThrows(NotFoundException::class.java) {
            runBlocking { reminders.call("v3:none") }
        }

        assertEquals(404, missing.status())
    }
}
