package dev.pallas.dialect.internal.id;

import java.io.Serializable;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.IntegralDataTypeHolder;
import org.hibernate.id.enhanced.AccessCallback;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.sql.ast.tree.expression.Expression;

/**
 * Says that no expression of SQL makes the ids of an {@code insert .. select}. Hibernate ORM asks the generator itself; Hibernate Reactive asks
 * only whether its optimizer takes more than one id at a time. Nothing else is asked of this one.
 */
public final class IdPerRow implements Optimizer {
    /** The one there is. */
    public static final Optimizer INSTANCE = new IdPerRow();

    private IdPerRow() {}

    @Override
    public int getIncrementSize() {
        return 2;
    }

    @Override
    public boolean applyIncrementSizeToSourceValues() {
        return false;
    }

    @Override
    public void reset() {
        // nothing is kept
    }

    @Override
    public Serializable generate(AccessCallback callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public IntegralDataTypeHolder getLastSourceValue() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Expression createLowValueExpression(Expression highValue, SessionFactoryImplementor factory) {
        throw new UnsupportedOperationException();
    }
}
