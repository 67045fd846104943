package dev.pallas.local.internal.engine;

/**
 * A column of a result.
 *
 * @param type the engine's text of the type, such as {@code decimal(10,2)} or {@code array(varchar)}
 */
public record EngineColumn(String name, String type) {}
