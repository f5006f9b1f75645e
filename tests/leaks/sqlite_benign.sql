-- [benign] all of a table
SELECT * FROM orders ORDER BY id;
-- [benign] columns without labels of a table with some
SELECT id, name, city FROM people ORDER BY name;
-- [benign] ORM: qualified and aliased columns
SELECT "people"."id" AS people_id, "people"."name" AS people_name FROM "people" WHERE "people"."id" = 1 LIMIT 21;
-- [benign] ORM: aliased table
SELECT T1."id", T1."item" FROM "orders" T1 INNER JOIN "people" T2 ON (T1."person_id" = T2."id") WHERE T2."city" = 'oslo' ORDER BY T1."id" ASC;
-- [benign] ORM: exists
SELECT 1 AS "a" FROM "people" WHERE "people"."city" = 'oslo' LIMIT 1;
-- [benign] ORM: count of a subquery
SELECT COUNT(*) FROM (SELECT DISTINCT "people"."city" AS "col1" FROM "people") subquery;
-- [benign] count
SELECT count(*) FROM people;
-- [benign] count of a labelled column
SELECT count(email), count(DISTINCT ssn) FROM people;
-- [benign] count of a labelled column by group
SELECT city, count(email) FROM people GROUP BY city ORDER BY city;
-- [benign] look up by a labelled column
SELECT id, name FROM people WHERE email = 'nobody@example.com';
-- [benign] look up by some values of a labelled column
SELECT id FROM people WHERE email IN ('a@example.com', 'b@example.com');
-- [benign] look up by values given as JSON
SELECT id FROM people WHERE email IN (SELECT value FROM json_each('["a@example.com", "b@example.com"]'));
-- [benign] look up by listed values
SELECT p.id FROM people p JOIN (VALUES ('a@example.com'), ('b@example.com')) v ON p.email = v.column1;
-- [benign] join on a labelled column
SELECT p.id, c.id FROM people p JOIN contacts c ON c.reach = p.email ORDER BY p.id;
-- [benign] labelled column is null
SELECT id FROM people WHERE email IS NULL;
-- [benign] labelled column is not null
SELECT id FROM people WHERE email IS NOT NULL ORDER BY id;
-- [benign] aggregates
SELECT person_id, sum(amount), avg(amount), min(made), max(made), count(*) FROM orders GROUP BY person_id ORDER BY 1;
-- [benign] the row with the greatest of an unlabelled column
SELECT item, max(amount) FROM orders;
-- [benign] having
SELECT item, count(*) AS n FROM orders GROUP BY item HAVING count(*) > 1;
-- [benign] group by an expression
SELECT substr(made, 1, 7) AS month, sum(amount) FROM orders GROUP BY month ORDER BY month;
-- [benign] group by position
SELECT city, count(*) FROM people GROUP BY 1 ORDER BY 2 DESC, 1;
-- [benign] filter
SELECT count(*) FILTER (WHERE item = 'tea'), total(amount) FROM orders;
-- [benign] like
SELECT id FROM orders WHERE item LIKE 't%' OR note LIKE '%ir%' ESCAPE '\';
-- [benign] glob
SELECT id FROM orders WHERE item GLOB 'b*';
-- [benign] between
SELECT id FROM orders WHERE amount BETWEEN 1 AND 2.5 AND made > '2024-01-01';
-- [benign] in list
SELECT name FROM people WHERE id IN (1, 3, 4) ORDER BY id;
-- [benign] in subquery
SELECT name FROM people WHERE id IN (SELECT person_id FROM orders WHERE item = 'tea') ORDER BY id;
-- [benign] not exists
SELECT name FROM people p WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.person_id = p.id);
-- [benign] correlated subquery
SELECT name, (SELECT count(*) FROM orders o WHERE o.person_id = p.id) AS n FROM people p ORDER BY n DESC, name;
-- [benign] left join
SELECT p.name, o.item FROM people p LEFT JOIN orders o ON o.person_id = p.id ORDER BY p.id, o.id;
-- [benign] using
SELECT p.name, c.id FROM people p JOIN contacts c USING (id) ORDER BY id;
-- [benign] self join
SELECT a.name, b.name FROM people a JOIN people b ON a.city = b.city AND a.id < b.id;
-- [benign] cross join
SELECT count(*) FROM people CROSS JOIN orders;
-- [benign] union
SELECT name FROM people UNION SELECT item FROM orders ORDER BY 1;
-- [benign] except and intersect
SELECT city FROM people EXCEPT SELECT 'rome' INTERSECT SELECT city FROM people;
-- [benign] common table expression
WITH big AS (SELECT * FROM orders WHERE amount > 2) SELECT item FROM big ORDER BY item;
-- [benign] several common table expressions
WITH a AS (SELECT id, city FROM people), b AS (SELECT city, count(*) AS n FROM a GROUP BY city) SELECT * FROM b ORDER BY city;
-- [benign] recursive
WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n WHERE x < 5) SELECT x FROM n;
-- [benign] recursive over a table
WITH RECURSIVE t(id, depth) AS (SELECT 1, 0 UNION ALL SELECT o.person_id + 1, depth + 1 FROM orders o JOIN t ON t.id = o.person_id WHERE depth < 3) SELECT * FROM t ORDER BY 1, 2;
-- [benign] calendar joined
WITH RECURSIVE d(day) AS (SELECT '2024-02-28' UNION ALL SELECT date(day, '+1 day') FROM d WHERE day < '2024-03-02') SELECT d.day, count(o.id) FROM d LEFT JOIN orders o ON o.made = d.day GROUP BY d.day ORDER BY 1;
-- [benign] row number
SELECT id, row_number() OVER (PARTITION BY person_id ORDER BY made) FROM orders ORDER BY id;
-- [benign] running total
SELECT id, sum(amount) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM orders ORDER BY id;
-- [benign] lag and lead
SELECT id, lag(item) OVER w, lead(item, 1, '-') OVER w FROM orders WINDOW w AS (ORDER BY id) ORDER BY id;
-- [benign] rank beside labelled columns that are not used
SELECT p.name, rank() OVER (ORDER BY count(o.id) DESC) FROM people p LEFT JOIN orders o ON o.person_id = p.id GROUP BY p.id, p.name ORDER BY p.name;
-- [benign] json
SELECT id, json_extract(body, '$.title'), body ->> '$.title', body -> 'n' FROM documents ORDER BY id;
-- [benign] json arrow in a function
SELECT upper(body ->> '$.title'), coalesce(body -> '$.none', 'x'), json_array_length(body, '$.n') FROM documents ORDER BY id;
-- [benign] json_each
SELECT d.id, j.value FROM documents d, json_each(d.body, '$.n') j ORDER BY d.id, j.value;
-- [benign] json_each of an expression
SELECT d.id, j.value FROM documents d, json_each('["' || replace(d.tags, ',', '","') || '"]') j ORDER BY 1, 2;
-- [benign] json aggregates
SELECT json_group_array(item), json_group_object(id, item) FROM orders;
-- [benign] json object
SELECT json_object('id', id, 'item', item) FROM orders ORDER BY id;
-- [benign] date functions
SELECT date(made, '+1 month'), strftime('%Y-%m', made), julianday(made) > 0, unixepoch(made) FROM orders ORDER BY id;
-- [benign] text functions
SELECT upper(item), length(item), substr(item, 1, 2), instr(item, 'e'), replace(item, 'e', '3'), trim(' x ') FROM orders ORDER BY id;
-- [benign] printf and quoting
SELECT printf('%05.2f', amount), quote(item), hex(item), typeof(amount) FROM orders ORDER BY id;
-- [benign] case and null functions
SELECT CASE WHEN amount > 2 THEN 'much' ELSE 'little' END, coalesce(note, '-'), ifnull(note, '-'), nullif(note, 'x'), iif(id > 2, 1, 0) FROM orders ORDER BY id;
-- [benign] group_concat
SELECT person_id, group_concat(item, ', ') FROM (SELECT person_id, item FROM orders ORDER BY item) GROUP BY person_id ORDER BY 1;
-- [benign] arithmetic
SELECT amount * 2, amount / 3, id % 2, -id, id << 1, round(amount, 1), abs(-id) FROM orders ORDER BY id;
-- [benign] pages
SELECT id, item FROM orders ORDER BY id LIMIT 2 OFFSET 1;
-- [benign] pages by key
SELECT id, item FROM orders WHERE (made, id) > ('2024-02-01', 1) ORDER BY made, id LIMIT 2;
-- [benign] distinct
SELECT DISTINCT item FROM orders ORDER BY item;
-- [benign] collate
SELECT item FROM orders ORDER BY item COLLATE NOCASE DESC, id;
-- [benign] values
VALUES (1, 'a'), (2, 'b');
-- [benign] text in double quotes
SELECT id FROM orders WHERE item = "tea";
-- [benign] rowid
SELECT rowid, item FROM orders ORDER BY rowid;
-- [benign] view
SELECT * FROM teams ORDER BY team;
-- [benign] reflection
SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name;
-- [benign] reflection of columns
PRAGMA main.table_info("people");
-- [benign] reflection of everything
PRAGMA main.table_xinfo("orders");
PRAGMA main.foreign_key_list("orders");
PRAGMA main.index_list("people");
PRAGMA main.index_info("people_team");
-- [benign] reflection as a table
SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name = 'orders' ORDER BY p.cid;
-- [benign] versions
SELECT sqlite_version() IS NOT NULL, 1 + 1;
-- [benign] explain
EXPLAIN QUERY PLAN SELECT * FROM orders WHERE id = 1;
-- [benign] full text search
SELECT name FROM search WHERE name = 'ann';
-- [benign] insert
INSERT INTO orders (person_id, item, amount) VALUES (1, 'jam', 2.0);
SELECT count(*) FROM orders;
-- [benign] insert of labelled values
INSERT INTO people (id, name, email, ssn, salary) VALUES (9, 'new', 'new@example.com', '000-00-0000', 1);
SELECT id, name FROM people WHERE id = 9;
-- [benign] insert and return the key
INSERT INTO orders (person_id, item) VALUES (1, 'jam') RETURNING id, item;
-- [benign] insert of several rows
INSERT INTO orders (person_id, item) VALUES (1, 'a'), (2, 'b'), (3, 'c');
SELECT count(*) FROM orders;
-- [benign] insert from a select
INSERT INTO orders (person_id, item) SELECT id, city FROM people;
SELECT item FROM orders ORDER BY id;
-- [benign] insert or ignore
INSERT OR IGNORE INTO settings (key, value) VALUES ('theme', 'x');
SELECT * FROM settings ORDER BY key;
-- [benign] upsert
INSERT INTO settings (key, value) VALUES ('theme', 'light') ON CONFLICT (key) DO UPDATE SET value = excluded.value;
SELECT * FROM settings ORDER BY key;
-- [benign] upsert that does nothing
INSERT INTO settings (key, value) VALUES ('theme', 'light') ON CONFLICT DO NOTHING;
SELECT * FROM settings ORDER BY key;
-- [benign] upsert of labelled values by the key
INSERT INTO people (id, email) VALUES (1, 'x@example.com') ON CONFLICT (id) DO UPDATE SET email = excluded.email;
SELECT count(email) FROM people;
-- [benign] update
UPDATE orders SET item = 'cocoa', amount = amount + 1 WHERE id = 1;
SELECT item, amount FROM orders WHERE id = 1;
-- [benign] update of a labelled column
UPDATE people SET email = 'x@example.com', password = 'fresh' WHERE id = 1;
SELECT name FROM people WHERE id = 1;
-- [benign] update of a labelled column to lower case
UPDATE people SET email = lower(email) WHERE id = 1;
SELECT name FROM people WHERE email = 'x';
-- [benign] update by a labelled column
UPDATE people SET city = 'bergen' WHERE email = 'nobody@example.com';
SELECT city FROM people ORDER BY id;
-- [benign] update from
UPDATE orders SET note = p.city FROM people p WHERE p.id = orders.person_id AND orders.id = 2;
SELECT note FROM orders ORDER BY id;
-- [benign] delete
DELETE FROM orders WHERE id = 4;
SELECT id FROM orders ORDER BY id;
-- [benign] delete by a subquery
DELETE FROM orders WHERE person_id IN (SELECT id FROM people WHERE city = 'rome');
SELECT id FROM orders ORDER BY id;
-- [benign] bulk update with case
UPDATE orders SET item = CASE WHEN id = 1 THEN 'a' WHEN id = 2 THEN 'b' ELSE item END WHERE id IN (1, 2);
SELECT item FROM orders ORDER BY id;
-- [benign] transaction
BEGIN;
UPDATE orders SET item = 'x' WHERE id = 1;
SAVEPOINT s;
UPDATE orders SET item = 'y' WHERE id = 1;
ROLLBACK TO s;
RELEASE s;
COMMIT;
SELECT item FROM orders WHERE id = 1;
-- [benign] temporary table
CREATE TEMP TABLE work (id INTEGER, item TEXT);
INSERT INTO work SELECT id, item FROM orders;
SELECT * FROM work ORDER BY id;
-- [benign] schema change
CREATE TABLE extra (id INTEGER PRIMARY KEY, body TEXT DEFAULT 'x');
ALTER TABLE extra ADD COLUMN more INTEGER;
CREATE INDEX extra_more ON extra (more);
INSERT INTO extra (more) VALUES (1);
SELECT * FROM extra;
