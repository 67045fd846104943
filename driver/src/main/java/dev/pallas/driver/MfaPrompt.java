package dev.pallas.driver;

/**
 * Asks somebody for the code of a multi-factor device, when a role is assumed that needs one: each time its session has expired. The
 * class is named by the setting {@code MfaPrompt} and has a public constructor without parameters.
 */
@FunctionalInterface
public interface MfaPrompt {

    /**
     * The code that the device shows now. May block; called on a thread of the client.
     *
     * @param serialNumber the serial number, or ARN, of the device
     * @return the six digits
     */
    String code(String serialNumber);
}
