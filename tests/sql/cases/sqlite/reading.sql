-- = select | read | reads users | gives id=users.id, email=users.email
select id, email from users

-- = select | read | reads users | gives e=users.email, ?=~users.email | looks at users.ssn equality where
select email as e, lower(email) from users where ssn = ?

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.email other where
select * from users where email like 'a%'

-- = select | read | reads users | gives email=users.email, ssn=users.ssn, name=users.name
select "email", [ssn], `name` from users

-- = select | read | reads users | gives not a column=~
select "not a column" from users

-- = select | read | reads orders | gives rowid=~, oid=~
select rowid, oid from orders

-- = select | read | reads users | gives rowid=users.id
select rowid from users

-- = select | read | reads users | gives email=users.email
select main.users.email from main.users

-- = select | read | reads users | gives ?=~, ?=~users.email, ?=~users.ssn
select count(*), count(email), max(ssn) from users

-- = select | read | reads orders users | gives email=users.email, note=orders.note | looks at orders.user_id join join, users.id join join
select u.email, o.note from users u join orders o on o.user_id = u.id

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users join orders using (id)

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users natural join orders

-- = select | read | reads users | gives email=users.email | looks at users.id equality where, users.name equality where, users.ssn equality where
select email from users where id = :id and name = @name and ssn = $ssn

-- = select | read | reads users | gives email=users.email | looks at users.id equality where
select email from users where id in (1, 2, 3)

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id join where, users.id join where
select email from users where id in (select user_id from orders)

-- = select | read | reads users | gives email=users.email | looks at users.ssn other order by
select email from users order by ssn desc limit 3

-- = select | read | reads users | gives email=users.email | looks at users.email other group by
select email from users group by email having count(*) > 1

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select email from users union select note from orders

-- = select | read | reads orders users | gives email=orders.note+users.email
select email from users union all select note from orders

-- = select | read | reads users | gives email=users.email
with c as (select email from users) select * from c

-- = select | read | gives n=~
with recursive c(n) as (select 1 union all select n + 1 from c where n < 10) select n from c

-- = select | read | reads users | gives e=users.email
with c as (select email as e from d), d as (select email from users) select e from c

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email
select json_extract(email, '$.a'), email -> 'a', email ->> 'a' from users

-- = select | read | gives key=~, value=~, type=~, atom=~, id=~, parent=~, fullkey=~, path=~
select * from json_each('[1, 2]')

-- = select | read | reads users | gives value=~users.email
select value from users, json_each(users.email)

-- = select | read | reads users | gives ?=~users.email
select group_concat(email, ', ') from users

-- = select | read | reads users | gives ?=~users.email+users.id+users.ssn, ?=~users.email, ?=~users.email+users.name, ?=~users.email | looks at users.id other case
select iif(id > 1, email, ssn), ifnull(email, ''), coalesce(email, name), nullif(email, '') from users

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~, ?=~
select strftime('%Y', 'now'), date('now'), julianday('now'), random(), abs(1), printf('%d', 1)

-- = select | read | reads users | gives ?=~users.email+users.id | looks at users.email other window, users.id other window
select row_number() over (partition by email order by id) from users

-- = select | read | reads users | gives email=~users.email, ?=~users.email, ?=~users.email, ?=~users.email
select cast(email as integer), typeof(email), hex(email), quote(email) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn | looks at users.ssn other case
select case when ssn like '1%' then email end from users

-- = select | read | reads users | gives ?=~users.ssn | looks at users.ssn equality where
select exists(select 1 from users where ssn = 'x')

-- = select | read | reads users | gives ?=users.email | looks at users.id equality where
select (select email from users where id = 1)

-- = select | read | gives column1=~, column2=~
values (1, 'a'), (2, 'b')

-- = select | read | gives ?=~
select 'it''s; drop table users'

-- = select | read | gives ?=~
select 1 /* unterminated comment

-- = select | read | gives ?=~
select 1 -- comment

-- = select | read | gives ?=~
select /* ; drop table users */ 1

-- = select | read | reads users | gives ?=~users.email
select replace(email, 'a', 'b') from users

-- = select | extension read | gives ?=~ | conceded
select load_extension('x')

-- = select | file read | gives ?=~
select readfile('/etc/passwd')

-- = select | file read write | gives ?=~
select writefile('/tmp/x', 'y')

-- = select | program read | gives ?=~
select edit('x')

-- = select | read | reads users | gives ?=~users.email | conceded
select my_function(email) from users

-- = select | extension read | gives ?=~ | conceded
select fts3_tokenizer('x')

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email
select glob('a*', email), email glob 'a*', email match 'x' from users

-- = select | read | gives ?=~, ?=~, ?=~, ?=~
select sqlite_version(), changes(), last_insert_rowid(), total_changes()

-- = select | read | reads sqlite_master | gives ?
select * from sqlite_master

-- = select | read | reads sqlite_schema | gives name=sqlite_schema.name, sql=sqlite_schema.sql | looks at sqlite_schema.type equality where
select name, sql from sqlite_schema where type = 'table'

-- = select | read | gives ?
select * from pragma_table_info('users')

-- = select | read | reads no_such_table | gives ? | conceded
select * from no_such_table

-- = explain | read | reads users | gives ?
explain select email from users

-- = explain | read | reads users | gives ? | looks at users.ssn equality where
explain query plan select email from users where ssn = 'x'

-- = explain | read | reads users | gives ?
explain query plan delete from users

-- = select | read | reads users | gives email=users.email | looks at users.name equality where
select email from users where name = "literal in double quotes"

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~
select x'41', 1e5, .5, 0x1F, 1_000

-- = select | read | reads users | gives ?=~users.email
select email collate nocase from users

-- = select | read | reads users | gives email=users.email | looks at users.email other distinct
select distinct email from users

-- = select | read | reads users | gives email=users.email
select email from users indexed by i

-- = select | read | reads users | gives email=users.email | looks at users.id equality where
select email from users not indexed where id = 1

-- = select | read | reads users | gives ?=~users.email+users.id | looks at users.email other case
select case email when 'x' then id else 0 end from users

-- = select | read | reads users | gives ?=~, ?=~ | looks at users.id equality where
select ?1, ?2 from users where id = ?12
