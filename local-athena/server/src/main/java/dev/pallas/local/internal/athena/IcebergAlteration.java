package dev.pallas.local.internal.athena;

import dev.pallas.local.internal.engine.EngineException;
import dev.pallas.local.internal.sql.HiveStatement.Alteration;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.AddColumns;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.ChangeColumn;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.DropColumn;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.RenameTable;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.ReplaceColumns;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.SetProperties;
import dev.pallas.local.internal.sql.HiveStatement.Alteration.UnsetProperties;
import dev.pallas.local.internal.sql.HiveStatement.Column;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.TableName;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/** ALTER TABLE of Iceberg tables, each statement one commit. */
final class IcebergAlteration {
    private final IcebergTables iceberg;

    IcebergAlteration(IcebergTables iceberg) {
        this.iceberg = iceberg;
    }

    void alter(TableName.Resolved name, Alteration alteration, EngineSession session) throws SqlError, EngineException {
        if (alteration instanceof RenameTable rename) {
            session.update(
                    "ALTER TABLE " + name.iceberg() + " RENAME TO "
                            + rename.to().in(name.database()).iceberg(),
                    Map.of());
            return;
        }
        try {
            alter(iceberg.load(name), alteration);
        } catch (CommitFailedException e) {
            throw new SqlError("ICEBERG_COMMIT_ERROR", String.valueOf(e.getMessage()));
        } catch (ValidationException | IllegalArgumentException | UnsupportedOperationException e) {
            throw SqlError.semantic(String.valueOf(e.getMessage()));
        }
    }

    private static void alter(Table table, Alteration alteration) throws SqlError {
        if (alteration instanceof SetProperties set) {
            var update = table.updateProperties();
            IcebergProperties.change(set.properties()).forEach(update::set);
            update.commit();
        } else if (alteration instanceof UnsetProperties unset) {
            var update = table.updateProperties();
            IcebergProperties.removed(unset.keys()).forEach(update::remove);
            update.commit();
        } else {
            var update = table.updateSchema();
            change(table, update, alteration);
            update.commit();
        }
    }

    private static void change(Table table, UpdateSchema update, Alteration alteration) throws SqlError {
        if (alteration instanceof AddColumns add) {
            for (var column : add.columns()) {
                add(table, update, column);
            }
        } else if (alteration instanceof DropColumn drop) {
            drop(table, update, field(table, drop.name()).name());
        } else if (alteration instanceof ReplaceColumns replace) {
            replace(table, update, replace);
        } else if (alteration instanceof ChangeColumn change) {
            change(table, update, change);
        } else {
            throw SqlError.notSupported("This ALTER TABLE is not supported for Iceberg tables");
        }
    }

    private static void add(Table table, UpdateSchema update, Column column) throws SqlError {
        if (table.schema().caseInsensitiveFindField(column.name()) != null) {
            throw SqlError.semantic("[Error 10036]: Duplicate column name: " + column.name());
        }
        update.addColumn(null, column.name(), IcebergSchemas.type(column.type()), column.comment());
    }

    private static void drop(Table table, UpdateSchema update, String column) throws SqlError {
        var id = table.schema().findField(column).fieldId();
        if (table.spec().fields().stream().anyMatch(field -> field.sourceId() == id)) {
            throw SqlError.semantic("Cannot drop column " + column + ": the table is partitioned by it");
        }
        update.deleteColumn(column);
    }

    /** Columns of the same name stay, with their values; the rest goes or is new. */
    private static void replace(Table table, UpdateSchema update, ReplaceColumns replace) throws SqlError {
        var wanted = replace.columns().stream().collect(Collectors.toMap(Column::name, column -> column));
        for (var field : table.schema().columns()) {
            if (!wanted.containsKey(field.name())) {
                drop(table, update, field.name());
            }
        }
        for (var column : replace.columns()) {
            var field = table.schema().findField(column.name());
            if (field == null) {
                update.addColumn(null, column.name(), IcebergSchemas.type(column.type()), column.comment());
            } else {
                changeType(update, field, column);
            }
        }
    }

    private static void change(Table table, UpdateSchema update, ChangeColumn change) throws SqlError {
        var field = field(table, change.from());
        var column = change.column();
        changeType(update, field, column);
        if (!column.name().equals(field.name())) {
            update.renameColumn(field.name(), column.name());
        }
        var after = change.after();
        if (after != null && after.isEmpty()) {
            update.moveFirst(field.name());
        } else if (after != null) {
            update.moveAfter(field.name(), field(table, after).name());
        }
    }

    private static void changeType(UpdateSchema update, Types.NestedField field, Column column) throws SqlError {
        var type = IcebergSchemas.type(column.type());
        if (!same(field.type(), type)) {
            if (!(type instanceof Type.PrimitiveType primitive)
                    || !field.type().isPrimitiveType()
                    || !TypeUtil.isPromotionAllowed(field.type(), primitive)) {
                throw SqlError.semantic(
                        "Cannot change column type: " + field.name() + ": " + field.type() + " -> " + type);
            }
            update.updateColumn(field.name(), primitive);
        }
        if (column.comment() != null) {
            update.updateColumnDoc(field.name(), column.comment());
        }
    }

    /** Whether the types differ in nothing but the ids of what is nested in them. */
    private static boolean same(Type left, Type right) {
        return withoutIds(left).equals(withoutIds(right));
    }

    private static String withoutIds(Type type) {
        return type.toString().replaceAll("\\b\\d+: ", "");
    }

    private static Types.NestedField field(Table table, String name) throws SqlError {
        var field = table.schema().caseInsensitiveFindField(name);
        if (field == null) {
            throw SqlError.semantic("Invalid column reference " + name);
        }
        return field;
    }
}
