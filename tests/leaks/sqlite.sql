-- [attack] plain
SELECT email, ssn, salary, password, pin FROM people, vault;
-- [attack] star
SELECT * FROM people;
-- [attack] alias star
SELECT p.* FROM people AS p;
-- [attack] aliased as an unlabelled name
SELECT ssn AS name, password AS city, salary AS id FROM people;
-- [attack] quoted names
SELECT "ssn", [ssn], `ssn`, "people"."ssn", main.people.ssn, "main"."people"."password" FROM people;
-- [attack] names in single quotes
SELECT 'people'.'ssn' FROM people;
-- [attack] names in single quotes, mixed
SELECT people.'ssn', p.'password' FROM people, people p WHERE p.id = people.id;
-- [attack] alias in single quotes
SELECT 'p'.'ssn' AS 'name' FROM people AS 'p';
-- [attack] table in single quotes
SELECT ssn FROM 'people';
-- [attack] mixed case
SELECT SSN, Password FROM PEOPLE;
-- [attack] upper
SELECT upper(ssn), lower(password), upper(email) FROM people;
-- [attack] hex
SELECT hex(ssn), hex(password), hex(salary) FROM people;
-- [attack] quote
SELECT quote(ssn), quote(salary) FROM people;
-- [attack] substr
SELECT substr(ssn, 1, 3), substr(ssn, 5, 2), substr(ssn, 8) FROM people;
-- [attack] single characters
SELECT substr(ssn,1,1), substr(ssn,2,1), substr(ssn,3,1), substr(password,1,1) FROM people;
-- [attack] concatenation
SELECT 'x' || ssn || password FROM people;
-- [attack] printf
SELECT printf('%s %d', ssn, salary), format('%q', password) FROM people;
-- [attack] replace
SELECT replace(ssn, '-', ''), replace('x', 'x', password) FROM people;
-- [attack] length
SELECT length(password), length(email) FROM people;
-- [attack] length of an empty concatenation
SELECT length(password || ''), instr(ssn, '5'), unicode(ssn) FROM people;
-- [attack] typeof
SELECT typeof(nullif(substr(ssn, 1, 1), '5')), typeof(salary + 0) FROM people;
-- [attack] unicode points
SELECT unicode(substr(ssn, 1, 1)), unicode(substr(ssn, 2, 1)) FROM people;
-- [attack] char of unicode
SELECT char(unicode(substr(password, 1, 1)), unicode(substr(password, 2, 1))) FROM people;
-- [attack] arithmetic
SELECT salary + 0, salary * 2, -salary, ~salary, salary % 1000 FROM people;
-- [attack] cast
SELECT CAST(ssn AS BLOB), CAST(salary AS TEXT), CAST(substr(ssn, 1, 3) AS INTEGER) FROM people;
-- [attack] min and max
SELECT min(ssn), max(ssn), max(password), min(salary) FROM people;
-- [attack] sum and average
SELECT sum(salary), avg(salary), total(salary) FROM people WHERE id = 1;
-- [attack] group_concat
SELECT group_concat(ssn), group_concat(password, '|'), group_concat(DISTINCT ssn) FROM people;
-- [attack] json_array
SELECT json_array(ssn, password), json_object('a', ssn), json_object(ssn, 1) FROM people;
-- [attack] json_group_array
SELECT json_group_array(ssn), json_group_object(password, ssn) FROM people;
-- [attack] json_quote
SELECT json_quote(ssn), json_set('{}', '$.a', password), json_insert('[]', '$[0]', ssn) FROM people;
-- [attack] json arrow of an object
SELECT json_object('a', ssn) -> 'a', json_object('a', ssn) ->> '$.a' FROM people;
-- [attack] json arrow of a bare column inside a function
SELECT upper(card_number -> '$'), trim(salary -> '$') FROM people;
-- [attack] json arrow of a bare column inside upper
SELECT upper(card_number -> '$') FROM people;
-- [attack] json arrow of a bare column in lower and max
SELECT lower(salary -> '$'), max(salary -> '$'), coalesce(card_number ->> '$', 1) FROM people;
-- [attack] json arrow in two arguments
SELECT coalesce(salary -> '$', 'x'), max(1, salary -> '$'), ifnull(card_number -> '$', '') FROM people;
-- [attack] json_each over a column
SELECT j.value FROM people, json_each('["' || ssn || '"]') j;
-- [attack] json_each key
SELECT j.key FROM people, json_each('{"' || ssn || '":1}') j;
-- [attack] json_tree
SELECT j.atom, j.fullkey, j.path FROM people, json_tree(json_array(ssn)) j;
-- [attack] json_each number of rows
SELECT p.id FROM people p, json_each('[' || replace(printf('%.' || (salary % 7) || 'c', '1'), '1', '1,') || '1]') j;
-- [attack] json_each counted
SELECT p.id, count(*) FROM people p, json_each(iif(ssn LIKE '5%', '[1]', '[1,2]')) j GROUP BY p.id;
-- [attack] json_each counted without a condition
SELECT p.id, count(*) FROM people p, json_each('[' || replace(hex(zeroblob(salary % 7)), '00', '1,') || '1]') j GROUP BY p.id;
-- [attack] json_each that is empty or not
SELECT p.id FROM people p, json_each(substr('[ ][1]', 1 + 3 * (ssn LIKE '5%'), 3)) j;
-- [attack] json_each in a subquery counted
SELECT id, (SELECT count(*) FROM json_each('[' || replace(hex(zeroblob(salary % 7)), '00', '1,') || '1' || ']')) FROM people;
-- [attack] exists over json_each
SELECT id, EXISTS (SELECT 1 FROM json_each(substr('[ ][1]', 1 + 3 * (ssn LIKE '5%'), 3))) FROM people;
-- [attack] case
SELECT CASE WHEN ssn LIKE '5%' THEN 'yes' ELSE 'no' END FROM people;
-- [attack] case with a subject
SELECT CASE substr(ssn, 1, 1) WHEN '5' THEN 1 ELSE 0 END FROM people;
-- [attack] case in order by
SELECT id FROM people ORDER BY CASE WHEN ssn > '5' THEN 0 ELSE 1 END, id;
-- [attack] iif
SELECT iif(ssn LIKE '5%', 'yes', 'no') FROM people;
-- [attack] nullif
SELECT nullif(substr(ssn, 1, 1), '5') FROM people;
-- [attack] nullif of everything
SELECT nullif(substr(ssn, 1, 1), '1'), nullif(substr(ssn, 1, 1), '5'), nullif(substr(ssn, 2, 1), '3') FROM people;
-- [attack] null by arithmetic
SELECT upper(1 / (ssn LIKE '5%')), 'x' || (1 / (salary > 100000)) FROM people;
-- [attack] null by comparison
SELECT (ssn LIKE '5%' OR NULL) || 'x', (salary > 100000 AND NULL) || 'x' FROM people;
-- [attack] null by a JSON path
SELECT json_extract('{"5":"a"}', '$.' || substr(ssn, 1, 1)) FROM people;
-- [attack] type by a JSON path
SELECT json_extract('[1,"a"]', '$[' || (ssn LIKE '5%') || ']') FROM people;
-- [attack] type by min
SELECT min(ssn LIKE '5%', 0.5) || '', max(salary, 'x') FROM people;
-- [attack] null by a date
SELECT date('2024-01-01', replace(substr(ssn, 1, 1), '5', 'x') || ' days') FROM people;
-- [attack] null by substr of nothing
SELECT substr('abc', nullif(instr(ssn, '5'), 1), 1) FROM people;
-- [attack] coalesce
SELECT coalesce(ssn, 'x'), ifnull(password, '') FROM people;
-- [attack] count of what is null or not
SELECT count(nullif(substr(ssn, 1, 1), '5')) FROM people WHERE id = 1;
-- [attack] count of an alias of what is null or not
SELECT count(x) FROM (SELECT nullif(substr(ssn, 1, 1), '5') AS x FROM people WHERE id = 1);
-- [attack] count of a column of a table expression
WITH t AS (SELECT id, nullif(salary > 100000, 0) AS x FROM people) SELECT id, count(x) FROM t GROUP BY id;
-- [attack] count distinct of prefixes
SELECT count(DISTINCT x) FROM (SELECT salary > 150000 AS x FROM people WHERE id IN (1, 4));
-- [attack] count of a window
SELECT id, count(x) OVER (PARTITION BY id) FROM (SELECT id, nullif(ssn LIKE '5%', 0) AS x FROM people);
-- [attack] count with a filter
SELECT count(*) FILTER (WHERE ssn LIKE '5%') FROM people WHERE id = 1;
-- [attack] sum of a condition
SELECT sum(ssn LIKE '5%') FROM people WHERE id = 1;
-- [attack] like
SELECT id FROM people WHERE ssn LIKE '5%';
-- [attack] glob
SELECT id FROM people WHERE ssn GLOB '5*';
-- [attack] between
SELECT id FROM people WHERE salary BETWEEN 100000 AND 200000;
-- [attack] less
SELECT id FROM people WHERE ssn < '5';
-- [attack] not equal
SELECT id FROM people WHERE salary <> 183947;
-- [attack] is not
SELECT id FROM people WHERE ssn IS NOT '536-90-4399';
-- [attack] not in
SELECT id FROM people WHERE ssn NOT IN ('536-90-4399');
-- [attack] row values
SELECT id FROM people WHERE (salary, id) > (100000, 0);
-- [attack] row values between
SELECT id FROM people WHERE (id, ssn) BETWEEN (1, '5') AND (1, '6');
-- [attack] substr in where
SELECT id FROM people WHERE substr(ssn, 1, 1) = '5';
-- [attack] collate
SELECT id FROM people WHERE ssn COLLATE NOCASE >= '5';
-- [attack] alias in where
SELECT id, substr(ssn, 1, 1) AS s FROM people WHERE s = '5';
-- [attack] alias of the column in where
SELECT id, ssn AS s FROM people WHERE s LIKE '5%';
-- [attack] alias in having
SELECT id, max(salary) AS s FROM people GROUP BY id HAVING s > 100000;
-- [attack] where on a derived table
SELECT id FROM (SELECT id, substr(ssn, 1, 1) AS s FROM people) WHERE s = '5';
-- [attack] where on a common table expression
WITH t(i, s) AS (SELECT id, ssn FROM people) SELECT i FROM t WHERE s LIKE '5%';
-- [attack] where on a view
SELECT id FROM contacts WHERE nr LIKE '5%';
-- [attack] exists
SELECT id FROM orders o WHERE EXISTS (SELECT 1 FROM people p WHERE p.id = o.person_id AND p.salary > 100000);
-- [attack] in a subquery with a range
SELECT id FROM orders WHERE person_id IN (SELECT id FROM people WHERE salary > 100000);
-- [attack] correlated scalar subquery
SELECT id, (SELECT count(*) FROM people q WHERE q.salary < p.salary) FROM people p;
-- [attack] order by
SELECT id FROM people ORDER BY ssn;
-- [attack] order by position
SELECT id, salary FROM people ORDER BY 2;
-- [attack] order by alias
SELECT id, salary AS s FROM people ORDER BY s;
-- [attack] order by expression
SELECT id FROM people ORDER BY salary + 0;
-- [attack] order by inside
SELECT id FROM (SELECT id FROM people ORDER BY salary LIMIT 2);
-- [attack] order by and limit in a subquery
SELECT (SELECT id FROM people ORDER BY salary DESC LIMIT 1);
-- [attack] order by after union
SELECT id, ssn FROM people UNION ALL SELECT id, 'x' FROM orders ORDER BY 2;
-- [attack] group by
SELECT count(*) FROM people GROUP BY salary > 90000;
-- [attack] group by and the order it brings
SELECT max(id) FROM people GROUP BY salary;
-- [attack] group by alias
SELECT substr(ssn, 1, 1) AS s, count(*) FROM people GROUP BY s;
-- [attack] distinct
SELECT count(*) FROM (SELECT DISTINCT salary > 150000 FROM people WHERE id IN (1, 4));
-- [attack] distinct rows
SELECT DISTINCT ssn > '5' FROM people;
-- [attack] having
SELECT team FROM people GROUP BY team HAVING max(salary) > 180000;
-- [attack] limit by a value
SELECT id FROM orders LIMIT (SELECT salary % 3 FROM people WHERE id = 1);
-- [attack] offset by a value
SELECT id FROM orders LIMIT 10 OFFSET (SELECT salary % 3 FROM people WHERE id = 1);
-- [attack] window order
SELECT id, row_number() OVER (ORDER BY salary) FROM people;
-- [attack] window rank
SELECT id, rank() OVER w, ntile(2) OVER w FROM people WINDOW w AS (ORDER BY ssn);
-- [attack] window values
SELECT id, first_value(ssn) OVER (ORDER BY id), lag(ssn) OVER (ORDER BY id) FROM people;
-- [attack] window of an alias of the window
SELECT id, lead(id) OVER w FROM people WINDOW w0 AS (PARTITION BY team), w AS (w0 ORDER BY salary);
-- [attack] window range frame
SELECT id, count(*) OVER (ORDER BY salary RANGE BETWEEN 1000 PRECEDING AND CURRENT ROW) FROM people;
-- [attack] window filter
SELECT id, count(*) FILTER (WHERE salary > 90000) OVER () FROM people;
-- [attack] the row that has the greatest
SELECT id, max(salary) FROM people;
-- [attack] the row that has the smallest
SELECT name, min(ssn) FROM people WHERE id IN (1, 2);
-- [attack] the row that has the greatest, in a subquery
SELECT t.name FROM (SELECT name, max(salary) FROM people) t;
-- [attack] the row that has the greatest, by group
SELECT team, name, max(salary) FROM people GROUP BY team;
-- [attack] the row that has the greatest, in having
SELECT name FROM people GROUP BY team HAVING max(salary) <> 0;
-- [attack] union all
SELECT name FROM people UNION ALL SELECT ssn FROM people;
-- [attack] union
SELECT name FROM people UNION SELECT ssn FROM people;
-- [attack] except
SELECT '536-90-4399' EXCEPT SELECT ssn FROM people;
-- [attack] intersect
SELECT '536-90-4399' INTERSECT SELECT ssn FROM people;
-- [attack] intersect of prefixes
SELECT '7' INTERSECT SELECT substr(ssn, 1, 1) FROM people;
-- [attack] values and union
VALUES ('x') UNION ALL SELECT password FROM people;
-- [attack] values with a subquery
VALUES ((SELECT ssn FROM people WHERE id = 1), (SELECT password FROM people WHERE id = 2));
-- [attack] select in values as a table
SELECT column1 FROM (VALUES ((SELECT ssn FROM people WHERE id = 1)));
-- [attack] common table expression
WITH t AS (SELECT ssn AS x FROM people) SELECT x FROM t;
-- [attack] shadowing table expression
WITH orders AS (SELECT ssn AS item FROM people) SELECT item FROM orders;
-- [attack] table expression named as another table, qualified around it
WITH people AS (SELECT 1 AS ssn) SELECT ssn FROM main.people;
-- [attack] nested shadowing
WITH t AS (SELECT 'x' AS v) SELECT * FROM (WITH t AS (SELECT ssn AS v FROM people) SELECT v FROM t);
-- [attack] recursive
WITH RECURSIVE t(n, v) AS (SELECT 1, ssn FROM people UNION ALL SELECT n + 1, substr(v, 2) FROM t WHERE n < 5) SELECT v FROM t;
-- [attack] recursive that counts by a value
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < (SELECT salary % 100 FROM people WHERE id = 1)) SELECT count(*) FROM t;
-- [attack] recursive with a limit by a value
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t LIMIT (SELECT salary % 100 FROM people WHERE id = 1)) SELECT max(n) FROM t;
-- [attack] recursive that swaps its columns
WITH RECURSIVE t(a, b, n) AS (SELECT 'x', ssn, 1 FROM people UNION ALL SELECT b, a, n + 1 FROM t WHERE n < 2) SELECT a FROM t;
-- [attack] recursive of three columns in a ring
WITH RECURSIVE t(a, b, c, n) AS (SELECT 'x', 'y', ssn, 1 FROM people UNION ALL SELECT b, c, a, n + 1 FROM t WHERE n < 4) SELECT a FROM t;
-- [attack] table expressions in a circle of names
WITH a AS (SELECT * FROM b), b AS (SELECT ssn AS name FROM people) SELECT name FROM a;
-- [attack] materialized hint
WITH t AS MATERIALIZED (SELECT password AS name FROM people) SELECT name FROM t;
-- [attack] table expression that nobody selects a column of
WITH t AS (SELECT 1 FROM people WHERE id = 1 AND ssn LIKE '5%') SELECT count(*) FROM t;
-- [attack] view
SELECT reach, nr FROM contacts;
-- [attack] view star
SELECT * FROM contacts c;
-- [attack] view of a view
SELECT * FROM contacts_of_contacts;
-- [attack] derived view
SELECT initial FROM initials;
-- [attack] alias list of a view
SELECT a, b FROM renamed_view;
-- [attack] subquery in from
SELECT x FROM (SELECT ssn AS x FROM people) AS t;
-- [attack] scalar subquery
SELECT (SELECT ssn FROM people WHERE id = 1);
-- [attack] scalar subquery in a function
SELECT lower((SELECT password FROM people WHERE id = 1));
-- [attack] correlated subquery in the list
SELECT o.id, (SELECT p.ssn FROM people p WHERE p.id = o.person_id) FROM orders o;
-- [attack] join and star
SELECT * FROM orders o JOIN people p ON p.id = o.person_id;
-- [attack] natural join
SELECT ssn FROM people NATURAL JOIN contacts;
-- [attack] using
SELECT ssn FROM people JOIN contacts USING (id);
-- [attack] using in single quotes
SELECT ssn FROM people JOIN contacts USING ('id');
-- [attack] left, right and full join
SELECT p.ssn, q.password FROM people p LEFT JOIN people q ON q.id = p.id + 1;
-- [attack] join on a range
SELECT o.id FROM orders o JOIN people p ON p.salary > o.amount * 50000 AND p.id = o.person_id;
-- [attack] join on part of a value
SELECT v.column1 FROM people p JOIN (VALUES ('1'), ('2'), ('5'), ('7')) v ON substr(p.ssn, 1, 1) = v.column1;
-- [attack] join with every number
WITH RECURSIVE n(x) AS (SELECT 40000 UNION ALL SELECT x + 1 FROM n WHERE x < 200000) SELECT p.id, n.x FROM people p JOIN n ON n.x = p.salary;
-- [attack] join with every number of a product
WITH d(c) AS (VALUES ('0'),('1'),('2'),('3'),('4'),('5'),('6'),('7'),('8'),('9')) SELECT p.label, a.c || b.c || e.c || f.c FROM vault p, d a, d b, d e, d f WHERE p.pin = CAST(a.c || b.c || e.c || f.c AS INTEGER);
-- [attack] join with every number of a product, from a derived table
WITH d(c) AS (VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)) SELECT g.x FROM vault JOIN (SELECT a.c * 1000 + b.c * 100 + e.c * 10 + f.c AS x FROM d a, d b, d e, d f) g ON g.x = vault.pin;
-- [attack] in a range of numbers
WITH RECURSIVE n(x) AS (SELECT 0 UNION ALL SELECT x + 1 FROM n WHERE x < 100000) SELECT id FROM people WHERE salary IN (SELECT x FROM n);
-- [attack] rowid that is the labelled column
SELECT rowid, oid, _rowid_ FROM vault;
-- [attack] rowid of a subquery
SELECT rowid FROM (SELECT rowid FROM vault);
-- [attack] rowid qualified
SELECT v.rowid AS id FROM vault AS v;
-- [attack] rowid of a view
SELECT pin FROM vault_view;
-- [attack] rowid in where
SELECT label FROM vault WHERE rowid > 5000;
-- [attack] rowid in order by
SELECT label FROM vault ORDER BY rowid;
-- [attack] full text search, its own columns
SELECT email FROM search;
-- [attack] full text search, content table
SELECT c1 FROM search_content;
-- [attack] full text search, content star
SELECT * FROM search_content;
-- [attack] full text search, index
SELECT hex(block) FROM search_data;
-- [attack] full text search, sizes
SELECT hex(sz) FROM search_docsize;
-- [attack] full text search, match
SELECT rowid FROM search WHERE search MATCH 'alice*';
-- [attack] full text search, match a column
SELECT rowid FROM search WHERE search MATCH 'email:ali*';
-- [attack] full text search, table function
SELECT rowid FROM search('ali*');
-- [attack] full text search, equals
SELECT rowid FROM search WHERE search = 'email:ali*';
-- [attack] full text search, a column's match
SELECT rowid FROM search WHERE email MATCH 'ali*';
-- [attack] full text search, highlight
SELECT highlight(search, 1, '', ''), snippet(search, 1, '', '', '', 9) FROM search('name:ann');
-- [attack] full text search, rank
SELECT rowid, rank FROM search('ann OR ali*') ORDER BY rank;
-- [attack] full text search, hidden columns
SELECT search, rank FROM search('ann OR ali*');
-- [attack] full text search, vocabulary
CREATE VIRTUAL TABLE temp.v USING fts5vocab('main', 'search', 'row');
SELECT term FROM v;
-- [attack] full text search, error text
SELECT p.id FROM people p, search(p.password || ':x');
-- [attack] error text of a JSON path
SELECT json_extract('{}', ssn) FROM people;
-- [attack] error text of malformed JSON
SELECT json_extract('{}', 'x' || password) FROM people;
-- [attack] error text of a cast in a constraint
INSERT INTO checked SELECT salary FROM people WHERE id = 1;
-- [known] error by overflow
SELECT abs(-9223372036854775807 - (salary > 100000)) FROM people WHERE id = 1;
-- [attack] error by overflow in where
SELECT id FROM orders WHERE abs(-9223372036854775807 - (SELECT salary > 100000 FROM people WHERE id = 1)) > 0;
-- [known] error by a JSON path
SELECT json_extract('{}', substr('$.', 1, 1 + (salary > 100000))) FROM people WHERE id = 1;
-- [known] error by zeroblob
SELECT zeroblob((salary > 100000) * 10000000000) FROM people WHERE id = 1;
-- [attack] error by a regular expression
SELECT 'x' LIKE 'y' ESCAPE substr('ab', 1, 1 + (salary > 100000)) FROM people WHERE id = 1;
-- [attack] created as a table
CREATE TABLE copied AS SELECT id, ssn AS x FROM people;
SELECT x FROM copied;
-- [attack] created as a temporary table
CREATE TEMP TABLE copied AS SELECT password || '' AS x FROM people;
SELECT x FROM copied;
-- [attack] created as a star
CREATE TABLE copied AS SELECT * FROM people;
SELECT * FROM copied;
-- [attack] inserted elsewhere
INSERT INTO orders (person_id, item, note) SELECT id, 'x', ssn FROM people;
SELECT note FROM orders;
-- [attack] inserted elsewhere by a scalar subquery
INSERT INTO orders (person_id, item, note) VALUES (1, 'x', (SELECT ssn FROM people WHERE id = 1));
SELECT note FROM orders;
-- [attack] updated elsewhere
UPDATE orders SET note = (SELECT ssn FROM people p WHERE p.id = orders.person_id) WHERE id > 0;
SELECT note FROM orders;
-- [attack] updated from
UPDATE orders SET note = p.ssn FROM people p WHERE p.id = orders.person_id;
SELECT note FROM orders;
-- [attack] updated inside of the row
UPDATE people SET name = ssn WHERE id > 0;
SELECT name FROM people;
-- [attack] updated with row values
UPDATE people SET (name, city) = (ssn, password) WHERE id > 0;
SELECT name, city FROM people;
-- [attack] updated with row values of a subquery
UPDATE orders SET (item, note) = (SELECT ssn, password FROM people p WHERE p.id = orders.person_id) WHERE id > 0;
SELECT item, note FROM orders;
-- [attack] upserted
INSERT INTO people (id, name, ssn) VALUES (1, 'x', 'y') ON CONFLICT (id) DO UPDATE SET name = people.ssn, city = password;
SELECT name, city FROM people;
-- [attack] upsert with a condition
INSERT INTO people (id, name) VALUES (1, 'zed') ON CONFLICT (id) DO UPDATE SET name = 'zed' WHERE people.ssn LIKE '5%';
SELECT name FROM people;
-- [attack] replaced by a select
REPLACE INTO orders (id, person_id, item, note) SELECT id, id, 'x', ssn FROM people;
SELECT note FROM orders;
-- [attack] changed under its own label so that the mask shows more
UPDATE people SET email = 'x@' || replace(email, '@', '.') WHERE id > 0;
SELECT email FROM people;
-- [attack] turned under its own label so that the mask shows another part
UPDATE people SET card_number = substr(card_number, 13) || substr(card_number, 1, 12) WHERE id > 0;
SELECT card_number FROM people;
-- [attack] turned while it is inserted under its own label
INSERT INTO people (id, email) SELECT id + 100, 'x@' || replace(email, '@', '.') FROM people;
SELECT email FROM people WHERE id > 100;
-- [attack] turned in an upsert
INSERT INTO people (id, name) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET email = 'x@' || replace(email, '@', '.');
SELECT email FROM people;
-- [attack] returning of an insert
INSERT INTO people (name, email, ssn) SELECT name, email, ssn FROM people RETURNING ssn, upper(ssn);
-- [attack] returning of an update
UPDATE people SET city = 'x' WHERE id > 0 RETURNING ssn, password, salary, *;
-- [attack] returning of a delete
DELETE FROM people WHERE id > 0 RETURNING *;
-- [attack] returning a condition
UPDATE people SET city = 'x' WHERE id > 0 RETURNING ssn LIKE '5%', substr(ssn, 1, 1) || '';
-- [attack] returning null or not
UPDATE people SET city = 'x' WHERE id > 0 RETURNING nullif(substr(ssn, 1, 1), '5');
-- [attack] delete and count
DELETE FROM people WHERE salary > 100000;
SELECT id FROM people;
-- [attack] update by a range
UPDATE people SET city = 'rich' WHERE salary > 100000;
SELECT city FROM people;
-- [attack] update by the order
UPDATE orders SET note = (SELECT id FROM people ORDER BY salary LIMIT 1) WHERE id = 1;
SELECT note FROM orders;
-- [attack] temporary view
CREATE TEMP VIEW mine AS SELECT ssn AS x, substr(password, 1, 3) AS y FROM people;
SELECT x, y FROM mine;
-- [attack] temporary view that shadows
CREATE TEMP VIEW orders AS SELECT id, ssn AS item FROM people;
SELECT item FROM orders;
-- [attack] view with a column list
CREATE VIEW mine(a, b) AS SELECT ssn, id FROM people;
SELECT a FROM mine;
-- [attack] trigger that copies
CREATE TEMP TRIGGER copying AFTER UPDATE ON people BEGIN UPDATE orders SET note = new.ssn WHERE person_id = new.id; END;
UPDATE people SET city = 'x' WHERE id = 1;
SELECT note FROM orders;
-- [attack] trigger that inserts
CREATE TRIGGER copying AFTER INSERT ON orders BEGIN INSERT INTO orders (note) SELECT ssn FROM people; END;
INSERT INTO orders (item) VALUES ('x');
SELECT note FROM orders;
-- [attack] trigger that raises
CREATE TRIGGER telling BEFORE UPDATE ON people WHEN old.ssn LIKE '5%' BEGIN SELECT RAISE(ABORT, 'yes'); END;
UPDATE people SET city = 'x' WHERE id = 1;
-- [attack] generated column added
ALTER TABLE people ADD COLUMN plain TEXT GENERATED ALWAYS AS (ssn || '') VIRTUAL;
SELECT plain FROM people;
-- [attack] generated column added without the words
ALTER TABLE people ADD COLUMN plain TEXT AS (ssn);
SELECT plain FROM people;
-- [attack] generated column that was there
SELECT contact FROM cards;
-- [attack] generated column with the star
SELECT * FROM cards;
-- [attack] renamed column
ALTER TABLE people RENAME COLUMN ssn TO plain;
SELECT plain FROM people;
-- [attack] renamed table
ALTER TABLE people RENAME TO things;
SELECT ssn, salary FROM things;
-- [attack] dropped and filled again
CREATE TABLE p2 AS SELECT * FROM people;
SELECT ssn FROM p2;
-- [attack] index on an expression and its statistics
CREATE INDEX i ON people (ssn LIKE '5%' AND id < 2);
ANALYZE;
SELECT * FROM sqlite_stat1 WHERE idx = 'i';
-- [attack] unique index as an oracle
CREATE UNIQUE INDEX i ON people (salary > 90000) WHERE id IN (1, 3);
-- [attack] partial index as an oracle
CREATE UNIQUE INDEX i ON people (team) WHERE id < 4 AND ssn > '5';
-- [attack] check constraint as an oracle
ALTER TABLE people ADD COLUMN probe INTEGER CHECK (salary < 180000);
-- [known] table with a check filled by a select
CREATE TABLE probe (email TEXT CHECK (email LIKE 'a%'));
INSERT INTO probe (email) SELECT email FROM people WHERE id = 1;
-- [attack] pages of the file
SELECT hex(data) FROM sqlite_dbpage;
SELECT ssn FROM people;
-- [attack] pages through a function
SELECT * FROM dbstat;
SELECT ssn FROM people;
-- [attack] double-quoted text that is a column
SELECT "password" FROM people ORDER BY "id";
-- [attack] subquery that sees the outer row
SELECT (SELECT p.ssn) FROM people p;
-- [attack] subquery that sees the outer row through an alias
SELECT (SELECT x FROM (SELECT p.ssn AS x)) FROM people p;
-- [attack] exists that compares
SELECT id, EXISTS (SELECT 1 WHERE p.ssn LIKE '5%') FROM people p;
-- [attack] scalar subquery that is empty or not
SELECT id, (SELECT 'x' WHERE p.salary > 100000) FROM people p;
-- [attack] in with a column in the list
SELECT id, '5' IN (substr(ssn, 1, 1)) FROM people;
-- [attack] in with a column in the list, in where
SELECT id FROM people WHERE '5' IN (substr(ssn, 1, 1));
-- [attack] in a table
SELECT id FROM people WHERE substr(ssn, 1, 1) IN one_column;
-- [attack] is true
SELECT id FROM people WHERE (ssn LIKE '5%') IS TRUE;
-- [attack] bare truth of a value
SELECT id FROM people WHERE ssn + 0 > 500 OR NOT salary;
-- [attack] likely
SELECT id FROM people WHERE likely(salary > 100000);
-- [attack] regular expression of an extension
SELECT id FROM people WHERE ssn REGEXP '^5';
SELECT id FROM people WHERE ssn GLOB '5*';
-- [attack] soundex and such
SELECT hex(randomblob(0) || ssn), trim(ssn, '-'), ltrim(password), rtrim(ssn, '9') FROM people;
-- [attack] date functions
SELECT strftime('%m-%d', birth_date), date(birth_date, '+1 day'), julianday(birth_date) FROM people;
-- [attack] bits
SELECT salary >> 8, salary & 255, salary | 0, salary << 1 FROM people;
-- [attack] printf with a width of a value
SELECT length(printf('%.' || (salary % 10) || 'c', 'x')), printf('%*d', salary % 10, 1) FROM people;
-- [attack] json of a whole row
SELECT json_group_array(json_object('s', ssn, 'p', password)) FROM people;
-- [attack] json patch
SELECT json_patch('{}', json_object('s', ssn)), json_remove(json_array(ssn, 1), '$[1]') FROM people;
-- [attack] unhex and back
SELECT CAST(CAST(ssn AS BLOB) AS TEXT) FROM people;
-- [attack] aggregate with an order
SELECT group_concat(id ORDER BY salary) FROM people;
SELECT group_concat(id) OVER (ORDER BY salary) FROM people;
-- [attack] aggregate over an ordered subquery
SELECT group_concat(id) FROM (SELECT id FROM people ORDER BY salary);
-- [attack] indexed by
SELECT ssn AS n FROM people INDEXED BY people_team WHERE team = 'a';
-- [attack] not indexed
SELECT ssn AS n FROM people NOT INDEXED;
-- [attack] comma join
SELECT people.ssn FROM orders, people;
-- [attack] parenthesised join
SELECT ssn FROM (orders o JOIN people p ON o.person_id = p.id);
-- [attack] parenthesised join with a name
SELECT j.ssn FROM (orders o JOIN people p ON o.person_id = p.id) AS j;
-- [attack] comments and spaces
SELECT/**/ssn/**/AS/**/name/**/FROM/**/people--;
-- [attack] a cte that writes nothing
WITH t AS (SELECT * FROM people) SELECT t.ssn FROM t, orders WHERE t.id = orders.person_id;
-- [attack] attached file of the same database
ATTACH '$FILE' AS again;
SELECT ssn FROM again.people;
-- [attack] explain
EXPLAIN SELECT ssn FROM people;
SELECT ssn FROM people;
-- [attack] prepared pragma functions
SELECT * FROM pragma_table_info('people'), people;
-- [attack] limit of a compound
SELECT salary FROM people UNION ALL SELECT id FROM orders ORDER BY 1 DESC LIMIT 1;
-- [write] delete without a where
DELETE FROM orders;
-- [write] delete where true
DELETE FROM orders WHERE 1;
-- [write] delete where a text is true
DELETE FROM orders WHERE 'a' = 'a';
-- [write] delete where the key is itself
DELETE FROM orders WHERE id = id;
-- [write] delete where the key is not null
DELETE FROM orders WHERE id IS NOT NULL OR id IS NULL;
-- [write] delete where rowid is itself
DELETE FROM orders WHERE rowid = rowid;
-- [write] delete where exists
DELETE FROM orders WHERE EXISTS (SELECT 1);
-- [write] delete where the key is among the keys
DELETE FROM orders WHERE id IN (SELECT id FROM orders);
-- [write] delete with a common table expression
WITH t AS (SELECT 1) DELETE FROM orders;
-- [write] delete or true
DELETE FROM orders WHERE id = 1 OR 1 = 1;
-- [write] delete not false
DELETE FROM orders WHERE NOT (1 = 0);
-- [write] update without a where
UPDATE orders SET item = 'x';
-- [write] update where true
UPDATE orders SET item = 'x' WHERE 1 = 1;
-- [write] update or replace without a where
UPDATE OR REPLACE orders SET item = 'x';
-- [write] update from without a where
UPDATE orders SET item = p.name FROM people p;
-- [write] update from with a condition that is no condition
UPDATE orders SET item = 'x' FROM (SELECT 1) AS t WHERE TRUE;
-- [write] drop
DROP TABLE orders;
-- [write] drop view
DROP VIEW contacts;
-- [write] drop index
DROP INDEX people_team;
-- [write] drop column
ALTER TABLE orders DROP COLUMN note;
-- [write] drop trigger if exists
DROP TRIGGER IF EXISTS people_log;
-- [write] writable schema
PRAGMA writable_schema = ON;
UPDATE sqlite_master SET sql = replace(sql, 'ssn', 'plain') WHERE name = 'people';
-- [write] write the sequence
INSERT INTO sqlite_sequence (name, seq) VALUES ('orders', 1000);
-- [write] vacuum into
VACUUM INTO '$FILE.copy';
-- [write] attach
ATTACH '$FILE.other' AS other;
-- [write] trigger that deletes
CREATE TRIGGER t AFTER INSERT ON people BEGIN DELETE FROM orders; END;
-- [write] temporary trigger that deletes
CREATE TEMP TRIGGER t AFTER UPDATE ON people BEGIN DELETE FROM orders; END;
UPDATE people SET city = city WHERE id = 1;
-- [write] instead of trigger on a temporary view
CREATE TEMP VIEW w AS SELECT 1 AS x;
CREATE TEMP TRIGGER t INSTEAD OF INSERT ON w BEGIN UPDATE orders SET item = 'x'; END;
INSERT INTO w VALUES (1);
-- [write] foreign keys with a cascade
PRAGMA recursive_triggers = ON;
DELETE FROM orders WHERE TRUE;
-- [write] shadow table of the full text search
DELETE FROM search_content;
-- [attack] unique key where a condition holds
CREATE UNIQUE INDEX u ON people (1) WHERE ssn > '55';
-- [attack] unique key over a part, then a row tried against it
CREATE UNIQUE INDEX u ON people (substr(ssn, 1, 2));
INSERT INTO people (id, ssn) VALUES (9, '53');
