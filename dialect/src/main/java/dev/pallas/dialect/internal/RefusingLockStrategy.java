package dev.pallas.dialect.internal;

import jakarta.persistence.Timeout;
import org.hibernate.UnsupportedLockAttemptException;
import org.hibernate.dialect.lock.LockingStrategy;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Answers {@code lock()} with a pessimistic mode: Athena has nothing that could hold the lock. */
public final class RefusingLockStrategy implements LockingStrategy {
    @Override
    public void lock(
            Object id,
            @Nullable Object version,
            Object object,
            Timeout timeout,
            SharedSessionContractImplementor session) {
        throw new UnsupportedLockAttemptException(Refusals.PESSIMISTIC_LOCK);
    }
}
