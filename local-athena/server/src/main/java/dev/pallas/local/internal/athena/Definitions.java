package dev.pallas.local.internal.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pallas.local.internal.engine.EngineException;
import dev.pallas.local.internal.glue.GlueStore;
import dev.pallas.local.internal.http.ApiException;
import dev.pallas.local.internal.s3.S3Objects;
import dev.pallas.local.internal.sql.HiveStatement;
import dev.pallas.local.internal.sql.HiveStatement.AlterDatabase;
import dev.pallas.local.internal.sql.HiveStatement.AlterTable;
import dev.pallas.local.internal.sql.HiveStatement.CreateDatabase;
import dev.pallas.local.internal.sql.HiveStatement.CreateTable;
import dev.pallas.local.internal.sql.HiveStatement.DropDatabase;
import dev.pallas.local.internal.sql.HiveStatement.DropTable;
import dev.pallas.local.internal.sql.HiveStatement.DropView;
import dev.pallas.local.internal.sql.HiveStatement.Optimize;
import dev.pallas.local.internal.sql.HiveStatement.RepairTable;
import dev.pallas.local.internal.sql.HiveStatement.Vacuum;
import dev.pallas.local.internal.sql.SqlError;
import dev.pallas.local.internal.sql.TableName;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the data definition language on the catalog; Iceberg tables are changed through the engine, which keeps their metadata. */
final class Definitions {
    private final GlueStore glue;
    private final TableCreation creation;
    private final TableAlteration alteration;
    private final Shows shows;
    private final CatalogTables tables;
    private final IcebergTables iceberg;
    private final Clock clock;

    Definitions(GlueStore glue, S3Objects objects, IcebergTables iceberg, Clock clock) {
        this.glue = glue;
        this.tables = new CatalogTables(glue, objects);
        this.iceberg = iceberg;
        this.clock = clock;
        this.creation = new TableCreation(glue, tables, iceberg);
        this.alteration = new TableAlteration(glue, objects, tables, iceberg);
        this.shows = new Shows(glue, objects, tables);
    }

    TextResult run(HiveStatement statement, QueryExecution execution, EngineSession session)
            throws SqlError, EngineException, IOException {
        var database = execution.submission().contextDatabase();
        if (statement instanceof CreateDatabase create) {
            createDatabase(create);
        } else if (statement instanceof DropDatabase drop) {
            dropDatabase(drop, session);
        } else if (statement instanceof AlterDatabase alter) {
            alterDatabase(alter);
        } else if (statement instanceof CreateTable create) {
            creation.create(create, create.name().in(database));
        } else if (statement instanceof DropTable drop) {
            dropTable(drop.name().in(database), drop.ifExists(), session);
        } else if (statement instanceof DropView drop) {
            dropView(drop.name().in(database), drop.ifExists());
        } else if (statement instanceof AlterTable alter) {
            alteration.alter(alter.name().in(database), alter.alteration(), session);
        } else if (statement instanceof RepairTable repair) {
            return alteration.repair(repair.name().in(database));
        } else if (statement instanceof Optimize optimize) {
            optimize(optimize.name().in(database), optimize.condition(), session);
        } else if (statement instanceof Vacuum vacuum) {
            vacuum(vacuum.name().in(database), session);
        } else {
            return shows.run(statement, database);
        }
        return TextResult.NOTHING;
    }

    // ---- databases

    private void createDatabase(CreateDatabase create) throws SqlError {
        if (create.ifNotExists() && tables.databaseExists(create.name())) {
            return;
        }
        try {
            glue.createDatabase(databaseInput(create.name(), create.comment(), create.location(), create.properties()));
        } catch (ApiException e) {
            if (e.type().equals("AlreadyExistsException") && create.ifNotExists()) {
                return;
            }
            throw HiveErrors.execution(e.type(), String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode databaseInput(
            String name, @Nullable String comment, @Nullable String location, Map<String, String> properties) {
        var input = JsonNodeFactory.instance.objectNode().put("Name", name);
        if (comment != null) {
            input.put("Description", comment);
        }
        if (location != null) {
            input.put("LocationUri", location);
        }
        if (!properties.isEmpty()) {
            var parameters = input.putObject("Parameters");
            properties.forEach(parameters::put);
        }
        return input;
    }

    private void dropDatabase(DropDatabase drop, EngineSession session) throws SqlError, EngineException {
        if (!tables.databaseExists(drop.name())) {
            if (drop.ifExists()) {
                return;
            }
            throw HiveErrors.noDatabase(drop.name());
        }
        var content = glue.listTables(drop.name());
        if (!content.isEmpty() && !drop.cascade()) {
            throw HiveErrors.execution(
                    "InvalidOperationException",
                    "Database " + drop.name() + " is not empty. One or more tables exist.");
        }
        for (var table : content) {
            drop(new TableName.Resolved(drop.name(), table.path("Name").asText()), table, session);
        }
        glue.deleteDatabase(drop.name());
    }

    private void alterDatabase(AlterDatabase alter) throws SqlError {
        if (!tables.databaseExists(alter.name())) {
            throw HiveErrors.noDatabase(alter.name());
        }
        var input = glue.getDatabase(alter.name());
        var parameters = input.withObject("/Parameters");
        alter.properties().forEach(parameters::put);
        glue.updateDatabase(alter.name(), input);
    }

    // ---- tables

    private void dropTable(TableName.Resolved name, boolean ifExists, EngineSession session)
            throws SqlError, EngineException {
        var table = tables.find(name);
        if (table == null) {
            if (ifExists) {
                return;
            }
            throw HiveErrors.noTable(name.table());
        }
        if (TableDescription.kind(table) == TableDescription.Kind.VIEW) {
            throw SqlError.semantic("[Error 10010]: Cannot drop a view with DROP TABLE");
        }
        drop(name, table, session);
    }

    /** The files of an Iceberg table go with it; those of a Hive table stay. */
    private void drop(TableName.Resolved name, ObjectNode table, EngineSession session) throws EngineException {
        if (TableDescription.kind(table) == TableDescription.Kind.ICEBERG) {
            session.update("DROP TABLE " + name.iceberg(), Map.of());
        } else {
            glue.deleteTable(name.database(), name.table());
        }
    }

    private void dropView(TableName.Resolved name, boolean ifExists) throws SqlError {
        var view = tables.find(name);
        if (view == null) {
            if (ifExists) {
                return;
            }
            throw HiveErrors.noTable(name.table());
        }
        if (TableDescription.kind(view) != TableDescription.Kind.VIEW) {
            throw SqlError.semantic("[Error 10019]: Cannot drop a base table with DROP VIEW");
        }
        glue.deleteTable(name.database(), name.table());
    }

    // ---- maintenance of Iceberg tables

    private void optimize(TableName.Resolved name, @Nullable String condition, EngineSession session)
            throws SqlError, EngineException {
        checkIceberg(name, "OPTIMIZE");
        try {
            session.update(
                    "ALTER TABLE " + name.iceberg() + " EXECUTE optimize"
                            + (condition == null ? "" : " WHERE " + condition),
                    Map.of());
        } catch (EngineException e) {
            if (String.valueOf(e.getMessage()).startsWith("Unexpected FilterNode found in plan")) {
                throw SqlError.notSupported("OPTIMIZE ... WHERE is supported for conditions on partition columns only");
            }
            throw e;
        }
    }

    /** Ends old snapshots, and deletes old files that no snapshot knows. */
    private void vacuum(TableName.Resolved name, EngineSession session) throws SqlError, EngineException {
        checkIceberg(name, "VACUUM");
        var table = iceberg.load(name);
        var age = IcebergProperties.snapshotAge(table.properties());
        table.expireSnapshots()
                .expireOlderThan(clock.millis() - age * 1000)
                .retainLast(IcebergProperties.snapshotsToKeep(table.properties()))
                .commit();
        session.update(
                "ALTER TABLE " + name.iceberg() + " EXECUTE remove_orphan_files(retention_threshold => '" + age + "s')",
                Map.of("iceberg.remove_orphan_files_min_retention", "0s"));
    }

    private void checkIceberg(TableName.Resolved name, String what) throws SqlError {
        if (TableDescription.kind(tables.get(name)) != TableDescription.Kind.ICEBERG) {
            throw SqlError.notSupported(what + " is supported for Iceberg tables only");
        }
    }
}
