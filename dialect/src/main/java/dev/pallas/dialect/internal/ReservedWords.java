package dev.pallas.dialect.internal;

import java.util.Set;

/** What cannot be a name without quotes. In DDL every name is in backticks; these are the words of queries. */
public final class ReservedWords {
    /** Names that are put into double quotes by themselves. */
    public static final Set<String> OF_QUERIES =
            Set.of(("alter and as between by case cast constraint create cross cube current_catalog "
                            + "current_date current_path current_role current_schema current_time current_timestamp current_user "
                            + "deallocate delete describe distinct drop else end escape except execute exists extract false first "
                            + "for from full group grouping having in inner insert intersect into is join json_array json_exists "
                            + "json_object json_query json_table json_value last left like listagg localtime localtimestamp "
                            + "natural normalize not null of on or order outer prepare recursive right rollup select skip table "
                            + "then trim true uescape union unnest using values when where with")
                    .split(" "));

    private ReservedWords() {}
}
