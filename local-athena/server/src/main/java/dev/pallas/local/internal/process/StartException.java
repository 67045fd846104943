package dev.pallas.local.internal.process;

/** Why the server does not start, in a sentence for the user, who can change it. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }
}
