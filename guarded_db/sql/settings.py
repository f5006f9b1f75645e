"""What changing a setting of the session can do, by dialect. Settings that are not named only concern the session."""

from __future__ import annotations

from collections.abc import Mapping


def _effects(**groups: str) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(effects.split("_"))
        for effects, names in groups.items()
        for name in names.split()
    }


POSTGRES_SETTINGS: Mapping[str, frozenset[str]] = _effects(
    role="role session_authorization row_security",
    lexing="standard_conforming_strings backslash_quote client_encoding transform_null_equals",
    replication="session_replication_role synchronous_standby_names",
    extension="local_preload_libraries session_preload_libraries shared_preload_libraries "
    "dynamic_library_path jit_provider",
    file="temp_tablespaces_ log_directory log_filename data_directory hba_file ident_file",
    program="archive_command restore_command archive_cleanup_command recovery_end_command "
    "ssl_passphrase_command",
    transaction="transaction_isolation transaction_read_only transaction_deferrable "
    "default_transaction_isolation default_transaction_read_only default_transaction_deferrable",
    maintenance="log_statement log_min_duration_statement log_min_messages log_duration "
    "log_min_error_statement track_activities allow_system_table_mods zero_damaged_pages "
    "ignore_system_indexes ignore_checksum_failure lo_compat_privileges",
)
"""Settings of PostgreSQL that do more than concern the session."""

MYSQL_SETTINGS: Mapping[str, frozenset[str]] = _effects(
    lexing="sql_mode character_set_client character_set_connection collation_connection",
    replication="sql_log_bin gtid_next gtid_purged binlog_format server_id gtid_domain_id gtid_seq_no "
    "binlog_row_image pseudo_thread_id pseudo_slave_mode sql_slave_skip_counter",
    transaction="autocommit tx_isolation transaction_isolation tx_read_only transaction_read_only "
    "completion_type",
    file="secure_file_priv general_log_file slow_query_log_file local_infile datadir log_error",
    maintenance="general_log slow_query_log log_output sql_log_off",
    extension="plugin_dir plugin_load init_connect",
    role="debug debug_dbug proxy_user",
)
"""Variables of MySQL and MariaDB that do more than concern the session."""

SAFE_CHARSETS = frozenset(
    {"utf8", "utf8mb3", "utf8mb4", "latin1", "ascii", "binary", "default", "unicode", "utf-8"}
)
"""Client character sets in which no other character contains the byte of a quote or backslash."""

DUCKDB_HARMLESS = frozenset(
    """threads worker_threads memory_limit max_memory timezone calendar schema search_path default_order
    default_null_order null_order preserve_insertion_order enable_progress_bar enable_progress_bar_print
    progress_bar_time errors_as_json explain_output integer_division ordered_aggregate_threshold
    perfect_ht_threshold pivot_limit pivot_filter_threshold scalar_subquery_error_on_multiple_rows
    default_collation streaming_buffer_size arrow_large_buffer_size arrow_output_list_view
    lambda_syntax ieee_floating_point_ops max_expression_depth merge_join_threshold
    nested_loop_join_threshold old_implicit_casting order_by_non_integer_literal partitioned_write_flush_threshold
    produce_arrow_string_view enable_object_cache index_scan_max_count index_scan_percentage
    checkpoint_threshold wal_autocheckpoint immediate_transaction_mode debug_force_external
    python_enable_replacements""".split()
)
"""Settings of DuckDB that only concern how queries run."""

DUCKDB_SETTINGS: Mapping[str, frozenset[str]] = _effects(
    extension="enable_external_access allow_unsigned_extensions allow_community_extensions "
    "autoinstall_known_extensions autoload_known_extensions custom_extension_repository "
    "autoinstall_extension_repository extension_directory extension_directories "
    "allow_extensions_metadata_mismatch disabled_filesystems allowed_directories allowed_paths",
    file="home_directory temp_directory secret_directory default_secret_storage log_query_path "
    "profile_output profiling_output enable_profiling file_search_path",
    network="http_proxy http_proxy_username http_proxy_password s3_region s3_endpoint s3_access_key_id "
    "s3_secret_access_key s3_session_token s3_use_ssl s3_url_style httpfs_client_implementation",
    maintenance="lock_configuration password username user access_mode enable_logging",
)
"""Settings of DuckDB that do more."""

SQLITE_READ_PRAGMAS = frozenset(
    """table_info table_xinfo table_list index_list index_info index_xinfo foreign_key_list database_list
    collation_list function_list module_list pragma_list compile_options foreign_key_check integrity_check
    quick_check data_version freelist_count page_count stats""".split()
)
"""Pragmas that only tell, with or without an argument."""

SQLITE_SETTING_PRAGMAS: Mapping[str, frozenset[str]] = _effects(
    session="foreign_keys busy_timeout cache_size cache_spill case_sensitive_like automatic_index "
    "defer_foreign_keys full_column_names short_column_names count_changes empty_result_callbacks "
    "legacy_alter_table query_only read_uncommitted recursive_triggers reverse_unordered_selects "
    "soft_heap_limit hard_heap_limit synchronous temp_store threads mmap_size analysis_limit "
    "checkpoint_fullfsync fullfsync cell_size_check journal_size_limit locking_mode trusted_schema",
    maintenance="auto_vacuum incremental_vacuum journal_mode max_page_count page_size secure_delete "
    "wal_autocheckpoint wal_checkpoint optimize shrink_memory encoding",
    write="user_version application_id schema_version",
    ddl="writable_schema",
    file="temp_store_directory data_store_directory",
    lexing="dqs_ddl",
) | {"ignore_check_constraints": frozenset({"ddl", "session"})}
"""Pragmas that change something when they are given a value, and otherwise tell it."""
