package dev.pallas.driver.internal.result;

import dev.pallas.driver.Page;
import dev.pallas.driver.internal.error.Errors;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on in S3, and where S3 refuses the very first read, page by page through GetQueryResults. */
final class AutoPages implements PageSource {
    private static final Logger log = LoggerFactory.getLogger(AutoPages.class);

    private final Supplier<PageSource> s3;
    private final Supplier<PageSource> api;
    private volatile @Nullable PageSource current;
    private volatile boolean closed;

    AutoPages(Supplier<PageSource> s3, Supplier<PageSource> api) {
        this.s3 = s3;
        this.api = api;
    }

    @Override
    public CompletableFuture<Optional<Page>> next() {
        var source = current;
        if (source != null) {
            return source.next();
        }
        var first = s3.get();
        use(first);
        return first.next().exceptionallyCompose(failure -> {
            if (!Errors.isS3Refusal(failure)) {
                return CompletableFuture.failedFuture(Errors.unwrap(failure));
            }
            log.debug(
                    "The result is not read from S3: {}", Errors.unwrap(failure).toString());
            var second = api.get();
            use(second);
            return second.next();
        });
    }

    private void use(PageSource source) {
        current = source;
        if (closed) {
            source.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        var source = current;
        if (source != null) {
            source.close();
        }
    }
}
