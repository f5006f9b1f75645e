-- = pragma | session | gives ?
pragma foreign_keys(on)

-- = pragma | write | gives ?
pragma main.user_version = 7

-- = pragma | write | gives ?
pragma user_version(7)

-- = pragma | write | gives ?
PRAGMA/**/user_version/**/=/**/7

-- = pragma | read | gives ?
pragma application_id

-- = pragma | write | gives ?
pragma application_id = 1

-- = pragma | read | gives ?
pragma schema_version

-- = pragma | write | gives ?
pragma schema_version = 5

-- = pragma | read | gives ?
pragma journal_mode

-- = pragma | maintenance | gives ?
pragma journal_mode(memory)

-- = pragma | maintenance | gives ?
pragma main.journal_mode = delete

-- = pragma | session | gives ?
pragma synchronous = off

-- = pragma | read | gives ?
pragma synchronous

-- = pragma | session | gives ?
pragma cache_size = -2000

-- = pragma | session | gives ?
pragma temp_store = memory

-- = pragma | session | gives ?
pragma recursive_triggers = on

-- = pragma | session | gives ?
pragma defer_foreign_keys = on

-- = pragma | ddl session | gives ?
pragma ignore_check_constraints = on

-- = pragma | session | gives ?
pragma case_sensitive_like = on

-- = pragma | session | gives ?
pragma reverse_unordered_selects = on

-- = pragma | session | gives ?
pragma query_only = off

-- = pragma | read | gives ?
pragma query_only

-- = pragma | session | gives ?
pragma locking_mode = exclusive

-- = pragma | maintenance | gives ?
pragma secure_delete = off

-- = pragma | maintenance | gives ?
pragma auto_vacuum = full

-- = pragma | maintenance | gives ?
pragma incremental_vacuum(10)

-- = pragma | maintenance | gives ?
pragma wal_checkpoint(truncate)

-- = pragma | maintenance | gives ?
pragma optimize

-- = pragma | maintenance | gives ?
pragma shrink_memory

-- = pragma | read | gives ?
pragma database_list

-- = pragma | read | gives ?
pragma table_list

-- = pragma | read | gives ?
pragma table_xinfo(users)

-- = pragma | read | gives ?
pragma table_info = users

-- = pragma | read | gives ?
pragma index_list('users')

-- = pragma | read | gives ?
pragma foreign_key_list(orders)

-- = pragma | read | gives ?
pragma foreign_key_check

-- = pragma | read | gives ?
pragma quick_check

-- = pragma | read | gives ?
pragma integrity_check(users)

-- = pragma | read | gives ?
pragma compile_options

-- = pragma | read | gives ?
pragma function_list

-- = pragma | read | gives ?
pragma module_list

-- = pragma | read | gives ?
pragma pragma_list

-- = pragma | read | gives ?
pragma collation_list

-- = pragma | maintenance | gives ?
pragma page_size = 8192

-- = pragma | read | gives ?
pragma encoding

-- = pragma | maintenance | gives ?
pragma encoding = 'UTF-16'

-- = pragma | session | gives ?
pragma busy_timeout = 5000

-- = pragma | maintenance | gives ?
pragma max_page_count = 100

-- = pragma | session | gives ?
pragma mmap_size = 0

-- = pragma | session | gives ?
pragma legacy_alter_table = on

-- = pragma | session | gives ?
pragma automatic_index = off

-- = pragma | ddl | gives ?
pragma writable_schema = reset

-- = pragma | read | gives ?
pragma writable_schema

-- = pragma | read | gives ?
-- = drop | ddl | writes users
pragma table_info("users"); drop table users

-- = select | read | gives name=~
select name from pragma_table_info('orders') where pk

-- = select | read | reads pragma_table_list | gives name=pragma_table_list.name, name=~pragma_table_list.name | looks at pragma_table_list.name other from
select t.name, i.name from pragma_table_list as t, pragma_table_info(t.name) as i

-- = select | read | reads pragma_database_list | gives name=pragma_database_list.name
select name from pragma_database_list

-- = select | read | reads pragma_function_list | gives ?=~ | looks at pragma_function_list.name equality where
select count(*) from pragma_function_list where name = 'load_extension'

-- = explain | read write | gives ?
explain pragma user_version = 5
