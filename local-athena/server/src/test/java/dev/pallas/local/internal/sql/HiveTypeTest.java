package dev.pallas.local.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiveTypeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "int",
                "decimal(10,2)",
                "varchar(10)",
                "array<map<string,struct<a:int,b:array<char(3)>>>>",
                "struct<date:date,select:string>"
            })
    void printsWhatItReads(String type) {
        assertThat(HiveReader.type(type)).hasToString(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "varchar|string",
                "varchar(7)|varchar(7)",
                "char(2)|char(2)",
                "integer|int",
                "real|float",
                "varbinary|binary",
                "decimal(5,1)|decimal(5,1)",
                "timestamp(6)|timestamp",
                "timestamp(3) with time zone|timestamp with time zone",
                "array(row(a integer, \"B\" varchar))|array<struct<a:int,b:string>>",
                "map(varchar, double)|map<string,double>"
            })
    void isReadFromTheEngine(String engine, String hive) {
        assertThat(HiveType.ofEngine(EngineType.of(engine))).hasToString(hive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decimal(5,1)|decimal(5,1)",
                "time(3)|string",
                "json|string",
                "timestamp(3) with time zone|string",
                "array(row(a uuid, b varchar(3)))|array<struct<a:string,b:varchar(3)>>"
            })
    void isAStringInTheCatalogWhereHiveHasNoSuchType(String engine, String hive) {
        assertThat(HiveType.ofEngine(EngineType.of(engine)).inCatalog()).hasToString(hive);
    }

    @Test
    void isReadFromIcebergMetadata() throws Exception {
        var json = new ObjectMapper().readTree("""
                        {"type":"struct","fields":[
                          {"id":1,"name":"a","type":"long"},
                          {"id":2,"name":"d","type":"decimal(10, 2)"},
                          {"id":3,"name":"l","type":{"type":"list","element":"timestamptz"}},
                          {"id":4,"name":"m","type":{"type":"map","key":"string","value":"fixed[16]"}},
                          {"id":5,"name":"u","type":"uuid"}]}
                        """);

        assertThat(HiveType.ofIceberg(json))
                .hasToString(
                        "struct<a:bigint,d:decimal(10,2),l:array<timestamp with time zone>,m:map<string,binary>,u:string>");
    }
}
