"""What functions do: the ones that only compute, the ones that do more, and the rest, which is conceded.

The lists of pure functions are data files beside this module, taken from the servers' own catalogs.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


class Danger(NamedTuple):
    """What a function does beside computing."""

    effects: frozenset[str]
    concede: bool = False
    """It runs SQL, or reads relations, that this statement does not show."""


def _table(*groups: tuple[str, str, bool]) -> dict[str, Danger]:
    return {
        name: Danger(frozenset(effects.split()), concede)
        for effects, names, concede in groups
        for name in names.split()
    }


_POSTGRES = _table(
    (
        "file",
        "pg_read_file pg_read_file_old pg_read_binary_file pg_stat_file pg_ls_dir pg_ls_logdir",
        False,
    ),
    (
        "file",
        "pg_ls_waldir pg_ls_tmpdir pg_ls_archive_statusdir pg_ls_logicalmapdir pg_ls_summariesdir",
        False,
    ),
    ("file", "pg_ls_logicalsnapdir pg_ls_replslotdir pg_current_logfile pg_hba_file_rules", False),
    ("file", "pg_ident_file_mappings pg_show_all_file_settings pg_file_read pg_logdir_ls", False),
    (
        "file write",
        "lo_import lo_export pg_file_write pg_file_rename pg_file_unlink pg_file_sync",
        False,
    ),
    (
        "write",
        "lo_creat lo_create lo_from_bytea lo_put lo_truncate lo_truncate64 lo_unlink lowrite",
        False,
    ),
    ("write", "nextval setval", False),
    ("file", "lo_get lo_open loread lo_lseek lo_lseek64 lo_tell lo_tell64 lo_close", True),
    (
        "network",
        "dblink dblink_exec dblink_connect dblink_connect_u dblink_open dblink_send_query",
        True,
    ),
    ("network", "dblink_fetch dblink_get_result dblink_disconnect dblink_get_connections", True),
    (
        "network",
        "dblink_close dblink_cancel_query dblink_error_message dblink_is_busy dblink_get_notify",
        True,
    ),
    (
        "network",
        "dblink_build_sql_insert dblink_build_sql_update dblink_build_sql_delete dblink_get_pkey dblink_current_query",
        True,
    ),
    (
        "network",
        "postgres_fdw_disconnect postgres_fdw_disconnect_all postgres_fdw_get_connections",
        False,
    ),
    ("network", "http http_get http_post http_put http_delete http_patch http_head", False),
    ("sleep", "pg_sleep pg_sleep_for pg_sleep_until", False),
    (
        "maintenance",
        "pg_terminate_backend pg_cancel_backend pg_reload_conf pg_rotate_logfile",
        False,
    ),
    ("maintenance", "pg_rotate_logfile_old pg_log_backend_memory_contexts pg_stat_reset", False),
    (
        "maintenance",
        "pg_stat_reset_shared pg_stat_reset_single_table_counters pg_stat_reset_slru",
        False,
    ),
    ("maintenance", "pg_stat_reset_single_function_counters pg_stat_reset_replication_slot", False),
    ("maintenance", "pg_stat_reset_subscription_stats pg_stat_statements_reset pg_prewarm", False),
    ("maintenance", "brin_desummarize_range brin_summarize_new_values brin_summarize_range", False),
    (
        "maintenance",
        "gin_clean_pending_list pg_import_system_collations pg_stat_clear_snapshot",
        False,
    ),
    (
        "maintenance",
        "pg_stat_force_next_flush pg_clear_relation_stats pg_restore_relation_stats",
        False,
    ),
    ("maintenance", "pg_restore_attribute_stats pg_clear_attribute_stats", False),
    (
        "replication",
        "pg_logical_slot_get_changes",
        True,
    ),
    ("replication", "pg_logical_slot_get_binary_changes pg_logical_slot_peek_changes", True),
    (
        "replication",
        "pg_logical_slot_peek_binary_changes",
        True,
    ),
    ("replication", "pg_logical_emit_message pg_promote pg_switch_wal pg_backup_start", False),
    ("replication", "pg_create_restore_point", False),
    ("replication", "pg_backup_stop pg_start_backup pg_stop_backup pg_wal_replay_pause", False),
    ("replication", "pg_wal_replay_resume pg_export_snapshot pg_drop_replication_slot", False),
    (
        "replication",
        "pg_create_logical_replication_slot pg_create_physical_replication_slot",
        False,
    ),
    ("replication", "pg_copy_logical_replication_slot pg_copy_physical_replication_slot", False),
    ("replication", "pg_replication_slot_advance pg_replication_origin_advance", False),
    ("replication", "pg_replication_origin_create pg_replication_origin_drop", False),
    (
        "replication",
        "pg_replication_origin_session_reset pg_replication_origin_session_setup",
        False,
    ),
    ("replication", "pg_replication_origin_xact_reset pg_replication_origin_xact_setup", False),
    (
        "lock",
        "pg_advisory_lock pg_advisory_lock_shared pg_advisory_unlock pg_advisory_unlock_all",
        False,
    ),
    ("lock", "pg_advisory_unlock_shared pg_advisory_xact_lock pg_advisory_xact_lock_shared", False),
    ("lock", "pg_try_advisory_lock pg_try_advisory_lock_shared pg_try_advisory_xact_lock", False),
    ("lock", "pg_try_advisory_xact_lock_shared", False),
    ("notify", "pg_notify", False),
    ("session", "setseed", False),
    ("role lexing session", "set_config", False),
    ("read", "query_to_xml query_to_xmlschema query_to_xml_and_xmlschema cursor_to_xml", True),
    (
        "read",
        "cursor_to_xmlschema table_to_xml table_to_xmlschema table_to_xml_and_xmlschema",
        True,
    ),
    ("read", "schema_to_xml schema_to_xmlschema schema_to_xml_and_xmlschema database_to_xml", True),
    ("read", "database_to_xmlschema database_to_xml_and_xmlschema ts_stat ts_rewrite", True),
    (
        "read",
        "crosstab crosstab2 crosstab3 crosstab4 connectby xpath_table pg_get_publication_tables",
        True,
    ),
    (
        "read",
        "pg_mcv_list_items current_query pg_stat_get_activity pg_stat_get_backend_activity",
        True,
    ),
    (
        "read",
        "pg_prepared_statement pg_cursor pg_stat_get_wal_receiver pg_stat_get_subscription",
        True,
    ),
    (
        "read",
        "pg_stat_statements pg_stat_statements_info pgrowlocks get_raw_page heap_page_items",
        True,
    ),
    (
        "read",
        "heap_page_item_attrs tuple_data_split bt_page_items gist_page_items hash_page_items",
        True,
    ),
    (
        "read",
        "brin_page_items gin_leafpage_items pg_get_wal_record_info pg_get_wal_records_info",
        True,
    ),
    (
        "read",
        "pg_get_wal_records_info_till_end_of_wal pg_get_wal_block_info st_estimatedextent",
        True,
    ),
    (
        "read",
        "st_findextent find_srid _postgis_stats _postgis_selectivity _postgis_index_extent",
        True,
    ),
    ("write", "heap_force_kill heap_force_freeze pg_truncate_visibility_map", True),
    ("maintenance", "autoprewarm_start_worker autoprewarm_dump_now bt_index_check", False),
    ("maintenance", "bt_index_parent_check verify_heapam pg_stop_making_pinned_objects", False),
    ("maintenance", "pg_sync_replication_slots pg_log_standby_snapshot pg_nextoid", False),
    ("extension", "binary_upgrade_create_empty_extension pg_extension_config_dump", True),
    ("program", "plpython3u plperlu", True),
)

_MYSQL = _table(
    ("file", "load_file", False),
    ("sleep", "sleep benchmark", False),
    ("lock", "get_lock release_lock release_all_locks is_free_lock is_used_lock", False),
    ("program", "sys_exec sys_eval sys_set", True),
    ("program", "sys_get lib_mysqludf_sys_info", True),
    (
        "replication",
        "master_pos_wait master_gtid_wait source_pos_wait wait_for_executed_gtid_set",
        False,
    ),
    ("replication", "wait_until_sql_thread_after_gtids wsrep_sync_wait_upto_gtid", False),
    (
        "replication",
        "asynchronous_connection_failover_add_source group_replication_set_as_primary",
        True,
    ),
    ("write", "nextval setval", False),
    (
        "privilege",
        "keyring_key_fetch keyring_key_store keyring_key_generate keyring_key_remove",
        True,
    ),
    ("session", "last_insert_id", False),
)
_MYSQL.pop("last_insert_id")

_SQLITE = _table(
    ("extension", "load_extension fts3_tokenizer", True),
    ("file", "readfile lsdir fsdir", False),
    ("file", "sqlite_dbpage sqlite_log zipfile sqlar_uncompress", True),
    ("file write", "writefile", False),
    ("program", "edit", False),
    ("program", "eval exec shell_exec", True),
    ("maintenance", "optimize rtreecheck", True),
)

_DUCKDB = _table(
    (
        "file network",
        "read_csv read_csv_auto read_parquet parquet_scan read_json read_json_auto",
        False,
    ),
    (
        "file network",
        "read_json_objects read_json_objects_auto read_ndjson read_ndjson_auto",
        False,
    ),
    ("file network", "read_ndjson_objects read_text read_blob read_xlsx glob sniff_csv", False),
    ("file network", "read_single_csv_file read_single_json_file read_single_parquet_file", False),
    ("file network", "parquet_metadata parquet_schema parquet_file_metadata", False),
    ("file network", "parquet_kv_metadata parquet_full_metadata parquet_bloom_probe", False),
    ("file network", "st_read st_read_meta st_readosm st_readshp read_avro read_lines", False),
    ("file network", "iceberg_scan iceberg_metadata iceberg_snapshots delta_scan", True),
    ("file network", "sqlite_scan sqlite_attach read_duckdb add_parquet_key", True),
    ("network", "postgres_scan postgres_query postgres_execute postgres_attach mysql_scan", True),
    ("network", "postgres_scan_pushdown mysql_query mysql_execute http_get http_post", True),
    (
        "program",
        "python_map_function pandas_scan arrow_scan arrow_scan_dumb python_arrow_scan",
        True,
    ),
    ("program", "getenv shell", False),
    (
        "read",
        "query query_table json_execute_serialized_sql seq_scan current_query duckdb_logs",
        True,
    ),
    (
        "read",
        "duckdb_table_sample storage_info pragma_storage_info duckdb_prepared_statements",
        True,
    ),
    (
        "read",
        "duckdb_logs_parsed duckdb_log_contexts duckdb_variables duckdb_secrets which_secret",
        True,
    ),
    ("read", "getvariable histogram_values summary invoke", True),
    ("sleep", "sleep_ms pg_sleep", False),
    ("write", "nextval setval", False),
    ("session", "setseed write_log", False),
    (
        "maintenance",
        "checkpoint force_checkpoint enable_logging disable_logging truncate_duckdb_logs",
        True,
    ),
    ("file", "import_database copy_database", True),
)

DANGEROUS: dict[str, dict[str, Danger]] = {
    "postgres": _POSTGRES,
    "mysql": _MYSQL,
    "sqlite": _SQLITE,
    "duckdb": _DUCKDB,
}
"""Functions that do more than compute, by dialect and lower-case name."""

_EVERYWHERE = {name: danger for table in DANGEROUS.values() for name, danger in table.items()}


def danger_of(dialect: str, name: str) -> Danger | None:
    """What the function does beside computing; None when it is not in the table of dangerous ones."""
    return DANGEROUS.get(dialect, _EVERYWHERE).get(name)


PLAIN_SHAPE: frozenset[str] = frozenset(
    """upper lower initcap trim ltrim rtrim btrim replace substr substring left right reverse concat concat_ws length
    char_length character_length octet_length bit_length hex to_hex md5 sha1 sha2 sha224 sha256 sha384 sha512 quote
    str_position strposition instr locate strpos unicode ascii ord printf format repeat lpad rpad pad coalesce ifnull
    cast min max sum avg total count group_concat string_agg listagg array_agg list json_agg jsonb_agg json_arrayagg
    json_group_array json_object json_array json_build_object jsonb_build_object json_build_array jsonb_build_array
    jsonb_object json_group_object json_object_agg json_objectagg jsonb_object_agg jsonobject_agg jsonb_objectagg
    jsonarray jsonobject json_objectagg jsonobjectagg row row_to_json to_json to_jsonb json_quote struct struct_pack
    any_value round abs lag lead first_value last_value nth_value first last""".split()
)
"""Functions whose result is NULL, and of one type or another, by nothing but whether what they get is NULL.

A masked value keeps whether it is NULL and text; of everything else (`nullif`, `1 / x`, paths into JSON) that would
tell a condition on the hidden value.
"""

COUNTING: frozenset[str] = frozenset(
    """range generate_series generateseries generate_subscripts generate_array generate_date_array
    generate_timestamp_array sequence repeat_row random rand randomblob gen_random_uuid uuid""".split()
)
"""Functions that make values out of nothing, and can run through every possible one."""

TAKEN_APART: frozenset[str] = frozenset(
    """unnest explode json_each jsonb_each json_tree jsonb_tree json_each_text jsonb_each_text json_array_elements
    jsonb_array_elements json_array_elements_text jsonb_array_elements_text json_object_keys jsonb_object_keys
    json_to_recordset jsonb_to_recordset json_populate_recordset jsonb_populate_recordset""".split()
)
"""Functions that give one row for each part of a value."""

SPREADING: frozenset[str] = TAKEN_APART | frozenset(
    """generate_series generateseries exploding_generate_series generate_subscripts regexp_split_to_table string_to_table regexp_matches
    jsonb_path_query posexplode flatten inline""".split()
)
"""Functions that give several rows where one value stands."""

UNCHANGING: frozenset[str] = frozenset({"upper", "lower", "coalesce", "ifnull", "nullif", "case"})
"""Functions that leave where each character of a value stands, so that a mask shows the same part of the result."""


@lru_cache(maxsize=32)
def pure(dialect: str) -> frozenset[str]:
    """Lower-case names of the functions that only compute, for one dialect."""
    source = files("guarded_db.sql") / "data" / f"pure_{dialect}.txt"
    if not source.is_file():
        return frozenset()
    lines = source.read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


SENSITIVE_RELATIONS: frozenset[str] = frozenset(
    """pg_catalog.pg_authid pg_catalog.pg_shadow pg_catalog.pg_user_mapping pg_catalog.pg_user_mappings
    pg_catalog.pg_statistic pg_catalog.pg_stats pg_catalog.pg_stats_ext pg_catalog.pg_stats_ext_exprs
    pg_catalog.pg_statistic_ext_data pg_catalog.pg_largeobject pg_catalog.pg_hba_file_rules
    pg_catalog.pg_file_settings pg_catalog.pg_ident_file_mappings pg_catalog.pg_stat_activity
    pg_catalog.pg_subscription pg_catalog.pg_cursors pg_catalog.pg_prepared_statements
    mysql.user mysql.global_priv mysql.db mysql.tables_priv mysql.columns_priv mysql.proxies_priv mysql.servers
    mysql.column_stats mysql.table_stats mysql.index_stats mysql.general_log mysql.slow_log mysql.proc
    information_schema.processlist information_schema.column_statistics information_schema.user_mapping_options
    performance_schema.events_statements_history performance_schema.events_statements_current
    performance_schema.events_statements_history_long performance_schema.processlist
    performance_schema.prepared_statements_instances performance_schema.threads performance_schema.data_locks
    performance_schema.user_variables_by_thread information_schema.user_variables information_schema.innodb_trx
    information_schema.innodb_locks information_schema.innodb_ft_index_table
    information_schema.innodb_ft_index_cache information_schema.query_cache_info
    sys.processlist sys.session sys.statement_analysis
    sys.innodb_lock_waits mysql.slave_master_info mysql.event
    pg_catalog.pg_stat_wal_receiver
    dbstat sqlite_dbpage sqlite_stat1 sqlite_stat3 sqlite_stat4 duckdb_secrets""".split()
)
"""System relations, as `str(Relation)`, that hold password hashes, others' SQL or samples of column values."""
