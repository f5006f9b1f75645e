-- [attack] plain
SELECT email, ssn, salary, password FROM people;
-- [attack] star
SELECT * FROM people;
-- [attack] from first
FROM people;
-- [attack] from first with select
FROM people SELECT ssn AS name;
-- [attack] table
TABLE people;
-- [attack] quoted and qualified
SELECT "ssn", people.ssn, main.people.ssn, memory.main.people.ssn FROM people;
-- [attack] aliased in front
SELECT name: ssn, city: password FROM people;
-- [attack] exclude
SELECT * EXCLUDE (ssn) FROM people;
-- [attack] replace
SELECT * REPLACE (ssn AS name, password AS city) FROM people;
-- [attack] rename
SELECT * RENAME (ssn AS plain) FROM people;
-- [attack] star like
SELECT * LIKE 's%' FROM people;
-- [attack] star similar to
SELECT * SIMILAR TO 's.*' FROM people;
-- [attack] columns by a regular expression
SELECT COLUMNS('s.*') FROM people;
-- [attack] columns by a lambda
SELECT COLUMNS(lambda c: c LIKE 's%') FROM people;
-- [attack] columns in a function
SELECT upper(COLUMNS('ssn')), nullif(COLUMNS('ssn')[1], '5') FROM people;
-- [attack] columns with an alias
SELECT COLUMNS('(ss)n') AS 'x\1' FROM people;
-- [attack] unpacked columns
SELECT concat(*COLUMNS('ss.*')) FROM people;
-- [attack] columns in where
SELECT id FROM people WHERE COLUMNS('ssn') LIKE '5%';
-- [attack] columns in order by
SELECT id FROM people ORDER BY COLUMNS('salary');
-- [attack] whole row
SELECT people FROM people;
-- [attack] whole row by alias
SELECT p FROM people p;
-- [attack] field of the whole row
SELECT (p).ssn, p['ssn'], struct_extract(p, 'ssn') FROM people p;
-- [attack] row through a subquery
SELECT x.ssn FROM (SELECT p AS x FROM people p);
-- [attack] row to json
SELECT to_json(p), p::JSON ->> 'ssn', row_to_json(p) FROM people p;
-- [attack] row as text
SELECT p::VARCHAR, CAST(p AS VARCHAR), concat(p) FROM people p;
-- [attack] unnested row
SELECT unnest(p) FROM people p;
-- [attack] unnested list of rows
SELECT unnest(list(p), recursive := true) FROM people p;
-- [attack] star of a row column
SELECT x.* FROM (SELECT p AS x FROM people p);
-- [attack] struct
SELECT {'a': ssn, 'b': password}, struct_pack(a := ssn), row(ssn, salary) FROM people;
-- [attack] struct insert
SELECT struct_insert({'a': 1}, b := ssn).b FROM people;
-- [attack] struct keys and values
SELECT struct_keys(p), struct_values(p) FROM (SELECT id, name, email, ssn FROM people) p;
-- [attack] map
SELECT MAP {ssn: password}, map([ssn], [salary]), map_keys(MAP {ssn: 1}), map_values(MAP {'a': ssn}) FROM people;
-- [attack] list
SELECT [ssn, password], list_value(ssn), list(ssn) FROM people GROUP BY ALL;
-- [attack] list aggregate
SELECT list(ssn), array_agg(password), list(salary ORDER BY id) FROM people;
-- [attack] list of ids ordered by a hidden value
SELECT list(id ORDER BY salary) FROM people;
-- [attack] list of ids filtered by a hidden value
SELECT list(id) FILTER (WHERE salary > 100000) FROM people;
-- [attack] length of a list
SELECT len(range(salary // 1000)), len(string_split(ssn, '5')) FROM people;
-- [attack] list made by a value
SELECT range(salary // 10000), list_resize([1], salary // 10000) FROM people;
-- [attack] list comprehension
SELECT [x || ssn FOR x IN ['a', 'b']], [ssn FOR ssn IN [people.ssn]] FROM people;
-- [attack] list comprehension with a condition
SELECT [x FOR x IN [1, 2, 3] IF x < salary // 50000] FROM people;
-- [attack] list transform
SELECT list_transform([1], lambda x: ssn), list_transform([ssn], lambda x: x || '!'), apply([password], lambda p: upper(p)) FROM people;
-- [attack] list transform, the newer lambda
SELECT list_transform(['a'], lambda x: x || ssn), list_transform([ssn], lambda ssn: ssn) FROM people;
-- [attack] list filter
SELECT list_filter(['5', '2', '1'], lambda x: starts_with(ssn, x)) FROM people;
-- [attack] list filter inside a list that is not masked
SELECT len(list_filter([1, 2, 3], lambda x: x * 50000 < salary)) FROM people;
-- [attack] list reduce
SELECT list_reduce(['', ssn], lambda a, b: a || b) FROM people;
-- [attack] list aggregate by name
SELECT list_aggregate(list(ssn), 'min'), list_aggr(list(salary), 'sum') FROM people;
-- [attack] list contains
SELECT list_contains(string_split(ssn, '-'), '536'), list_position([salary], 99) IS NULL FROM people;
-- [attack] arrow of JSON in a function
SELECT upper(card_number -> '$'), concat(salary -> '$') FROM people;
-- [attack] arrow of JSON in a function with an object
SELECT upper(json_object('a', ssn) -> '$.a'), concat(json_object('a', ssn) ->> '$.a') FROM people;
-- [attack] arrow of JSON on a column of another name
SELECT concat(x -> '$') FROM (SELECT card_number AS x, salary AS y FROM people);
-- [attack] arrow of JSON on a column of a number
SELECT concat(y -> '$') FROM (SELECT salary AS y FROM people);
-- [attack] json functions
SELECT json_object('a', ssn), json_array(ssn), to_json(ssn), json_group_array(ssn) FROM people GROUP BY ALL;
-- [attack] json structure
SELECT json_keys(json_object(ssn, 1)), json_structure(json_object(password, 1)) FROM people;
-- [attack] json each
SELECT j.value FROM people, json_each(json_object('a', ssn)) j;
-- [attack] json extraction that is null or not
SELECT json_extract_string('{"5":"a"}', '$.' || ssn[1]) FROM people;
-- [attack] slices
SELECT ssn[1:3], ssn[5], password[-3:], array_slice(ssn, 1, 2) FROM people;
-- [attack] chained functions
SELECT ssn.upper().substr(1, 3), people.ssn.lower(), ssn.reverse() FROM people;
-- [attack] chained function on a literal
SELECT 'x'.concat(ssn), ('y').concat(people.password) FROM people;
-- [attack] upper, hex, base64, md5
SELECT upper(ssn), hex(ssn), base64(ssn::BLOB), md5(ssn), sha256(password), hash(salary), ascii(ssn) FROM people;
-- [attack] encoding
SELECT encode(ssn), ssn::BLOB, to_base64(ssn::BLOB), password::BLOB FROM people;
-- [attack] arithmetic
SELECT salary + 0, -salary, salary * 2, salary % 1000, salary >> 3, xor(salary, 1) FROM people;
-- [attack] text functions
SELECT replace(ssn, '-', ''), reverse(ssn), ssn || 'x', format('{}', ssn), printf('%s', ssn), repeat(ssn, 2) FROM people;
-- [attack] regular expressions
SELECT regexp_extract(ssn, '(\d+)-'), regexp_replace(ssn, '-', ''), regexp_extract_all(ssn, '\d'), regexp_split_to_array(ssn, '-') FROM people;
-- [attack] string_agg
SELECT string_agg(ssn, ','), group_concat(password), listagg(ssn, '') FROM people;
-- [attack] aggregates
SELECT min(ssn), max(password), first(ssn), last(ssn), any_value(ssn), arbitrary(ssn), mode(ssn), min(ssn, 2) FROM people;
-- [attack] numeric aggregates
SELECT sum(salary), avg(salary), median(salary), quantile_cont(salary, 0.5), stddev(salary), entropy(salary), kurtosis(salary) FROM people;
-- [attack] arg_max
SELECT arg_max(id, salary), arg_min(name, salary), max_by(name, ssn), arg_max(ssn, id), arg_max(id, salary, 2) FROM people;
-- [attack] histogram
SELECT histogram(salary), histogram(ssn) FROM people;
-- [attack] approximate counts
SELECT approx_quantile(salary, 0.5), approx_top_k(ssn, 3), reservoir_quantile(salary, 0.5) FROM people;
-- [attack] count if
SELECT count_if(salary > 100000), bool_or(ssn LIKE '5%'), bit_or(salary) FROM people;
-- [attack] count of what is null or not
SELECT id, count(x) FROM (SELECT id, nullif(salary > 100000, false) AS x FROM people) GROUP BY id;
-- [attack] nullif
SELECT nullif(ssn[1], '5') FROM people;
-- [attack] null by try cast
SELECT TRY_CAST(ssn[1:1] || (CASE WHEN false THEN '' ELSE '' END) AS VARCHAR), TRY_CAST(replace(ssn, '5', 'x') AS DATE)::VARCHAR, TRY_CAST(replace(ssn[1], '5', 'x') AS INTEGER)::VARCHAR FROM people;
-- [attack] null by try
SELECT TRY(replace(ssn[1], '5', 'x')::INTEGER)::VARCHAR FROM people;
-- [attack] null by division
SELECT TRY(1 // (salary > 100000)::INT)::VARCHAR, TRY(1 // (ssn LIKE '5%')::INT) || 'x' FROM people;
-- [attack] null by a list
SELECT ['a'][(salary > 100000)::INT], list_extract(['a'], (salary > 100000)::INT) FROM people;
-- [attack] null by a map
SELECT MAP {'5': 'a'}[ssn[1]], element_at(MAP {'5': 'a'}, ssn[1]) FROM people;
-- [attack] null by a regular expression list
SELECT regexp_extract_all('5', ssn[1])[1] FROM people;
-- [attack] list of null or not
SELECT [nullif(ssn[1], '5'), nullif(ssn[1], '1')] FROM people;
-- [attack] list inside of which something is null or not
SELECT list_transform(range(10), lambda i: nullif(ssn[1], i::VARCHAR)) FROM people;
-- [attack] type of a union
SELECT union_tag(CASE WHEN salary > 100000 THEN union_value(a := 1)::UNION(a INT, b INT) ELSE union_value(b := 1)::UNION(a INT, b INT) END) FROM people;
-- [attack] case
SELECT CASE WHEN salary > 100000 THEN 'a' END, if(ssn LIKE '5%', 'a', 'b') FROM people;
-- [attack] where like
SELECT id FROM people WHERE ssn LIKE '5%';
-- [attack] where prefix operators
SELECT id FROM people WHERE ssn ^@ '5';
-- [attack] where starts_with
SELECT id FROM people WHERE starts_with(ssn, '5');
-- [attack] where regular expression
SELECT id FROM people WHERE regexp_matches(ssn, '^5');
-- [attack] where similar to
SELECT id FROM people WHERE ssn SIMILAR TO '5.*';
-- [attack] where tilde
SELECT id FROM people WHERE ssn ~ '5.*';
-- [attack] where glob
SELECT id FROM people WHERE ssn GLOB '5*';
-- [attack] where between
SELECT id FROM people WHERE salary BETWEEN 100000 AND 200000;
-- [attack] where is distinct from
SELECT id FROM people WHERE salary IS DISTINCT FROM 183947;
-- [attack] where a struct is compared
SELECT id FROM people WHERE {'a': salary} > {'a': 100000};
-- [attack] where a row is compared
SELECT id FROM people WHERE (salary, id) > (100000, 0);
-- [attack] where a list contains
SELECT id FROM people WHERE list_contains(range(100000, 200000), salary);
-- [attack] where in a range list
SELECT id FROM people WHERE salary IN (SELECT unnest(range(100000, 200000)));
-- [attack] where in a series
SELECT id FROM people WHERE salary IN (SELECT * FROM range(100000, 200000));
-- [attack] where in a list
SELECT id FROM people WHERE salary IN range(100000, 200000);
-- [attack] where equals any of a list
SELECT id FROM people WHERE salary = ANY (range(100000, 200000));
-- [attack] join with every number
SELECT p.id, r.range FROM people p JOIN range(200000) r ON r.range = p.salary;
-- [attack] join with every number by using
SELECT salary FROM people JOIN range(200000) r(salary) USING (salary);
-- [attack] join with every number by name
SELECT r.salary FROM people NATURAL JOIN range(200000) r(salary);
-- [attack] join with every number that was unnested
SELECT p.id, g.n FROM people p JOIN (SELECT unnest(range(200000)) AS n) g ON g.n = p.salary;
-- [attack] join with rowid
SELECT p.id FROM people p JOIN (SELECT row_number() OVER () * 1000 AS r FROM range(200)) x ON x.r = p.salary // 1000 * 1000;
-- [attack] positional join
SELECT p.ssn FROM people p POSITIONAL JOIN orders o;
-- [attack] asof join
SELECT p.id, r.range FROM people p ASOF JOIN range(0, 200000, 50000) r ON p.salary >= r.range ORDER BY p.id, r.range;
-- [attack] semi join
SELECT p.id FROM people p SEMI JOIN range(100000, 200000) r ON p.salary = r.range;
-- [attack] anti join
SELECT p.id FROM people p ANTI JOIN orders o ON p.salary > o.amount * 50000;
-- [attack] lateral
SELECT l.x FROM people p, LATERAL (SELECT p.ssn AS x) l;
-- [attack] lateral without the word
SELECT l.x FROM people p, (SELECT p.ssn AS x) l;
-- [attack] number of rows by a range
SELECT p.id, count(*) FROM people p, range(p.salary // 1000) GROUP BY p.id ORDER BY p.id;
-- [attack] number of rows by unnest
SELECT id, unnest(range(salary // 10000)) FROM people;
-- [attack] number of rows by unnest of nothing hidden
SELECT id FROM (SELECT id, unnest(range(salary // 10000)) FROM people);
-- [attack] number of rows by unnest in from
SELECT p.id FROM people p, unnest(range(p.salary // 10000));
-- [attack] number of rows by generate_series
SELECT id, generate_series(1, salary // 10000).unnest() FROM people;
-- [attack] number of rows by a split
SELECT id, unnest(string_split(ssn, '5')) FROM people;
-- [attack] number of rows by a list of a subquery
SELECT (SELECT count(*) FROM range(p.salary // 1000)) FROM people p;
-- [attack] order by
SELECT id FROM people ORDER BY salary;
-- [attack] order by all
SELECT salary, id FROM people ORDER BY ALL;
-- [attack] order by position
SELECT id, ssn FROM people ORDER BY 2;
-- [attack] order by alias
SELECT id, salary AS s FROM people ORDER BY s DESC;
-- [attack] order and limit
SELECT id FROM (SELECT id FROM people ORDER BY salary LIMIT 2);
-- [attack] distinct on
SELECT DISTINCT ON (team) id FROM people ORDER BY team, salary;
-- [attack] group by all
SELECT salary > 100000, list(id ORDER BY id) AS l FROM people GROUP BY ALL ORDER BY l;
-- [attack] group by
SELECT list(id ORDER BY id) AS l FROM people GROUP BY ssn LIKE '5%' ORDER BY l;
-- [attack] grouping sets
SELECT list(id ORDER BY id) AS l FROM people GROUP BY GROUPING SETS ((salary > 90000)) ORDER BY l;
-- [attack] having
SELECT team FROM people GROUP BY team HAVING max(salary) > 180000;
-- [attack] qualify
SELECT id FROM people QUALIFY row_number() OVER (ORDER BY salary) = 1;
-- [attack] window
SELECT id, row_number() OVER (ORDER BY salary), rank() OVER (ORDER BY ssn) FROM people;
-- [attack] window by name
SELECT id, ntile(2) OVER w FROM people WINDOW w AS (ORDER BY salary);
-- [attack] window values
SELECT first_value(ssn) OVER (ORDER BY id), lag(ssn) OVER (ORDER BY id), list(ssn) OVER () FROM people;
-- [attack] window function with an order inside
SELECT id, first_value(id ORDER BY salary) OVER () FROM people;
-- [attack] limit by a value
SELECT id FROM people ORDER BY id LIMIT (SELECT salary // 50000 FROM people WHERE id = 1);
-- [attack] limit percent by a value
SELECT id FROM people ORDER BY id LIMIT (SELECT salary // 2000 FROM people WHERE id = 1) %;
-- [attack] alias used again
SELECT ssn AS a, upper(a) AS b, a || b AS c FROM people;
-- [attack] alias in where
SELECT id, ssn AS a FROM people WHERE a LIKE '5%';
-- [attack] common table expression
WITH t AS (SELECT ssn AS x FROM people) SELECT x FROM t;
-- [attack] common table expression that shadows
WITH orders AS (SELECT ssn AS item FROM people) FROM orders SELECT item;
-- [attack] shadowing itself
WITH people AS (SELECT id, ssn AS name FROM people) SELECT name FROM people;
-- [attack] shadowing, qualified
WITH people AS (SELECT 1 AS ssn) SELECT ssn FROM main.people;
-- [attack] recursive
WITH RECURSIVE t(a, b, n) AS (SELECT 'x', ssn, 1 FROM people UNION ALL SELECT b, a, n + 1 FROM t WHERE n < 2) SELECT a FROM t;
-- [attack] recursive with a key
WITH RECURSIVE t(k, v) USING KEY (k) AS (SELECT id, ssn FROM people UNION SELECT k, v FROM t WHERE false) SELECT v FROM t;
-- [attack] union all
SELECT name FROM people UNION ALL SELECT ssn FROM people;
-- [attack] union by name
SELECT name AS a, ssn AS b FROM people UNION ALL BY NAME SELECT ssn AS a, name AS b FROM people;
-- [attack] union by name that fills up
SELECT name FROM people UNION ALL BY NAME SELECT ssn FROM people;
-- [attack] except
SELECT '536-90-4399' EXCEPT SELECT ssn FROM people;
-- [attack] intersect all
SELECT '536-90-4399' INTERSECT ALL SELECT ssn FROM people;
-- [attack] values
VALUES ((SELECT ssn FROM people WHERE id = 1));
-- [attack] values as a table
SELECT * FROM (VALUES ((SELECT ssn FROM people WHERE id = 1))) t(x);
-- [attack] view
SELECT reach, nr FROM contacts;
-- [attack] view of a view
SELECT * FROM contacts_of_contacts;
-- [attack] derived view
SELECT initial FROM initials;
-- [attack] alias list
SELECT d FROM people AS p(a, b, c, d);
-- [attack] alias list of a subquery
SELECT x FROM (SELECT ssn FROM people) t(x);
-- [attack] subquery
SELECT (SELECT ssn FROM people WHERE id = 1), (SELECT list(ssn) FROM people), ARRAY(SELECT ssn FROM people);
-- [attack] exists
SELECT id, EXISTS (SELECT 1 WHERE salary > 100000) FROM people;
-- [attack] sample
SELECT ssn FROM people USING SAMPLE 100%;
-- [attack] tablesample
SELECT ssn AS x FROM people TABLESAMPLE reservoir(10);
-- [attack] pivot
PIVOT people ON team USING max(ssn);
-- [attack] pivot on a hidden value
PIVOT people ON ssn USING count(*);
-- [attack] pivot in from
SELECT * FROM (PIVOT people ON ssn USING count(*));
-- [attack] pivot of the standard
SELECT * FROM (SELECT id, team, salary FROM people) PIVOT (max(salary) FOR team IN ('a', 'b'));
-- [attack] unpivot
UNPIVOT (SELECT id, ssn, password FROM people) ON ssn, password;
-- [attack] unpivot in from
SELECT value FROM (SELECT id, ssn, password FROM people) UNPIVOT (value FOR n IN (ssn, password));
-- [attack] summarize
SUMMARIZE people;
-- [attack] summarize a query
SUMMARIZE SELECT salary AS x FROM people;
-- [attack] summarize in from
SELECT * FROM (SUMMARIZE people);
-- [attack] query function
SELECT * FROM query('SELECT ssn AS x FROM people');
-- [attack] query_table function
SELECT * FROM query_table('people');
-- [attack] query_table with several
SELECT * FROM query_table(['people']);
-- [attack] statistics
SELECT stats(salary) FROM people;
-- [attack] storage info
SELECT stats FROM pragma_storage_info('people');
-- [attack] storage info pragma
PRAGMA storage_info('people');
-- [attack] variable
SET VARIABLE x = (SELECT ssn FROM people WHERE id = 1);
SELECT getvariable('x');
-- [attack] variable of a list
SET VARIABLE x = (SELECT list(ssn) FROM people);
SELECT unnest(getvariable('x'));
-- [attack] prepared
PREPARE q AS SELECT ssn AS x FROM people;
EXECUTE q;
-- [attack] explain analyze
EXPLAIN ANALYZE SELECT id FROM people WHERE salary > 100000;
SELECT id FROM people WHERE salary > 100000;
-- [attack] explain
EXPLAIN SELECT count(*) FROM people;
SELECT ssn FROM people;
-- [attack] created table
CREATE TABLE copied AS SELECT ssn AS x FROM people;
SELECT x FROM copied;
-- [attack] created table from first
CREATE TEMP TABLE copied AS FROM people SELECT p: password;
SELECT * FROM copied;
-- [attack] inserted by name
INSERT INTO orders BY NAME SELECT id + 100 AS id, ssn AS note FROM people;
SELECT note FROM orders;
-- [attack] inserted
INSERT INTO orders (id, note) SELECT id + 100, ssn FROM people;
SELECT note FROM orders;
-- [attack] updated
UPDATE people SET name = ssn WHERE id > 0;
SELECT name FROM people;
-- [attack] updated from
UPDATE orders SET note = p.ssn FROM people p WHERE p.id = orders.person_id;
SELECT note FROM orders;
-- [attack] merged
MERGE INTO orders USING people p ON orders.person_id = p.id WHEN MATCHED THEN UPDATE SET note = p.ssn;
SELECT note FROM orders;
-- [attack] turned under its own label
UPDATE people SET email = 'x@' || replace(email, '@', '.') WHERE id > 0;
SELECT email FROM people;
-- [attack] returning
UPDATE people SET city = 'x' WHERE id > 0 RETURNING ssn, salary, people;
-- [attack] returning a delete
DELETE FROM people WHERE id > 1 RETURNING ssn, salary;
-- [attack] enum of values
CREATE TYPE e AS ENUM (SELECT ssn FROM people);
SELECT enum_range(NULL::e);
-- [attack] view made now
CREATE VIEW mine AS SELECT ssn AS x FROM people;
SELECT x FROM mine;
-- [attack] view that shadows
CREATE TEMP VIEW orders AS SELECT ssn AS item FROM people;
SELECT item FROM orders;
-- [attack] macro
CREATE MACRO m() AS (SELECT max(ssn) FROM people);
SELECT m();
-- [attack] table macro
CREATE MACRO m() AS TABLE SELECT ssn AS x FROM people;
SELECT x FROM m();
-- [attack] macro that hides a function
CREATE MACRO md5(x) AS (SELECT any_value(ssn) FROM people);
SELECT md5('x');
-- [attack] macro that is there
SELECT * FROM all_numbers();
-- [attack] scalar macro that is there
SELECT a_number();
-- [attack] generated column
SELECT contact FROM cards;
-- [attack] generated column in a star
SELECT * FROM cards;
-- [attack] generated column added
CREATE TABLE cards2 (ssn VARCHAR, c VARCHAR AS (ssn || ''));
INSERT INTO cards2 (ssn) SELECT ssn FROM people;
SELECT c FROM cards2;
-- [attack] renamed column
ALTER TABLE people RENAME COLUMN ssn TO plain;
SELECT plain FROM people;
-- [attack] renamed table
ALTER TABLE people RENAME TO things;
SELECT ssn FROM things;
-- [attack] copied to the output
COPY people TO '$FILE.csv' (HEADER false);
SELECT * FROM read_csv('$FILE.csv');
-- [attack] copied to a file and read
COPY (SELECT ssn FROM people) TO '$FILE.csv';
SELECT * FROM '$FILE.csv';
-- [attack] exported
EXPORT DATABASE '$FILE.dir';
SELECT * FROM read_csv('$FILE.dir/people.csv');
-- [attack] error text of a cast
SELECT ssn::INTEGER FROM people;
-- [attack] error text of a date
SELECT password::DATE FROM people;
-- [attack] error text of its own
SELECT error(ssn) FROM people;
-- [attack] error text of more than one row
SELECT (SELECT min(ssn) FROM people)::INTEGER;
-- [attack] error text of a strptime
SELECT strptime(password, '%Y') FROM people;
-- [attack] error text of a unique key
INSERT INTO people (id, name) SELECT salary, 'x' FROM people UNION ALL SELECT salary, 'y' FROM people;
-- [attack] error text of an enum
SELECT ssn::ENUM('a') FROM people;
-- [attack] error text of a JSON path
SELECT json_extract('{}', '$[' || ssn) FROM people;
-- [attack] error text of a list
SELECT json_transform(password, '"INTEGER"'), password::JSON FROM people;
-- [attack] describe
DESCRIBE SELECT ssn FROM people;
SELECT ssn FROM people;
-- [attack] show in from
SELECT ssn FROM (FROM people);
-- [attack] nested from
FROM (FROM (FROM people SELECT x: ssn));
-- [attack] python variable as a table
SELECT * FROM hidden_frame;
SELECT ssn FROM people;
-- [attack] attached file of the same database
ATTACH ':memory:' AS again;
CREATE TABLE again.people AS FROM memory.people;
SELECT ssn FROM again.people;
-- [attack] positional reference
SELECT #4 FROM people;
-- [attack] comparison of a column with a whole row
SELECT p.id FROM people p, people q WHERE p.id <> q.id AND {'s': p.salary} > {'s': q.salary} ORDER BY ALL;
-- [attack] coalesce of columns
SELECT coalesce(COLUMNS(['ssn', 'password'])) FROM people;
-- [attack] try
SELECT TRY(ssn), TRY_CAST(ssn AS VARCHAR) FROM people;
-- [attack] collate
SELECT ssn COLLATE NOCASE AS x FROM people;
-- [attack] at time zone and dates
SELECT year(birth_date), month(birth_date), birth_date + 1, strftime(birth_date, '%m-%d'), date_part('day', birth_date) FROM people;
-- [attack] dates in parts
SELECT date_part(['month', 'day'], birth_date), epoch(birth_date), datediff('day', DATE '1900-01-01', birth_date) FROM people;
-- [write] delete without a where
DELETE FROM orders;
-- [write] delete where true
DELETE FROM orders WHERE true;
-- [write] delete where the key is itself
DELETE FROM orders WHERE id = id;
-- [write] delete using
DELETE FROM orders USING people WHERE true;
-- [write] truncate
TRUNCATE orders;
-- [write] update without a where
UPDATE orders SET item = 'x';
-- [write] update where not distinct from itself
UPDATE orders SET item = 'x' WHERE id IS NOT DISTINCT FROM id;
-- [write] drop
DROP TABLE orders;
-- [write] drop schema
DROP SCHEMA IF EXISTS s CASCADE; DROP TABLE orders;
-- [write] two statements
SELECT 1; DELETE FROM orders;
-- [write] replaced table
CREATE OR REPLACE TABLE orders (id INTEGER);
-- [write] merge that deletes
MERGE INTO orders USING (SELECT 1 AS x) s ON true WHEN MATCHED THEN DELETE;
-- [write] merge that deletes what has no source
MERGE INTO orders USING (SELECT -1 AS x) s ON orders.id = s.x WHEN NOT MATCHED BY SOURCE THEN DELETE;
-- [write] copy to a file
COPY orders TO '$FILE.csv';
-- [write] export
EXPORT DATABASE '$FILE.dir';
-- [write] attach and write
ATTACH '$FILE.other' AS other;
CREATE TABLE other.t AS SELECT 1 AS x;
-- [write] drop column
ALTER TABLE orders DROP COLUMN note;
-- [write] prepared delete
PREPARE d AS DELETE FROM orders;
EXECUTE d;
-- [write] delete inside of a common table expression
WITH d AS (SELECT 1) DELETE FROM orders;
-- [write] explain analyze runs it
EXPLAIN ANALYZE DELETE FROM orders;
-- [write] or replace as a delete
INSERT OR REPLACE INTO settings SELECT key, 'gone' FROM settings; DELETE FROM settings;
-- [attack] prepared again under the same name
PREPARE q AS SELECT id AS x FROM people;
PREPARE q AS SELECT ssn AS x FROM people;
EXECUTE q;
-- [attack] prepared and executed in one text
PREPARE q AS SELECT ssn AS x FROM people; EXECUTE q;
-- [attack] error text of a changed type
ALTER TABLE people ALTER ssn TYPE INTEGER;
-- [attack] unique key over a condition
CREATE UNIQUE INDEX u ON people (((id * (ssn > '33')::INTEGER)));
-- [attack] unique key over a part, then a row tried against it
CREATE UNIQUE INDEX u ON people (substr(ssn, 1, 2));
INSERT INTO people (id, ssn) VALUES (9, '53');
-- [write] merged with a copy of itself, by the names of columns
MERGE INTO orders o USING orders c USING (id) WHEN MATCHED THEN DELETE;
-- [write] merged with all of its own keys
MERGE INTO orders o USING (SELECT id FROM orders) c ON o.id = c.id WHEN MATCHED THEN UPDATE SET item = 'x';
