package dev.pallas.local.storage.internal;

import dev.pallas.local.storage.api.Backend;
import dev.pallas.local.storage.api.Fault;
import dev.pallas.local.storage.internal.Signatures.Signed;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.gaul.shaded.org.eclipse.jetty.server.Request;

/** Takes the requests to S3: verifies them, lets them go wrong, and hands S3Proxy what it understands. */
final class S3Gate {
    private static final String PENDING = S3Gate.class.getName();
    /** What of a refused body is read, so that the client gets to read the refusal. */
    private static final long MAX_DRAINED = 64L << 20;

    private final S3Extras extras;
    private final Backend backend;
    private final Signatures signatures;
    private final Spoiler spoiler;
    private final Supplier<UUID> requestIds;

    S3Gate(S3Extras extras, Backend backend, Signatures signatures, Spoiler spoiler, Supplier<UUID> requestIds) {
        this.extras = extras;
        this.backend = backend;
        this.signatures = signatures;
        this.spoiler = spoiler;
        this.requestIds = requestIds;
    }

    /** A request that was accepted. */
    private record Pending(String requestId, Signed signed, Fault fault) {}

    void handle(Request base, HttpServletRequest http, HttpServletResponse response, boolean client)
            throws IOException, ServletException {
        var request = new S3Request(http);
        var pending = (Pending) request.getAttribute(PENDING);
        var requestId = pending == null ? newRequestId(response) : pending.requestId();
        try {
            if (pending == null) {
                var signed = signatures.s3(request);
                var fault = client ? backend.fault("s3", request.operation(), request.resource()) : Fault.NONE;
                pending = new Pending(requestId, signed, fault);
                request.setAttribute(PENDING, pending);
                if (spoiler.delays(base, fault)) {
                    return;
                }
            }
            run(base, request, response, pending);
        } catch (IOException | RuntimeException e) {
            var refusal = Refusal.in(e);
            if (refusal == null || response.isCommitted()) {
                throw e;
            }
            drain(http);
            response.reset();
            response.setHeader("x-amz-request-id", requestId);
            Answers.s3Error(request, response, requestId, refusal);
        }
    }

    private String newRequestId(HttpServletResponse response) {
        var id = requestIds.get().toString().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
        response.setHeader("x-amz-request-id", id);
        return id;
    }

    private void run(Request base, S3Request request, HttpServletResponse response, Pending pending)
            throws IOException, ServletException {
        var fault = pending.fault();
        if (fault.error() != null) {
            throw Refusal.of(fault.error());
        }
        if (fault.reset() == Fault.Reset.BEFORE) {
            Spoiler.reset(base);
            return;
        }
        if (fault.reset() == Fault.Reset.AFTER || fault.spoilsBody()) {
            spoil(base, request, response, pending);
        } else {
            answer(base, request, response, pending.signed());
        }
    }

    private void spoil(Request base, S3Request request, HttpServletResponse response, Pending pending)
            throws IOException, ServletException {
        var fault = pending.fault();
        var spoiled = new SpoiledResponse(response, fault);
        try {
            answer(base, request, spoiled, pending.signed());
        } catch (IOException | ServletException | RuntimeException e) {
            spoiled.close();
            throw e;
        }
        if (fault.reset() == Fault.Reset.AFTER) {
            spoiled.close();
            Spoiler.reset(base);
        } else {
            spoiler.send(base, spoiled, fault);
        }
    }

    private void answer(Request base, S3Request request, HttpServletResponse response, Signed signed)
            throws IOException, ServletException {
        extras.handle(base, Bodies.plain(request, signed, signatures.verifies()), response);
    }

    private static void drain(HttpServletRequest request) {
        try {
            var in = request.getInputStream();
            in.transferTo(new Limited());
        } catch (IOException e) {
            // it has gone, or sends more than anyone wants to read
        }
    }

    private static final class Limited extends OutputStream {
        private long count;

        @Override
        public void write(int b) throws IOException {
            write(new byte[1], 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count += length;
            if (count > MAX_DRAINED) {
                throw new IOException("more than is read of a refused body");
            }
        }
    }
}
