package dev.pallas.reactive.hibernate;

import java.util.Map;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.reactive.provider.impl.ReactiveModeCheck;
import org.hibernate.reactive.provider.service.ReactiveSchemaManagementToolInitiator;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.tool.schema.internal.SchemaManagementToolInitiator;
import org.hibernate.tool.schema.spi.SchemaManagementTool;

/**
 * Our schema tool for Hibernate Reactive on Athena, unless {@code hibernate.schema_management_tool} names another; in
 * every other case the tool that would have been used without us.
 */
final class AthenaSchemaToolInitiator implements StandardServiceInitiator<SchemaManagementTool> {
    static final AthenaSchemaToolInitiator INSTANCE = new AthenaSchemaToolInitiator();

    private AthenaSchemaToolInitiator() {}

    @Override
    public SchemaManagementTool initiateService(
            Map<String, Object> configuration, ServiceRegistryImplementor registry) {
        if (!ReactiveModeCheck.isReactiveRegistry(registry)) {
            return SchemaManagementToolInitiator.INSTANCE.initiateService(configuration, registry);
        }
        if (configuration.get(AvailableSettings.SCHEMA_MANAGEMENT_TOOL) == null
                && AthenaConfiguration.isAthena(configuration)) {
            return new AthenaSchemaTool(
                    AthenaConfiguration.isAthenaUrl(configuration)
                            ? AthenaConfiguration.options(configuration).toSettings()
                            : null);
        }
        return ReactiveSchemaManagementToolInitiator.INSTANCE.initiateService(configuration, registry);
    }

    @Override
    public Class<SchemaManagementTool> getServiceInitiated() {
        return SchemaManagementTool.class;
    }
}
