"""Every public name of DuckDB's classes and modules, and what the guard does with it. Data, no behaviour.

`guarded`: patched; every statement is decided and rows are masked. `through`: DuckDB's own Python code over guarded
methods. `decided`: reaches further than SQL, policy decides on the name. `passed`: reaches no data. `internal`: a
private name whose method or text is guarded where it ends, or that only parses.
"""

from __future__ import annotations


def _as(state: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), state)


OBJECT = frozenset(dir(object)) | {"__module__", "__slots__", "__annotations__", "__weakref__"}
"""Names that every object has; those that reach data are listed below all the same."""

CONNECTION: dict[str, str] = {
    **_as(
        "guarded",
        """execute executemany fetchone fetchall fetchmany df fetchdf fetch_df fetch_df_chunk fetchnumpy torch tf
        append appender query_appender begin commit rollback checkpoint close __exit__ cursor duplicate
        register unregister _submit _prepare_script _bind _create_view _register_collection _register_source
        _register_values _register_map _register_arrow_source _result_as_arrow""",
    ),
    **_as(
        "through",
        """sql query from_query table view values table_function read_csv from_csv_auto read_json read_parquet
        from_parquet from_df from_arrow to_arrow_table to_arrow_reader""",
    ),
    **_as(
        "decided",
        """create_function load_extension install_extension register_filesystem enable_profiling
        get_profiling_information""",
    ),
    **_as(
        "passed",
        """__enter__ array_type complete abort decimal_type description disable_profiling dtype enum_type
        extract_statements filesystem_is_registered get_table_names interrupt list_filesystems list_type map_type
        query_progress remove_function row_type rowcount sqltype string_type struct_type type union_type
        unregister_filesystem""",
    ),
    **_as(
        "internal",
        """_catalog_version _check_text _name_scope _own_sources _register_filelike
        _statement_count _table_kind""",
    ),
}
"""`DuckDBPyConnection`."""

APPENDER: dict[str, str] = {
    **_as("guarded", "append_row append_rows flush __exit__"),
    **_as("passed", "clear __enter__"),
}
"""`Appender`."""

STATEMENT: dict[str, str] = _as("passed", "expected_result_type named_parameters query type")
"""`Statement`: text that was parsed and not run; running it goes through the connection."""

RELATION: dict[str, str] = {
    **_as(
        "through",
        """__arrow_c_stream__ __contains__ __getattr__ __getitem__ __len__ _repr_mimebundle_ aggregate alias
        any_value apply arg_max arg_min arrow avg bit_and bit_or bit_xor bitstring_agg bool_and bool_or close columns
        count create create_view cross cume_dist dense_rank describe description df distinct drop dtypes except_
        explain favg fetch_arrow_reader fetch_arrow_table fetch_record_batch fetchall fetchdf fetchnumpy filter first
        first_value fsum geomean group_by head histogram insert insert_into intersect iter_rows join lag last
        last_value lead limit list map materialize max mean median min mode n_tile nth_value offset order
        percent_rank pivot pl preview product project quantile quantile_cont quantile_disc query rank rank_dense
        rename row_number sample select select_dtypes select_types set_alias shape show sort sql_query std stddev
        stddev_pop stddev_samp string_agg sum tf to_arrow_reader to_arrow_table to_csv to_df to_dicts to_parquet
        to_table to_view torch type types union union_by_name unique unnest unpivot update value_counts var var_pop
        var_samp variance with_columns write_csv write_parquet""",
    ),
}
"""`DuckDBPyRelation`: Python over `_submit`, `_bind` and `_register_*` of a guarded connection."""

MODULE_GUARDED = frozenset(
    """append appender begin checkpoint close commit connect create_function cursor default_connection duplicate
    enable_profiling execute executemany fetch_df fetch_df_chunk fetchall fetchdf fetchmany fetchnumpy fetchone
    get_profiling_information install_extension load_extension query_appender register register_filesystem rollback
    set_default_connection tf torch unregister""".split()
)
"""Functions of the module that call C++ past the class, and are replaced."""

MODULE_THROUGH = frozenset(
    """aggregate alias arrow df distinct filter from_arrow from_csv_auto from_df from_parquet from_query limit order
    project query query_df read_csv read_json read_parquet sql table table_function to_arrow_reader to_arrow_table
    values view write_csv""".split()
)
"""Functions of the module that are Python over a connection's guarded methods."""

MODULE_PASSED = frozenset(
    """abort array_type build_info complete decimal_type description disable_profiling dtype enum_type
    extract_statements filesystem_is_registered get_table_names interrupt list_filesystems list_type map_type
    query_progress remove_function row_type rowcount sqltype string_type struct_type token_type tokenize type
    union_type unregister_filesystem version""".split()
)
"""Functions of the module that reach no data."""

MODULE_EXPRESSIONS = frozenset(
    """coalesce col count_all dense_rank first_value fn lag last_value lead lit ntile rank row_number sql_expr star
    value when sqltypes""".split()
)
"""Functions and modules that build the text of an expression."""
