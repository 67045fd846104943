package dev.pallas.local.storage.internal;

import dev.pallas.local.storage.api.Backend;
import dev.pallas.local.storage.api.FrontOptions;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.gaul.s3proxy.S3ProxyHandlers;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.handler.HandlerWrapper;
import org.jclouds.blobstore.BlobStore;

/** Tells the services apart: the control API by its path, JSON services by the header that names their target,
 * STS by its forms; all else is S3. */
public final class FrontHandler extends HandlerWrapper {
    /** No bucket's name begins with an underscore. */
    private static final String CONTROL = "/_pallas/";

    private final String clients;
    private final Backend backend;
    private final JsonGate json;
    private final StsGate sts;
    private final S3Gate s3;

    private FrontHandler(String clients, Handler s3Proxy, Backend backend, JsonGate json, StsGate sts, S3Gate s3) {
        this.clients = clients;
        this.backend = backend;
        this.json = json;
        this.sts = sts;
        this.s3 = s3;
        setHandler(s3Proxy);
    }

    /**
     * Puts the gates in front of S3Proxy.
     *
     * @param clients the name of the connector that clients use
     * @param store with all buckets
     * @param timer for what waits on purpose
     */
    public static FrontHandler of(
            String clients,
            BlobStore store,
            Backend backend,
            FrontOptions options,
            Clock clock,
            ScheduledExecutorService timer,
            Supplier<UUID> requestIds) {
        var signatures = new Signatures(options.verify(), options.accessKeyId(), options.secretAccessKey(), clock);
        var spoiler = new Spoiler(timer);
        var s3Proxy = S3ProxyHandlers.trusting(store);
        return new FrontHandler(
                clients,
                s3Proxy,
                backend,
                new JsonGate(backend, signatures, spoiler, requestIds),
                new StsGate(signatures, requestIds),
                new S3Gate(new S3Extras(s3Proxy, store), backend, signatures, spoiler, requestIds));
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        base.setHandled(true);
        var client = clients.equals(base.getHttpChannel().getConnector().getName());
        if (client && request.getRequestURI().startsWith(CONTROL)) {
            var path = request.getRequestURI().substring(CONTROL.length());
            Answers.write(response, backend.control(request.getMethod(), path, JsonGate.body(request)));
        } else if (StsGate.takes(request)) {
            sts.handle(request, response);
        } else if (JsonGate.takes(request)) {
            json.handle(base, request, response, client);
        } else {
            s3.handle(base, request, response, client);
        }
    }
}
