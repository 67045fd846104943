/** The dialect without an engine: what HQL, mappings and the schema tool become in SQL. */
package dev.pallas.dialect;
