package dev.pallas.dialect.internal.hint;

import dev.pallas.dialect.AthenaDialect;
import org.hibernate.HibernateException;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/** Reads {@value AthenaDialect#RESULT_REUSE_MINUTES}. */
public final class ReuseSetting {
    private static final int SEVEN_DAYS = 7 * 24 * 60;

    private ReuseSetting() {}

    /**
     * The minutes.
     *
     * @param registry the services of the factory that is being built
     * @return from 1 to 10,080; null where results are not to be used again
     * @throws HibernateException for anything else than a number in that range, or 0
     */
    public static @Nullable Integer minutes(ServiceRegistry registry) {
        var setting = registry.requireService(ConfigurationService.class)
                .getSettings()
                .get(AthenaDialect.RESULT_REUSE_MINUTES);
        if (setting == null) {
            return null;
        }
        try {
            int minutes = Integer.parseInt(setting.toString().strip());
            if (minutes >= 0 && minutes <= SEVEN_DAYS) {
                return minutes == 0 ? null : minutes;
            }
        } catch (NumberFormatException notANumber) {
            // said below, as for a number out of range
        }
        throw new HibernateException("%s is '%s', and must be a number from 0 to %d"
                .formatted(AthenaDialect.RESULT_REUSE_MINUTES, setting, SEVEN_DAYS));
    }
}
