package dev.pallas.dialect.internal;

import org.hibernate.MappingException;
import org.hibernate.dialect.identity.IdentityColumnSupportImpl;
import org.hibernate.id.insert.GetGeneratedKeysDelegate;
import org.hibernate.persister.entity.EntityPersister;

/** Refuses identity columns at boot, with or without a schema action. */
public final class AthenaIdentitySupport extends IdentityColumnSupportImpl {
    @Override
    public String getIdentityColumnString(int type) {
        throw new MappingException(Refusals.IDENTITY);
    }

    @Override
    public boolean hasIdentityInsertKeyword() {
        throw new MappingException(Refusals.IDENTITY);
    }

    @Override
    public GetGeneratedKeysDelegate buildGetGeneratedKeysDelegate(EntityPersister persister) {
        throw new MappingException("Entity '" + persister.getEntityName() + "': " + Refusals.IDENTITY);
    }
}
