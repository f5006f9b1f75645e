-- # SET, RESET, PRAGMA, variables, transactions, prepared statements.

-- = set | session
set threads = 2

-- = set | session
set threads to 2

-- = set | session
set session threads = 2

-- = set | session
set global threads = 2

-- = set | session
set memory_limit = '1GB'

-- = set | session
set search_path = 'main'

-- = set | session
set search_path = 'other,main'

-- = set | session
set schema = 'main'

-- = set | session
set schema 'main'

-- = set | session
set default_order = 'desc'

-- = set | session
set timezone = 'UTC'

-- = set | session
set time zone 'UTC'

-- = set | network
set s3_access_key_id = 'x'

-- = set | extension
set enable_external_access = false

-- = set | maintenance
set lock_configuration = true

-- = set | extension
set allow_unsigned_extensions = true

-- = set | file
set temp_directory = '/tmp/x'

-- = set | extension
set custom_extension_repository = 'http://x'

-- = set | network
set http_proxy = 'x'

-- = set | file
set enable_profiling = 'json'

-- = set | file
set profiling_output = 'x.json'

-- = set | file
set log_query_path = 'x.log'

-- = set | maintenance
set enable_logging = true

-- = set | file
set file_search_path = '/etc'

-- = set | extension
set autoload_known_extensions = true

-- = set | session
set threads = (select 2)

-- = set | session
set threads = (select max(id) from users)

-- = set | session
set default_null_order = 'nulls_last'

-- = set | session
set enable_progress_bar = false

-- = set | session
set integer_division = true

-- = set | session
set preserve_insertion_order = false

-- = set | session
set lambda_syntax = 'ENABLE_SINGLE_ARROW'

-- = set | session
set python_enable_replacements = false

-- = reset | session
reset session threads

-- = reset | session
reset global memory_limit

-- = reset | session
reset search_path

-- = reset | session
reset schema

-- = reset | network
reset s3_secret_access_key

-- = set | session
set variable x = 'a' || 'b'

-- = set | read session | reads users | flows users.ssn>variable.x
set variable x = (select max(ssn) from users)

-- = set | read session | reads users | flows users.email>variable.x, users.id>variable.x, users.name>variable.x, users.ssn>variable.x
set variable x = (from users limit 1)

-- = set | program session
set variable x = getenv('HOME')

-- = set | session
set variable x = [1, 2, 3]

-- = set | session
set variable x = (select 1)

-- = set | session
set variable x = query_value

-- = set | read session | reads users | flows users.email>variable.x, users.id>variable.x, users.name>variable.x, users.ssn>variable.x
set variable x = exists (table users)

-- = reset | session
reset variable x

-- = pragma | read | gives ?
pragma database_list

-- = pragma | read | gives ?
pragma show_tables

-- = pragma | read | gives ?
pragma show_tables_expanded

-- = pragma | read | gives ?
pragma show_databases

-- = pragma | read | gives ?
pragma table_info(users)

-- = pragma | - | gives ? | conceded
pragma storage_info('users')

-- = pragma | read | gives ?
pragma database_size

-- = pragma | read | gives ?
pragma collations

-- = pragma | read | gives ?
pragma functions

-- = pragma | read | gives ?
pragma platform

-- = pragma | read | gives ?
pragma user_agent

-- = pragma | read | gives ?
pragma metadata_info

-- = pragma | session | gives ?
pragma threads = 2

-- = pragma | session | gives ?
pragma memory_limit = '1GB'

-- = pragma | session | gives ?
pragma disable_profiling

-- = pragma | file | gives ?
pragma enable_profiling = 'json'

-- = pragma | session | gives ?
pragma enable_progress_bar

-- = pragma | session | gives ?
pragma disable_progress_bar

-- = pragma | session | gives ?
pragma enable_object_cache

-- = pragma | session | gives ?
pragma enable_verification

-- = pragma | session | gives ?
pragma disable_verification

-- = pragma | session | gives ?
pragma enable_optimizer

-- = pragma | session | gives ?
pragma disable_optimizer

-- = pragma | maintenance | gives ?
pragma force_checkpoint

-- = pragma | maintenance | gives ?
pragma enable_checkpoint_on_shutdown

-- = pragma | maintenance | gives ?
pragma disable_checkpoint_on_shutdown

-- = pragma | session | gives ?
pragma enable_print_progress_bar

-- = pragma | session | gives ?
pragma schema = 'main'

-- = pragma | file | gives ?
pragma log_query_path = 'x'

-- = pragma | session | gives ?
pragma explain_output = 'all'

-- = pragma | session | gives ?
pragma default_collation = nocase

-- = begin | transaction
begin

-- = begin | transaction
begin work

-- = begin | transaction
begin transaction read only

-- = begin | transaction
begin transaction read write

-- = begin | transaction
start transaction

-- = begin | transaction
start transaction read only

-- = commit | transaction
commit transaction

-- = commit | transaction
end

-- = rollback | transaction
rollback work

-- = prepare | read | reads users | looks at users.id equality where
prepare p as select ssn from users where id = $1

-- = prepare | write | writes users | also delete | looks at users.id equality where
prepare p as delete from users where id = ?

-- = prepare | write | writes users | also insert
prepare p as insert into users (id) values ($1)

-- = execute | - | gives ? | conceded
execute p(1)

-- = deallocate | session
deallocate prepare p

-- = begin | transaction
-- = delete | write | writes users | unbounded
-- = commit | transaction
begin; delete from users; commit

-- = begin | transaction
-- = commit | transaction
-- = drop | ddl | writes users
begin transaction read only; commit; drop table users

-- = prepare | read
-- = execute | read | gives ?=~
prepare p as select 1; execute p
