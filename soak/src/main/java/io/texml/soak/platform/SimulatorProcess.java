package io.texml.soak.platform;

import io.texml.simulator.SimulatorBuilder;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.script.CallbackDelivery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The process of the simulator: says where it is, is told line by line what to do, and ends with its input. */
final class SimulatorProcess {

    static final String TROUBLE = "trouble";
    static final String PEACE = "peace";
    static final String COUNTS = "counts";

    private SimulatorProcess() {}

    public static void main(String[] arguments) throws IOException {
        Trouble trouble = Trouble.valueOf(arguments[0]);
        SimulatorBuilder builder = TexmlSimulator.builder()
                .realTime()
                .account(Accounts.DIALLED)
                .account(Accounts.SINGLE)
                .account(Accounts.LISTED)
                .calls(Accounts.CALLS)
                .recordings(Accounts.RECORDINGS);
        Callees.script(builder);
        try (TexmlSimulator simulator = builder.start();
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            System.out.println(simulator.baseUrl() + " " + simulator.apiKey() + " " + simulator.publicKey());
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                System.out.println(answer(simulator, trouble, command));
            }
        }
    }

    private static String answer(TexmlSimulator simulator, Trouble trouble, String command) {
        switch (command) {
            case TROUBLE -> {
                trouble.faults().forEach(simulator.faults()::add);
                simulator.callbackDelivery(trouble.delivery());
            }
            case PEACE -> {
                simulator.faults().clear();
                simulator.callbackDelivery(CallbackDelivery.perfect());
            }
            case COUNTS -> {
                return simulator.faults().happened() + " " + simulator.journal().mostLiveCalls(Accounts.DIALLED);
            }
            default -> throw new IllegalArgumentException("unknown command " + command);
        }
        return "done";
    }
}
