package io.texml.markup;

import io.texml.CallbackMethod;
import io.texml.DetectionMode;
import io.texml.MachineDetection;
import io.texml.MachineDetectionBeepProfile;
import io.texml.SipRegion;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a number and a SIP address have in common when they are dialled.
 *
 * @param <E> the noun itself
 */
abstract class DialledNoun<E extends DialledNoun<E>> extends AbstractElement<E> {

    private static final Attribute[] COMMON = new Attribute[] {
        Attribute.url("statusCallback"),
        Attribute.choices("statusCallbackEvent", DialEvent.knownValues()).byDefault(DialEvent.COMPLETED),
        Attribute.choice("statusCallbackMethod", CallbackMethod.knownValues()).byDefault(CallbackMethod.POST),
        Attribute.url("url"),
        Attribute.choice("method", CallbackMethod.knownValues()).byDefault(CallbackMethod.POST),
        Attribute.choice("machineDetection", MachineDetection.knownValues()).byDefault(MachineDetection.DISABLE),
        Attribute.choice("detectionMode", DetectionMode.knownValues()).byDefault(DetectionMode.REGULAR),
        Attribute.milliseconds("machineDetectionTimeout").range(500, 60000).byDefault(3500),
        Attribute.milliseconds("machineDetectionPromptEndTimeout").range(1000, 120000),
        Attribute.choice("machineDetectionBeepProfile", MachineDetectionBeepProfile.knownValues())
                .byDefault(MachineDetectionBeepProfile.BOTH),
        Attribute.url("amdStatusCallback"),
        Attribute.choice("sipRegion", SipRegion.knownValues()).byDefault(SipRegion.US)
    };

    DialledNoun(ElementType<E> type, Parts parts) {
        super(type, parts);
    }

    /** The common attributes, and those of the noun. */
    static Attribute[] attributes(Attribute... own) {
        Attribute[] all = Arrays.copyOf(COMMON, COMMON.length + own.length);
        System.arraycopy(own, 0, all, COMMON.length, own.length);
        return all;
    }

    /** {@code statusCallback}: an absolute URL that is told what happens. */
    public E statusCallback(URI statusCallback) {
        return set("statusCallback", statusCallback);
    }

    /** {@code statusCallbackEvent}: which events it is told. Default: {@link DialEvent#COMPLETED completed} alone. */
    public E statusCallbackEvents(DialEvent... events) {
        return setAll("statusCallbackEvent", events);
    }

    /**
     * {@code statusCallbackMethod}: how {@code statusCallback} is called. Default: {@link CallbackMethod#POST
     * POST}.
     */
    public E statusCallbackMethod(CallbackMethod value) {
        return set("statusCallbackMethod", value);
    }

    /** {@code url}: the URL of a document that the called side hears before the two are connected. */
    public E url(URI url) {
        return set("url", url);
    }

    /** {@code method}: how {@code url} is fetched. Default: {@link CallbackMethod#POST POST}. */
    public E method(CallbackMethod method) {
        return set("method", method);
    }

    /**
     * {@code machineDetection}: whether to find out if a person or a machine answers. Default: {@link
     * MachineDetection#DISABLE Disable}.
     */
    public E machineDetection(MachineDetection machineDetection) {
        return set("machineDetection", machineDetection);
    }

    /** {@code detectionMode}: how that is found out. Default: {@link DetectionMode#REGULAR Regular}. */
    public E detectionMode(DetectionMode detectionMode) {
        return set("detectionMode", detectionMode);
    }

    /**
     * {@code machineDetectionTimeout}: how long finding it out may take; the platform counts milliseconds here,
     * TwiML seconds. Whole milliseconds, 500 to 60000. Default: 3500.
     */
    public E machineDetectionTimeout(Duration machineDetectionTimeout) {
        return set("machineDetectionTimeout", machineDetectionTimeout);
    }

    /**
     * {@code machineDetectionPromptEndTimeout}: how long to wait for the end of a prompt; {@link
     * DetectionMode#PREMIUM_CALL_SCREENING PremiumCallScreening} only. Whole milliseconds, 1000 to 120000.
     */
    public E machineDetectionPromptEndTimeout(Duration machineDetectionPromptEndTimeout) {
        return set("machineDetectionPromptEndTimeout", machineDetectionPromptEndTimeout);
    }

    /**
     * {@code machineDetectionBeepProfile}: how the beep after a greeting is recognised. Default: {@link
     * MachineDetectionBeepProfile#BOTH both}.
     */
    public E machineDetectionBeepProfile(MachineDetectionBeepProfile machineDetectionBeepProfile) {
        return set("machineDetectionBeepProfile", machineDetectionBeepProfile);
    }

    /** {@code amdStatusCallback}: an absolute URL that is told who answers. */
    public E amdStatusCallback(URI amdStatusCallback) {
        return set("amdStatusCallback", amdStatusCallback);
    }

    /**
     * {@code sipRegion}: the region from which the call goes out. Default: {@link SipRegion#US US}. In the
     * vendor's notes, not yet on the verb's page.
     */
    public E sipRegion(SipRegion sipRegion) {
        return set("sipRegion", sipRegion);
    }

    static void checkDialled(ElementChecks checks) {
        checks.warnIf(
                checks.has("machineDetectionPromptEndTimeout")
                        && checks.isOther("detectionMode", "PremiumCallScreening"),
                "machineDetectionPromptEndTimeout counts with the detectionMode PremiumCallScreening alone",
                ElementChecks.IGNORED,
                "set detectionMode to PremiumCallScreening, or leave it out");
    }
}
