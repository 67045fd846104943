package dev.pallas.dialect.internal.type;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.query.results.ResultSetMapping;
import org.hibernate.sql.exec.internal.JdbcOperationQuerySelect;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.hibernate.sql.results.jdbc.spi.JdbcValuesMetadata;
import org.hibernate.type.BasicType;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.spi.TypeConfiguration;

/**
 * Spells the star out in native queries of the form {@code select * from t where ..} whose results are entities with arrays, which are then selected as JSON, as
 * in queries of Hibernate's own: the engine's text of an array does not tell where an element ends.
 */
public final class NativeStars {
    /** All columns of one table, whose names cannot mean anything else. */
    private static final Pattern STAR = Pattern.compile(
            "(?<select>\\s*select\\s+)(?<owner>\\w+\\.)?\\*(?<rest>\\s+from\\s+(?:\\w+|\"[^\"]+\")(?:\\.(?:\\w+|\"[^\"]+\"))*"
                    + "(?:\\s+(?:as\\s+)?(?!where|order|limit|offset|fetch)\\w+)?(?:\\s+(?:where|order|limit|offset|fetch)\\b.*)?\\s*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern OTHER_SELECTS =
            Pattern.compile("\\b(?:union|intersect|except|group)\\b", Pattern.CASE_INSENSITIVE);

    private NativeStars() {}

    /**
     * Spells the star of a query out.
     *
     * @param select any query
     * @param factory whose entities its result may be
     * @return the query to run, the same where there is nothing to do
     */
    public static JdbcSelect spelledOut(JdbcSelect select, SessionFactoryImplementor factory) {
        var star = STAR.matcher(select.getSqlString());
        if (!(select.getJdbcValuesMappingProducer() instanceof ResultSetMapping mapping)
                || mapping.getNumberOfResultBuilders() == 0
                || !star.matches()
                || OTHER_SELECTS.matcher(star.group("rest")).find()) {
            return select;
        }
        var columns = new Columns();
        var types = types(mapping, columns, factory);
        if (types.isEmpty()) {
            return select;
        }
        var owner = star.group("owner") == null ? "" : star.group("owner");
        var sql = star.group("select")
                + columns.positions.entrySet().stream()
                        .map(column -> {
                            var name = '"' + column.getKey() + '"';
                            var type = types.get(column.getValue() - 1);
                            return type == null ? owner + name : type.read(owner + name) + " as " + name;
                        })
                        .collect(Collectors.joining(", "))
                + star.group("rest");
        return new JdbcOperationQuerySelect(sql, select.getParameterBinders(), mapping, select.getAffectedTableNames());
    }

    /** The types of the arrays among the columns, by their place; empty too where only the result could tell. */
    private static Map<Integer, ColumnType> types(
            ResultSetMapping mapping, Columns columns, SessionFactoryImplementor factory) {
        var types = new HashMap<Integer, ColumnType>();
        try {
            for (var selection : mapping.resolve(columns, new LoadQueryInfluencers(factory), factory)
                    .getSqlSelections()) {
                var type = selection.getExpressionType();
                if (type != null && type.getSingleJdbcMapping().getJdbcType() instanceof AthenaArrayJdbcType array) {
                    types.put(
                            selection.getValuesArrayPosition(),
                            array.columnType(null, factory.getJdbcServices().getDialect()));
                }
            }
            return types;
        } catch (UnsupportedOperationException unknown) {
            return Map.of();
        }
    }

    /** The columns that a mapping asks a result for. */
    private static final class Columns implements JdbcValuesMetadata {
        /** Asked for before the columns are; a mapping with more stays as it is. */
        private static final int MOST = 4096;

        /** By name in lower case, from 1 on. */
        final Map<String, Integer> positions = new LinkedHashMap<>();

        @Override
        public int getColumnCount() {
            return MOST;
        }

        @Override
        public int resolveColumnPosition(String name) {
            var next = positions.size() + 1;
            if (next > MOST) {
                throw new UnsupportedOperationException("More than " + MOST + " columns");
            }
            return positions.computeIfAbsent(name.replace("\"", "").toLowerCase(Locale.ROOT), absent -> next);
        }

        /** Asked for to find names that are there twice, which those of one table are not. */
        @Override
        public String resolveColumnName(int position) {
            return "column " + position;
        }

        @Override
        public <J> BasicType<J> resolveType(int position, JavaType<J> javaType, TypeConfiguration types) {
            throw new UnsupportedOperationException("The result is not there yet");
        }
    }
}
