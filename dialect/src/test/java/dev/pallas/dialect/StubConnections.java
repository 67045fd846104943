package dev.pallas.dialect;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;

/** Connections that lead nowhere: every query is empty, every update hits one row unless told otherwise, and what was sent is recorded. */
final class StubConnections implements ConnectionProvider {
    private static final long serialVersionUID = 1L;

    private final transient List<String> sql = Collections.synchronizedList(new ArrayList<>());
    private final transient List<List<Object>> bound = Collections.synchronizedList(new ArrayList<>());

    private transient int hits = 1;

    /** Lets each update hit so many rows from now on. */
    void hit(int rows) {
        hits = rows;
    }

    /** The statements sent since the last call, a batch once for each time it was sent. */
    List<String> takeSql() {
        var taken = List.copyOf(sql);
        sql.clear();
        return taken;
    }

    /** The values bound for each execution since the last call, batch entries included. */
    List<List<Object>> takeBound() {
        var taken = List.copyOf(bound);
        bound.clear();
        return taken;
    }

    @Override
    public Connection getConnection() {
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "prepareStatement" -> statement((String) arguments[0]);
            case "createStatement" -> statement("");
            default -> nothing(method);
        });
    }

    private PreparedStatement statement(String text) {
        var row = new ArrayList<Object>();
        var batch = new ArrayList<List<Object>>();
        return proxy(PreparedStatement.class, (self, method, arguments) -> switch (method.getName()) {
            case "setNull",
                    "setString",
                    "setObject",
                    "setInt",
                    "setLong",
                    "setShort",
                    "setByte",
                    "setFloat",
                    "setDouble",
                    "setBoolean",
                    "setBigDecimal",
                    "setBytes",
                    "setDate",
                    "setTime",
                    "setTimestamp" -> {
                var index = (int) arguments[0];
                while (row.size() < index) {
                    row.add(null);
                }
                row.set(index - 1, method.getName().equals("setNull") ? null : arguments[1]);
                yield null;
            }
            case "addBatch" -> {
                batch.add(new ArrayList<>(row));
                yield null;
            }
            case "executeBatch" -> {
                sql.add(text);
                bound.addAll(batch);
                var counts = new int[batch.size()];
                Arrays.fill(counts, hits);
                batch.clear();
                yield counts;
            }
            case "executeUpdate", "execute" -> {
                record(arguments == null ? text : (String) arguments[0], row);
                yield method.getReturnType() == int.class ? (Object) hits : (Object) false;
            }
            case "executeQuery" -> {
                record(arguments == null ? text : (String) arguments[0], row);
                yield emptyResult();
            }
            default -> nothing(method);
        });
    }

    private void record(String text, List<Object> row) {
        sql.add(text);
        bound.add(new ArrayList<>(row));
    }

    private static ResultSet emptyResult() {
        return proxy(
                ResultSet.class,
                (self, method, arguments) -> method.getName().equals("getMetaData")
                        ? proxy(ResultSetMetaData.class, (me, of, with) -> nothing(of))
                        : nothing(method));
    }

    private static Object nothing(Method method) {
        var type = method.getReturnType();
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? (Object) 0 : type == long.class ? (Object) 0L : null;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(StubConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public void closeConnection(Connection connection) {}

    @Override
    public boolean supportsAggressiveRelease() {
        return false;
    }

    @Override
    public boolean isUnwrappableAs(Class<?> type) {
        return false;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
