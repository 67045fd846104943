/** TPC-H as entities: region, nation and customer are Parquet tables, orders and lineitem are Iceberg tables. */
package dev.pallas.quickstart.tpch;
