-- # SUMMARIZE, DESCRIBE, SHOW, EXPLAIN and the system's own tables and functions.

-- = summarize | read | reads users | gives column_name=~, column_type=~, min=~users.email+users.id+users.name+users.ssn, max=~users.email+users.id+users.name+users.ssn, approx_unique=~users.email+users.id+users.name+users.ssn, avg=~users.email+users.id+users.name+users.ssn, std=~users.email+users.id+users.name+users.ssn, q25=~users.email+users.id+users.name+users.ssn, q50=~users.email+users.id+users.name+users.ssn, q75=~users.email+users.id+users.name+users.ssn, count=~users.email+users.id+users.name+users.ssn, null_percentage=~users.email+users.id+users.name+users.ssn
summarize main.users

-- = summarize | read | reads users | gives column_name=~, column_type=~, min=~users.email+users.ssn, max=~users.email+users.ssn, approx_unique=~users.email+users.ssn, avg=~users.email+users.ssn, std=~users.email+users.ssn, q25=~users.email+users.ssn, q50=~users.email+users.ssn, q75=~users.email+users.ssn, count=~users.email+users.ssn, null_percentage=~users.email+users.ssn
summarize select email, ssn from users

-- = summarize | read | reads users | gives column_name=~, column_type=~, min=~users.email+users.id+users.name+users.ssn, max=~users.email+users.id+users.name+users.ssn, approx_unique=~users.email+users.id+users.name+users.ssn, avg=~users.email+users.id+users.name+users.ssn, std=~users.email+users.id+users.name+users.ssn, q25=~users.email+users.id+users.name+users.ssn, q50=~users.email+users.id+users.name+users.ssn, q75=~users.email+users.id+users.name+users.ssn, count=~users.email+users.id+users.name+users.ssn, null_percentage=~users.email+users.id+users.name+users.ssn
summarize table users

-- = select | read | reads users | gives column_name=~, column_type=~, min=~users.email+users.id+users.name+users.ssn, max=~users.email+users.id+users.name+users.ssn, approx_unique=~users.email+users.id+users.name+users.ssn, avg=~users.email+users.id+users.name+users.ssn, std=~users.email+users.id+users.name+users.ssn, q25=~users.email+users.id+users.name+users.ssn, q50=~users.email+users.id+users.name+users.ssn, q75=~users.email+users.id+users.name+users.ssn, count=~users.email+users.id+users.name+users.ssn, null_percentage=~users.email+users.id+users.name+users.ssn
select * from (summarize users)

-- = select | read | reads users | gives column_name=~, max=~users.email+users.id+users.name+users.ssn
select column_name, max from (summarize users)

-- = select | read | reads users | gives min=~users.ssn
select min from (summarize select ssn from users)

-- = select | read | reads users | gives count=~users.email+users.id+users.name+users.ssn
select count from (summarize users)

-- = create | ddl read write | reads users | writes s | flows users.email>s.approx_unique, users.email>s.avg, users.email>s.count, users.email>s.max, users.email>s.min, users.email>s.null_percentage, users.email>s.q25, users.email>s.q50, users.email>s.q75, users.email>s.std, users.id>s.approx_unique, users.id>s.avg, users.id>s.count, users.id>s.max, users.id>s.min, users.id>s.null_percentage, users.id>s.q25, users.id>s.q50, users.id>s.q75, users.id>s.std, users.name>s.approx_unique, users.name>s.avg, users.name>s.count, users.name>s.max, users.name>s.min, users.name>s.null_percentage, users.name>s.q25, users.name>s.q50, users.name>s.q75, users.name>s.std, users.ssn>s.approx_unique, users.ssn>s.avg, users.ssn>s.count, users.ssn>s.max, users.ssn>s.min, users.ssn>s.null_percentage, users.ssn>s.q25, users.ssn>s.q50, users.ssn>s.q75, users.ssn>s.std
create table s as from (summarize users)

-- = describe | read | gives database=~, schema=~, name=~, column_names=~, column_types=~, temporary=~
describe

-- = describe | read | reads users | gives column_name=~, column_type=~, null=~, key=~, default=~, extra=~
describe main.users

-- = describe | read | reads users | gives column_name=~, column_type=~, null=~, key=~, default=~, extra=~
describe select email, ssn from users

-- = describe | read | reads users | gives column_name=~, column_type=~, null=~, key=~, default=~, extra=~
describe from users

-- = describe | read | reads users | gives column_name=~, column_type=~, null=~, key=~, default=~, extra=~
desc users

-- = describe | read | reads users | gives column_name=~, column_type=~, null=~, key=~, default=~, extra=~
describe table users

-- = select | read | reads users | gives column_name=~
select column_name from (describe users)

-- = select | read | reads users | gives column_name=~, column_type=~, null=~, key=~, default=~, extra=~
select * from (describe select ssn from users)

-- = show | read | gives database=~, schema=~, name=~, column_names=~, column_types=~, temporary=~
show

-- = show | read | gives database_name=~
show databases

-- = show | read | gives database_name=~, schema_name=~, current=~
show schemas

-- = show | read | gives name=~
show tables from main

-- = show | read | gives ? | conceded
show variables

-- = select | read | gives name=~
select * from (show tables)

-- = select | read | gives name=~
select name from (show all tables)

-- = explain | read | reads users | gives explain_key=~, explain_value=~users.ssn
explain select ssn from users

-- = explain | read | reads users | gives explain_key=~, explain_value=~users.email+users.id+users.name+users.ssn | looks at users.ssn equality where
explain from users where ssn = 'x'

-- = explain | read | reads users | gives explain_key=~, explain_value=~users.ssn
explain (format json) select ssn from users

-- = explain | read | reads users | gives explain_key=~, explain_value=~users.ssn
explain analyze select ssn from users

-- = explain | read write | writes users | also update | unbounded | gives explain_key=~, explain_value=~
explain analyze update users set email = 'x'

-- = explain | read | reads users | gives explain_key=~, explain_value=~
explain update users set email = 'x'

-- = explain | read | reads users | gives explain_key=~, explain_value=~
explain insert into users (id) values (7)

-- = explain | read write | writes users | also insert | gives explain_key=~, explain_value=~
explain analyze insert into users (id) values (7)

-- = explain | read | gives explain_key=~, explain_value=~
explain create table t (a int)

-- = explain | file network read | reads users | gives explain_key=~, explain_value=~users.email+users.id+users.name+users.ssn
explain copy users to 'x.csv'

-- = explain | read write | writes users | also delete | unbounded | gives explain_key=~, explain_value=~
explain (analyze) delete from users

-- = explain | ddl read write | reads users | writes t9 | gives explain_key=~, explain_value=~users.email | flows users.email>t9.email
explain analyze create table t9 as select email from users

-- = explain | read | reads users | gives explain_key=~, explain_value=~
explain drop table users

-- = explain | ddl read | writes orders | gives explain_key=~, explain_value=~
explain analyze drop table orders

-- = explain | read session | reads users | gives explain_key=~, explain_value=~users.email+users.id+users.name+users.ssn | looks at users.email other group by, users.id other group by, users.name other pivot, users.ssn other group by | flows users.name>temp.__pivot_enum.*
explain pivot users on name using count(*)

-- = explain | read | reads users | gives explain_key=~, explain_value=~
explain describe users

-- = explain | read | gives explain_key=~, explain_value=~
explain pragma version

-- = select | read | gives table_name=~
select table_name from duckdb_columns()

-- = select | read | gives ?
select * from duckdb_views()

-- = select | read | gives ?
select * from duckdb_functions()

-- = select | read | gives ?
select * from duckdb_settings()

-- = select | read | gives ?
select * from duckdb_schemas()

-- = select | read | gives ?
select * from duckdb_databases()

-- = select | read | gives ?
select * from duckdb_types()

-- = select | read | gives ?
select * from duckdb_indexes()

-- = select | read | gives ?
select * from duckdb_constraints()

-- = select | read | gives ?
select * from duckdb_sequences()

-- = select | read | gives ?
select * from duckdb_extensions()

-- = select | read | gives ?
select * from duckdb_dependencies()

-- = select | read | gives ?
select * from duckdb_keywords()

-- = select | read | gives ?
select * from duckdb_memory()

-- = select | read | gives ?
select * from duckdb_temporary_files()

-- = select | read | gives ?
select * from duckdb_optimizers()

-- = select | read | gives ?
select * from pragma_table_info('users')

-- = select | read | gives ?
select * from pragma_show('users')

-- = select | read | gives ?
select * from pragma_database_size()

-- = select | read | gives ?
select * from pragma_version()

-- = select | read | gives ?
select * from pragma_platform()

-- = select | read | gives ?
select * from pragma_metadata_info()

-- = select | read | reads information_schema.columns | gives ?
select * from information_schema.columns

-- = select | read | reads information_schema.tables | gives table_name=information_schema.tables.table_name | looks at information_schema.tables.table_schema equality where
select table_name from information_schema.tables where table_schema = 'main'

-- = select | read | reads pg_catalog.pg_class | gives ?
select * from pg_catalog.pg_class

-- = select | read | reads pg_tables | gives ?
select * from pg_tables

-- = select | read | reads pg_catalog.pg_attribute pg_class | gives ? | looks at pg_catalog.pg_attribute.attrelid join join, pg_class.oid join join
select * from pg_catalog.pg_attribute a join pg_class c on a.attrelid = c.oid

-- = select | read | reads sqlite_master | gives ?
select * from sqlite_master

-- = select | read | gives sql=~
select sql from duckdb_views()

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~
select current_database(), current_schema(), current_schemas(true), current_user, session_user

-- = select | read | reads users | gives ?=~, ?=~users.email, ?=~users.email
select version(), pg_typeof(email), typeof(email) from users

-- = select | read | gives ?=~
select current_setting('threads')

-- = select | read | gives ?=~
select current_setting('s3_secret_access_key')

-- = select | read | gives ?=~
select txid_current()

-- = select | read | gives ?=~
select in_search_path('memory', 'main')

-- = select | read | reads users | gives ?=~users.email
select stats(email) from users

-- = select | read | reads users | gives ?=~users.email
select alias(email) from users
