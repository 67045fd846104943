package dev.pallas.dialect.internal.mutation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.persister.internal.SqlFragmentPredicate;
import org.hibernate.sql.ast.spi.AbstractSqlAstWalker;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.from.TableReference;
import org.hibernate.sql.ast.tree.from.UnionTableReference;
import org.hibernate.sql.ast.tree.predicate.FilterPredicate;
import org.jspecify.annotations.Nullable;

/** Collects which tables, and which of their columns, a tree reads. A union that is the entity itself is left out, one in a subquery is not. */
final class ReadColumns extends AbstractSqlAstWalker {
    private final @Nullable String ownUnion;
    private final Map<String, Set<String>> tablesByAlias = new HashMap<>();
    private final Map<String, Set<String>> columnsByAlias = new HashMap<>();
    private boolean opaque;

    ReadColumns(TableReference own) {
        ownUnion = own instanceof UnionTableReference ? own.getIdentificationVariable() : null;
    }

    /** The names of the tables. */
    Set<String> tables() {
        var names = new HashSet<String>();
        tablesByAlias.values().forEach(names::addAll);
        return names;
    }

    /** Whether one of the columns of a table is read, or may be. */
    boolean anyOf(String table, Set<String> columns) {
        return aliasesOf(table).stream().anyMatch(alias -> opaque || readsAlias(alias, columns));
    }

    /** The aliases under which a table is read. */
    Set<String> aliasesOf(String table) {
        var aliases = new HashSet<String>();
        tablesByAlias.forEach((alias, names) -> {
            if (names.contains(table)) {
                aliases.add(alias);
            }
        });
        return aliases;
    }

    /** The aliases of which columns are read. */
    Set<String> aliases() {
        return columnsByAlias.keySet();
    }

    /** Whether one of the columns is read under an alias. */
    boolean readsAlias(String alias, Set<String> columns) {
        return columnsByAlias.getOrDefault(alias, Set.of()).stream().anyMatch(columns::contains);
    }

    @Override
    public void visitNamedTableReference(NamedTableReference table) {
        var alias = table.getIdentificationVariable();
        if (table instanceof UnionTableReference) {
            if (!table.getIdentificationVariable().equals(ownUnion)) {
                table.applyAffectedTableNames(name -> add(alias, name));
            }
        } else {
            add(alias, table.getTableExpression());
        }
    }

    private void add(String alias, String table) {
        tablesByAlias.computeIfAbsent(alias, key -> new HashSet<>()).add(table);
    }

    @Override
    public void visitColumnReference(ColumnReference column) {
        if (column.isColumnExpressionFormula()) {
            opaque = true;
        }
        columnsByAlias
                .computeIfAbsent(String.valueOf(column.getQualifier()), alias -> new HashSet<>())
                .add(column.getColumnExpression());
    }

    @Override
    public void visitFilterPredicate(FilterPredicate predicate) {
        opaque = true;
    }

    @Override
    public void visitFilterFragmentPredicate(FilterPredicate.FilterFragmentPredicate predicate) {
        opaque = true;
    }

    @Override
    public void visitSqlFragmentPredicate(SqlFragmentPredicate predicate) {
        opaque = true;
    }
}
