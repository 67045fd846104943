package dev.pallas.dialect.cost;

import java.math.BigDecimal;
import org.hibernate.HibernateException;

/** Refuses a query because the session's budget is spent. Nothing has been sent to Athena. */
public final class BudgetSpentException extends HibernateException {
    private static final long serialVersionUID = 1L;

    BudgetSpentException(BigDecimal budget, BigDecimal spent) {
        super("The session's budget of $" + budget.toPlainString() + " for Athena is spent: its queries cost about $"
                + spent.stripTrailingZeros().toPlainString()
                + ". Open another session, or give it a larger budget.");
    }
}
