package dev.pallas.dialect.internal.schema;

import dev.pallas.dialect.internal.ReservedWords;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hibernate.MappingException;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedTableName;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.mapping.Table;

/** Names and texts in Athena's DDL, which is Hive's. */
public final class Names {
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]*");

    private Names() {}

    static QualifiedTableName qualified(Table table, SqlStringGenerationContext context) {
        return context.withDefaults(table.getQualifiedTableName());
    }

    /** The name as DDL takes it: database and table, no catalog. */
    static String ddl(QualifiedTableName name) {
        requireDefaultCatalog(name);
        var schema = name.getSchemaName();
        return (schema == null ? "" : ddl(schema) + ".") + ddl(name.getTableName());
    }

    /** The name of a table or a database, in backticks where it needs them or the mapping quotes it. */
    private static String ddl(Identifier name) {
        var plain = name.getText().toLowerCase(Locale.ROOT);
        return name.isQuoted() || !PLAIN.matcher(plain).matches() || ReservedWords.OF_DDL.contains(plain)
                ? backticks(name.getText())
                : plain;
    }

    static void requireDefaultCatalog(QualifiedTableName name) {
        Identifier catalog = name.getCatalogName();
        if (catalog != null && !catalog.getText().equalsIgnoreCase("AwsDataCatalog")) {
            throw new MappingException("Athena's DDL reaches only the catalog AwsDataCatalog, and '"
                    + name.getTableName().getText() + "' is mapped to '" + catalog.getText()
                    + "'. Create that table outside of Hibernate.");
        }
    }

    /**
     * A name in backticks, in the lower case that the catalog keeps.
     *
     * @param name a name, which may be in double quotes
     * @return the name as DDL takes it
     */
    public static String backticks(String name) {
        var plain = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1)
                : name;
        return '`' + plain.toLowerCase(Locale.ROOT).replace("`", "``") + '`';
    }

    static String string(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
    }
}
