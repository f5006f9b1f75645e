-- [benign] all of a table
SELECT * FROM orders ORDER BY id;
-- [benign] from first
FROM orders ORDER BY id;
-- [benign] from first with select
FROM orders SELECT item, amount ORDER BY ALL;
-- [benign] columns without labels of a table with some
SELECT id, name, city FROM people ORDER BY name;
-- [benign] exclude the labelled columns
SELECT * EXCLUDE (email, ssn, phone, card_number, birth_date, salary, password) FROM people ORDER BY id;
-- [benign] replace
SELECT * REPLACE (upper(item) AS item) FROM orders ORDER BY id;
-- [benign] rename
SELECT * RENAME (item AS thing) FROM orders ORDER BY id;
-- [benign] columns by a list
SELECT id, item FROM orders ORDER BY COLUMNS('id');
-- [benign] group by all
SELECT item, count(*) AS n FROM orders GROUP BY ALL ORDER BY ALL;
-- [benign] order by all
SELECT item, amount FROM orders ORDER BY ALL DESC;
-- [benign] alias in front
SELECT thing: item, price: amount FROM orders ORDER BY thing, price;
-- [benign] alias used again
SELECT amount * 2 AS twice, twice + 1 AS more FROM orders WHERE twice > 3 ORDER BY more;
-- [benign] count
SELECT count(*) FROM people;
-- [benign] count without a star
SELECT count() FROM orders;
-- [benign] count of a labelled column
SELECT count(email), count(DISTINCT ssn) FROM people;
-- [benign] look up by a labelled column
SELECT id, name FROM people WHERE email = 'nobody@example.com';
-- [benign] look up by some values
SELECT id FROM people WHERE email IN ('a@example.com', 'b@example.com');
-- [benign] look up by listed values
SELECT p.id FROM people p JOIN (VALUES ('a@example.com'), ('b@example.com')) v(x) ON p.email = v.x;
-- [benign] look up by a list
SELECT id FROM people WHERE email IN (SELECT unnest(['a@example.com', 'b@example.com']));
-- [benign] labelled column is null
SELECT id FROM people WHERE email IS NULL;
-- [benign] aggregates
SELECT person_id, sum(amount), avg(amount), min(made), max(made), count(*) FROM orders GROUP BY person_id ORDER BY 1;
-- [benign] arg_max
SELECT arg_max(item, amount), min_by(item, id), first(item ORDER BY id), list(item ORDER BY id) FROM orders;
-- [benign] statistics
SELECT median(amount), quantile_cont(amount, 0.5), stddev_samp(amount), mode(item) FROM orders;
-- [benign] filter
SELECT count(*) FILTER (WHERE item = 'tea') FROM orders;
-- [benign] string_agg
SELECT string_agg(item, ', ' ORDER BY id) FROM orders;
-- [benign] having and qualify
SELECT item, count(*) AS n FROM orders GROUP BY item HAVING n > 1 ORDER BY item;
-- [benign] qualify
SELECT id, person_id FROM orders QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY made DESC) = 1 ORDER BY id;
-- [benign] window
SELECT id, sum(amount) OVER (ORDER BY id), lag(item) OVER (ORDER BY id), rank() OVER (ORDER BY amount) FROM orders ORDER BY id;
-- [benign] like
SELECT id FROM orders WHERE item LIKE 't%' OR item ILIKE 'MILK' OR item SIMILAR TO 'b.*' ORDER BY id;
-- [benign] regular expressions
SELECT regexp_matches(item, '^t'), regexp_extract(item, '(.)e', 1), regexp_replace(item, 'e', '3') FROM orders ORDER BY id;
-- [benign] between and lists
SELECT id FROM orders WHERE amount BETWEEN 1 AND 2.5 AND id IN (1, 2, 3) ORDER BY id;
-- [benign] joins
SELECT p.name, o.item FROM people p LEFT JOIN orders o ON o.person_id = p.id ORDER BY p.id, o.id;
-- [benign] semi and anti join
SELECT p.name FROM people p SEMI JOIN orders o ON o.person_id = p.id ORDER BY p.name;
-- [benign] anti join
SELECT p.name FROM people p ANTI JOIN orders o ON o.person_id = p.id ORDER BY p.name;
-- [benign] lateral
SELECT p.name, l.n FROM people p, LATERAL (SELECT count(*) AS n FROM orders o WHERE o.person_id = p.id) l ORDER BY p.name;
-- [benign] asof join
SELECT o.id, d.day FROM orders o ASOF JOIN (VALUES (DATE '2024-01-01'), (DATE '2024-03-01')) d(day) ON o.made >= d.day ORDER BY o.id;
-- [benign] union by name
SELECT 1 AS a, 2 AS b UNION ALL BY NAME SELECT 3 AS b, 4 AS a;
-- [benign] set operations
SELECT city FROM people EXCEPT SELECT 'rome' ORDER BY city;
-- [benign] common table expressions
WITH big AS (SELECT * FROM orders WHERE amount > 2), n AS (SELECT count(*) AS n FROM big) SELECT item, n FROM big, n ORDER BY item;
-- [benign] recursive
WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5) SELECT x FROM n ORDER BY x;
-- [benign] series
SELECT * FROM range(3) t(i) JOIN generate_series(1, 2) g(j) ON g.j > t.i ORDER BY ALL;
-- [benign] series of dates joined
SELECT d::DATE AS day, count(o.id) FROM generate_series(DATE '2024-02-28', DATE '2024-03-02', INTERVAL 1 DAY) s(d) LEFT JOIN orders o ON o.made = d::DATE GROUP BY ALL ORDER BY day;
-- [benign] lists
SELECT id, tags[1], len(tags), list_contains(tags, 'a'), list_transform(tags, lambda t: upper(t)), [t FOR t IN tags IF t <> 'a'] FROM documents ORDER BY id;
-- [benign] unnest
SELECT id, unnest(tags) AS tag FROM documents ORDER BY id, tag;
-- [benign] unnest in from
SELECT d.id, u.tag FROM documents d, unnest(d.tags) u(tag) ORDER BY ALL;
-- [benign] number of rows by an unlabelled value
SELECT id, unnest(range(id)) AS n FROM orders ORDER BY ALL;
-- [benign] structs
SELECT id, place.x, place['y'], {'a': id, 'b': tags}, struct_pack(q := id) FROM documents ORDER BY id;
-- [benign] maps
SELECT MAP {'a': 1, 'b': id}, map_keys(MAP {'a': id}), MAP {'a': id}['a'] FROM documents ORDER BY id;
-- [benign] json
SELECT id, body ->> 'title', body -> '$.n', json_extract_string(body, '$.title'), json_array_length(body, '$.n') FROM documents ORDER BY id;
-- [benign] json arrow in a function
SELECT upper(body ->> 'title'), coalesce(body -> '$.none', '1'::JSON) FROM documents ORDER BY id;
-- [benign] json of an expression
SELECT to_json({'a': id}), json_object('a', item), json_group_array(item) FROM orders GROUP BY ALL ORDER BY ALL;
-- [benign] dates
SELECT year(made), date_trunc('month', made), made + INTERVAL 1 DAY, strftime(made, '%Y-%m'), date_diff('day', made, DATE '2024-12-31') FROM orders ORDER BY id;
-- [benign] text
SELECT upper(item), item.upper().substr(1, 2), item[1:2], length(item), format('{}-{}', item, id), printf('%05.2f', amount) FROM orders ORDER BY id;
-- [benign] casts
SELECT amount::INTEGER, CAST(id AS VARCHAR), TRY_CAST(item AS INTEGER), typeof(amount) FROM orders ORDER BY id;
-- [benign] case and null functions
SELECT CASE WHEN amount > 2 THEN 'much' ELSE 'little' END, coalesce(note, '-'), nullif(note, 'x'), ifnull(note, '-'), if(id > 2, 1, 0) FROM orders ORDER BY id;
-- [benign] arithmetic
SELECT amount * 2, amount / 3, id // 2, id % 2, id ** 2, round(amount, 1), greatest(id, 2), abs(-id) FROM orders ORDER BY id;
-- [benign] pages
SELECT id, item FROM orders ORDER BY id LIMIT 2 OFFSET 1;
-- [benign] pages by key
SELECT id, item FROM orders WHERE (made, id) > (DATE '2024-02-01', 1) ORDER BY made, id LIMIT 2;
-- [benign] distinct on
SELECT DISTINCT ON (person_id) person_id, item FROM orders ORDER BY person_id, id;
-- [benign] values
VALUES (1, 'a'), (2, 'b');
-- [benign] subqueries
SELECT name, (SELECT count(*) FROM orders o WHERE o.person_id = p.id) AS n FROM people p WHERE EXISTS (SELECT 1 FROM orders o WHERE o.person_id = p.id) ORDER BY name;
-- [benign] view
SELECT * FROM teams ORDER BY team;
-- [benign] reflection
SELECT table_name, column_name FROM information_schema.columns WHERE table_name = 'orders' ORDER BY ordinal_position;
-- [benign] reflection by the engine's own functions
SELECT table_name, column_count FROM duckdb_tables() ORDER BY table_name;
-- [benign] reflection by a pragma
PRAGMA table_info('people');
-- [benign] show and describe
SHOW TABLES;
DESCRIBE people;
-- [benign] describe a query
DESCRIBE SELECT id, item FROM orders;
-- [benign] summarize of a table without labels
SELECT column_name FROM (SUMMARIZE settings) ORDER BY 1;
-- [benign] explain
EXPLAIN SELECT * FROM orders WHERE id = 1;
-- [benign] versions
SELECT version() IS NOT NULL, current_schema(), 1 + 1;
-- [benign] insert
INSERT INTO orders VALUES (10, 1, 'jam', 2.0, NULL, '2024-04-01');
SELECT count(*) FROM orders;
-- [benign] insert by name
INSERT INTO orders BY NAME SELECT 11 AS id, 'jam' AS item;
SELECT item FROM orders WHERE id = 11;
-- [benign] insert of labelled values
INSERT INTO people (id, name, email, ssn, salary) VALUES (9, 'new', 'new@example.com', '000-00-0000', 1);
SELECT id, name FROM people WHERE id = 9;
-- [benign] insert and return
INSERT INTO orders (id, item) VALUES (12, 'jam') RETURNING id, item;
-- [benign] upsert
INSERT INTO settings VALUES ('theme', 'light') ON CONFLICT (key) DO UPDATE SET value = excluded.value;
SELECT * FROM settings ORDER BY key;
-- [benign] upsert that does nothing
INSERT INTO settings VALUES ('theme', 'light') ON CONFLICT DO NOTHING;
SELECT * FROM settings ORDER BY key;
-- [benign] insert or replace
INSERT OR REPLACE INTO settings VALUES ('theme', 'light');
SELECT * FROM settings ORDER BY key;
-- [benign] update
UPDATE orders SET item = 'cocoa', amount = amount + 1 WHERE id = 1;
SELECT item, amount FROM orders WHERE id = 1;
-- [benign] update of a labelled column
UPDATE people SET email = 'x@example.com' WHERE id = 1;
SELECT name FROM people WHERE id = 1;
-- [benign] update from
UPDATE orders SET note = p.city FROM people p WHERE p.id = orders.person_id AND orders.id = 2;
SELECT note FROM orders ORDER BY id;
-- [benign] delete
DELETE FROM orders WHERE id = 4;
SELECT id FROM orders ORDER BY id;
-- [benign] merge
MERGE INTO settings USING (SELECT 'theme' AS k, 'blue' AS v) s ON settings.key = s.k WHEN MATCHED THEN UPDATE SET value = s.v WHEN NOT MATCHED THEN INSERT VALUES (s.k, s.v);
SELECT * FROM settings ORDER BY key;
-- [benign] transaction
BEGIN;
UPDATE orders SET item = 'x' WHERE id = 1;
ROLLBACK;
SELECT item FROM orders WHERE id = 1;
-- [benign] temporary table
CREATE TEMP TABLE work AS SELECT id, item FROM orders;
SELECT * FROM work ORDER BY id;
-- [benign] replaced temporary table
CREATE OR REPLACE TEMP TABLE work AS SELECT 1 AS x;
SELECT * FROM work;
-- [benign] schema change
CREATE TABLE extra (id INTEGER PRIMARY KEY, body VARCHAR DEFAULT 'x');
ALTER TABLE extra ADD COLUMN more INTEGER;
INSERT INTO extra (id, more) VALUES (1, 2);
SELECT * FROM extra;
-- [benign] sequence
CREATE TEMP TABLE keys AS SELECT nextval('numbers') AS k;
SELECT k, currval('numbers') FROM keys;
-- [benign] prepared
PREPARE q AS SELECT item FROM orders WHERE id = $1;
-- [benign] settings
SET threads = 2;
SELECT current_setting('threads');
