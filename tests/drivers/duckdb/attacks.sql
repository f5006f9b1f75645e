-- One attempt per line to see a protected value, over the shop and the setup of `test_attacks.py`.
FROM users
SELECT users FROM users
SELECT u FROM users u
SELECT struct_pack(e := email) FROM users
SELECT {'e': email} FROM users
SELECT row(email) FROM users
SELECT to_json(users) FROM users
SELECT users.* FROM users
SELECT * EXCLUDE (id) FROM users
SELECT * REPLACE (email AS name) FROM users
SELECT * REPLACE (upper(email) AS name) FROM users
SELECT * RENAME (email AS x) FROM users
SELECT COLUMNS(*) FROM users
SELECT COLUMNS('e.*') FROM users
SELECT COLUMNS(c -> c LIKE 'e%') FROM users
SELECT max(COLUMNS(*)) FROM users
SELECT *COLUMNS('email') FROM users
SELECT list(email) FROM users
SELECT first(email) FROM users
SELECT arg_max(email, id) FROM users
SELECT string_agg(email) FROM users
SELECT histogram(email) FROM users
SELECT min(email) OVER () FROM users
SELECT list_transform([email], lambda x: upper(x)) FROM users
SELECT list_transform([1], lambda x: (SELECT email FROM users LIMIT 1))
SELECT [x FOR x IN [email]] FROM users
SELECT email[1:30] FROM users
SELECT email::BLOB FROM users
SELECT hex(email) FROM users
SELECT (SELECT email FROM users LIMIT 1)
SELECT ARRAY(SELECT email FROM users)
SELECT id FROM users WHERE email LIKE 'planted%'
SELECT email e FROM users ORDER BY e
SELECT DISTINCT email FROM users
SELECT DISTINCT ON (id) email FROM users
WITH x AS (SELECT email AS e FROM users) SELECT e FROM x
WITH x(e) AS MATERIALIZED (SELECT email FROM users) SELECT e FROM x
WITH RECURSIVE r(e, n) AS (SELECT email, 1 FROM users UNION ALL SELECT e, n+1 FROM r WHERE n < 2) SELECT e FROM r
SELECT x.e FROM users u, LATERAL (SELECT u.email AS e) x
SELECT * FROM users POSITIONAL JOIN orders
SELECT * FROM users ASOF JOIN orders ON users.id >= orders.id
SELECT * FROM users SEMI JOIN orders ON users.id = orders.id
SELECT * FROM users NATURAL JOIN orders
SELECT * FROM users JOIN orders USING (id)
SELECT name FROM (SELECT email AS name FROM users) users
SELECT email FROM users UNION ALL SELECT name FROM users
SELECT name FROM users UNION ALL SELECT email FROM users
SELECT name FROM users UNION ALL BY NAME SELECT email AS name FROM users
SELECT id FROM users INTERSECT SELECT id FROM users
VALUES ((SELECT email FROM users LIMIT 1))
FROM (VALUES ((SELECT email FROM users LIMIT 1))) t(x)
PIVOT users ON email USING count(*)
PIVOT users ON id USING first(email)
UNPIVOT users ON name, email INTO NAME n VALUE v
SELECT * FROM (UNPIVOT users ON (name, email))
SELECT * FROM (PIVOT users ON id USING max(email))
SUMMARIZE users
SUMMARIZE SELECT email FROM users
SELECT * FROM (SUMMARIZE users)
SELECT min FROM (SUMMARIZE users)
SELECT * FROM (DESCRIBE users)
FROM (SUMMARIZE users)
DESCRIBE users
SHOW users
SHOW ALL TABLES
SELECT * FROM query('SELECT email AS id FROM users')
FROM query('FROM users')
SELECT * FROM query_table('users')
SELECT * FROM query_table(['users'])
SELECT getvariable('v')
SET VARIABLE w = (SELECT email FROM users LIMIT 1)
SELECT mail(1)
SELECT * FROM mails()
SELECT contact FROM contacts
SELECT c FROM contacts c
SELECT email FROM s2.users
SELECT email FROM memory.main.users
SELECT "EMAIL" FROM "USERS"
SELECT main.users.email FROM main.users
SELECT memory.main.users.email FROM memory.main.users
SELECT * FROM duckdb_logs
SELECT message FROM duckdb_logs
SELECT * FROM duckdb_logs_parsed('QueryLog')
SELECT * FROM duckdb_variables()
SELECT * FROM duckdb_secrets()
SELECT * FROM pragma_storage_info('users')
PRAGMA storage_info('users')
SELECT stats FROM pragma_storage_info('users')
SELECT stats('email') 
SELECT stats(email) FROM users
SELECT * FROM duckdb_columns()
SELECT sql FROM duckdb_tables()
EXPLAIN SELECT email FROM users
EXPLAIN ANALYZE SELECT email FROM users WHERE email > 'a'
COPY users TO 'leaked.csv'
COPY (SELECT email FROM users) TO '/dev/stdout'
CREATE TABLE copy1 AS SELECT email FROM users
CREATE TABLE copy1 AS FROM users
CREATE VIEW vv AS SELECT email AS x FROM users
CREATE MACRO m2() AS (SELECT email FROM users LIMIT 1)
CREATE TEMP TABLE copy2 AS SELECT * FROM users
INSERT INTO logs SELECT email FROM users
INSERT INTO logs SELECT email FROM users RETURNING x
UPDATE users SET name = email RETURNING name
UPDATE users SET name = email WHERE id = 1
UPDATE users SET age = 1 WHERE id = 1 RETURNING email
DELETE FROM users WHERE id = 99 RETURNING *
MERGE INTO logs USING users ON false WHEN NOT MATCHED THEN INSERT VALUES (users.email)
PREPARE p AS SELECT email FROM users
EXECUTE p
ATTACH ':memory:' AS other
COPY FROM DATABASE memory TO other
SELECT * FROM read_csv('/etc/passwd')
SELECT * FROM '/etc/passwd'
SELECT * FROM read_text('/etc/hostname')
SELECT * FROM glob('/etc/*')
SELECT content FROM read_blob('/etc/hostname')
SELECT * FROM sniff_csv('/etc/passwd')
SET allow_unsigned_extensions=true
PRAGMA enable_profiling
SELECT current_setting('home_directory')
SELECT json_execute_serialized_sql(json_serialize_sql('SELECT email FROM users'))
SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT email FROM users'))
PRAGMA json_execute_serialized_sql('{}')
SELECT * FROM users TABLESAMPLE 100%
SELECT email FROM users USING SAMPLE 2
SELECT unnest(users) FROM users
SELECT unnest([email]) FROM users
SELECT u.* FROM (SELECT users AS u FROM users)
SELECT (u).email FROM (SELECT u FROM users u)
SELECT u['email'] FROM users u
SELECT struct_extract(u, 'email') FROM users u
SELECT coalesce(NULL, email) FROM users
SELECT CASE WHEN email IS NULL THEN '' ELSE email END AS name FROM users
SELECT email AS id, id AS email FROM users
SELECT error(email) FROM users
SELECT CAST(email AS INTEGER) FROM users
SELECT TRY(CAST(email AS INTEGER)) FROM users
SELECT nextval(email) FROM users
SELECT getvariable(email) FROM users
SELECT write_log(email) FROM users
SELECT #3 FROM users
SELECT id FROM users ORDER BY #1
SELECT id, email FROM users GROUP BY ALL
SELECT count(*) FROM users GROUP BY email
SELECT id FROM users QUALIFY row_number() OVER (ORDER BY email) = 1
SELECT e: email FROM users
FROM users SELECT email
FROM users u SELECT u.email WHERE id = 1
SELECT alias(email) FROM users
SELECT typeof(email) FROM users
SELECT email.upper() FROM users
SELECT email.lower().reverse() FROM users
SELECT * FROM users WHERE (SELECT true FROM users u2 WHERE u2.email = users.email)
SELECT * LIKE 'em%' FROM users
SELECT * ILIKE 'EM%' FROM users
SELECT * GLOB 'e*' FROM users
SELECT * SIMILAR TO 'e.*' FROM users
TABLE users
(FROM users)
WITH users AS (SELECT 1 AS id) SELECT * FROM users
WITH orders AS (SELECT email AS id FROM users) SELECT id FROM orders
WITH "x" AS (FROM users) FROM x
SELECT approx_top_k(email, 2) FROM users
SELECT bitstring_agg(id) FROM users
SELECT map([id],[email]) FROM users
SELECT union_value(k := email) FROM users
SELECT format('{}', email) FROM users
SELECT printf('%s', email) FROM users
SELECT concat(*COLUMNS(*)) FROM users
SELECT concat_ws(',', *) FROM users
SELECT md5(email) FROM users
SELECT users::VARCHAR FROM users
SELECT users::JSON FROM users
SELECT variant_extract(users::VARIANT,'email') FROM users
SELECT list_aggregate([email], 'first') FROM users
SELECT list_reduce([email, email], lambda a, b: a || b) FROM users
SELECT x FROM (SELECT unnest({'a': email}) FROM users) t(x)
SELECT x FROM users, unnest([email]) t(x)
SELECT * FROM unnest((SELECT list(email) FROM users))
SELECT * FROM (SHOW TABLES)
BEGIN; SELECT email FROM users; COMMIT
SELECT 1; SELECT email FROM users
CREATE OR REPLACE TEMP VIEW orders AS SELECT email AS id FROM users
CREATE FUNCTION f() AS TABLE (SELECT email AS x FROM users)
ALTER TABLE users RENAME COLUMN email TO mail2
ALTER TABLE users RENAME TO users3
ALTER TABLE users ADD COLUMN e2 VARCHAR DEFAULT 'x'
CREATE INDEX ii ON users (email)
COMMENT ON TABLE users IS 'x'
CHECKPOINT
VACUUM
ANALYZE users
CALL pragma_table_info('users')
SELECT * FROM pragma_table_info('users')
PRAGMA table_info('users')
SELECT * FROM histogram_values(users, email)
FROM histogram(users, email)
SELECT * FROM duckdb_approx_database_count()
SELECT * FROM test_all_types()
SELECT * FROM parse_duckdb_log_message('QueryLog', 'x')
SELECT * FROM seq_scan('users')
SELECT * FROM repeat_row((SELECT email FROM users LIMIT 1), num_rows=1)
SELECT * FROM arrow_scan(1,2,3)
SELECT * FROM checkpoint()
SELECT * FROM sql_auto_complete('SELECT email FROM us')
SELECT lower('x')
FROM range(2)
SELECT 1 WHERE lower('x') = 'y'
SELECT bin FROM histogram(users, email)
SELECT #/**/3 FROM users
