package dev.pallas.quickstart;

import java.util.Map;

/**
 * A question that every face is asked in HQL and Trino is asked in SQL.
 *
 * @param limit the most rows, 0 for all
 * @param reference the same question over Trino's {@code tpch} connector, schema {@code tiny}
 */
record Question(String name, String hql, Map<String, Object> parameters, int offset, int limit, String reference) {
    static Question of(String name, String hql, Map<String, Object> parameters, String reference) {
        return new Question(name, hql, parameters, 0, 0, reference);
    }
}
