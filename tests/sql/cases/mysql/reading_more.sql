-- # Queries: joins, CTEs, functions, clauses of MySQL and MariaDB

-- = select | read | reads orders users | gives id=orders.id+users.id, user_id=orders.user_id+users.email, total=orders.total+users.name, note=orders.note+users.ssn, email=orders.user_id+users.email, name=orders.total+users.name, ssn=orders.note+users.ssn | looks at orders.id join join, users.id join join
select * from users right join orders using (id)

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.user_id join join, users.id join join
select * from users right join orders on users.id = orders.user_id

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users natural left join orders

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note
select u.*, o.* from users u, orders o

-- = select | read | reads orders users | gives id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note, id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at orders.user_id join join, users.id join join
select o.*, u.* from users u join orders o on o.user_id = u.id

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select users.* from users, orders

-- = select | read | reads users | gives email=users.email
select shop.users.email from shop.users

-- = select | read | reads users | gives email=users.email | looks at users.email other distinct
select distinct email from users

-- = select | read | reads users | gives email=users.email, name=users.name | looks at users.email other distinct, users.name other distinct
select distinctrow email, name from users

-- = select | read | reads users | gives email=users.email
select sql_no_cache sql_calc_found_rows high_priority email from users limit 1

-- = select | read | reads orders users | gives email=users.email
select straight_join u.email from users u straight_join orders o

-- = select | read | reads users | gives x=users.email
select email 'x' from users

-- = select | read | reads users | gives ssn=users.email, email=users.ssn
select email as 'ssn', ssn as "email" from users

-- = select | read | gives c=~
select 'a' 'b' as c

-- = select | read | reads users | gives delete=users.email
select email as `delete` from users

-- = select | read | reads users | gives delete=users.email
select `delete` from (select email as `delete` from users) t

-- = select | read | reads users | gives email=users.email
with `delete` as (select email from users) select * from `delete`

-- = select | read | reads orders | gives email=orders.note
with users as (select note as email from orders) select email from users

-- = select | read | reads users | gives e=users.email
with a as (select email from users), b as (select email e from a) select e from b

-- = select | read | gives i=~
with recursive n as (select 1 as i union all select i + 1 from n where i < 3) select i from n

-- = select | read | reads users | gives email=users.email | looks at users.id equality where, users.id other join
with recursive r as (select id, email from users where id = 9001 union all select u.id, u.email from users u join r on u.id = r.id + 1) select email from r

-- = select | read | reads users | gives b=users.ssn, a=users.email
with c (a, b) as (select email, ssn from users) select b, a from c

-- = select | read | reads orders users | gives x=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select x from (select email as x from users union select note from orders) t

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select email from users intersect select note from orders

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select email from users except select note from orders

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other order by, orders.note other set operation, users.email other order by, users.email other set operation
select email from users union distinct select note from orders order by email limit 2 offset 1

-- = select | read | reads orders users | gives email=orders.note+users.email
(select email from users limit 1) union all (select note from orders limit 1)

-- = select | read | gives ?=~, ?=~
values (1, 'a'), (2, 'b')

-- = select | read | gives ?=~, ?=~
-- ! MySQL 8
values row(1, 2), row(3, 4)

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
-- ! MySQL 8
table users

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.email other order by
-- ! MySQL 8
table users order by email limit 2

-- = select | read | gives ?=~, ?=~
select * from (values (1, 2)) v

-- = select | read | reads users | gives ?=users.email | looks at users.id equality where
select (select email from users where id = 9001)

-- = select | read | reads orders users | gives n=orders.note, name=users.name | looks at orders.user_id join where, users.id join where
select (select note from orders o where o.user_id = u.id limit 1) as n, name from users u

-- = select | read | reads orders users | gives email=users.email | looks at orders.total other where, orders.user_id join where, users.id join where
select email from users u where exists (select 1 from orders o where o.user_id = u.id and o.total > 5)

-- = select | read | reads orders users | gives email=users.email | looks at orders.note equality where, orders.user_id join where, users.id join where
select email from users where id in (select user_id from orders where note = 'x')

-- = select | read | reads users | gives email=users.email | looks at users.id other where, users.name other where
select email from users where (id, name) = (9001, 'a')

-- = select | read | reads users | gives email=users.email | looks at users.id equality where, users.name equality where
select email from users where (id, name) in ((9001, 'a'), (9002, 'b'))

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id other where, users.id other where
select email from users where id > all (select user_id from orders)

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id other where, users.id other where
select email from users where id = some (select user_id from orders)

-- = select | read | reads users | gives ?=~users.name+users.ssn | looks at users.ssn other case
select case when ssn like '1%' then 'a' else name end from users

-- = select | read | reads users | gives ?=~users.ssn | looks at users.ssn other case
select if(ssn = 'x', 1, 0) from users

-- = select | read | reads users | gives ?=~users.email+users.name, ?=~users.name, ?=~users.email+users.name
select ifnull(name, email), nullif(name, 'x'), coalesce(name, email, 'x') from users

-- = select | read | reads users | gives ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn
select left(ssn, 3), substring(ssn, 1, 3), substr(ssn from 2 for 2), mid(ssn, 1, 1), right(ssn, 1) from users

-- = select | read | reads users | gives ?=~users.email+users.name
select concat_ws(',', name, email) from users

-- = select | read | reads users | gives ?=~users.name+users.ssn
select group_concat(distinct name order by ssn desc separator '|') from users

-- = select | read | reads orders users | gives ?=~, ?=~users.email+users.name, ?=~orders.total, ?=~orders.total, ?=~orders.note, ?=~orders.note
select count(*), count(distinct name, email), sum(total), avg(total), min(note), max(note) from orders, users

-- = select | read | reads users | gives name=users.name, ?=~ | looks at users.name other group by
select name, count(*) from users group by name with rollup having count(*) > 1

-- = select | read | reads users | gives name=users.name, ?=~ | looks at users.name other group by, users.ssn other group by
select name, count(*) from users group by ssn, name order by 2

-- = select | read | reads users | gives ?=~users.email, ?=~users.name+users.ssn, ?=~users.email
select json_object('e', email), json_array(name, ssn), json_arrayagg(email) from users

-- = select | read | reads users | gives ?=~users.email+users.name
select json_objectagg(name, email) from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email
select json_value(email, '$.a'), json_unquote(json_extract(email, '$.b')) from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email
-- ! MySQL 8
select email->'$.a', email->>'$.b' from users

-- = select | read | gives ?
select * from json_table('[1,2]', '$[*]' columns (n for ordinality, a int path '$')) as j

-- = select | read | reads users | gives ?=~users.email+users.id, ?=~users.name | looks at users.id other window, users.ssn other window
select lag(email) over (order by id), first_value(name) over w from users window w as (partition by ssn order by id)

-- = select | read | reads users | gives n=~users.name+users.ssn, id=users.id | looks at users.name other window, users.ssn other window
select row_number() over (partition by name order by ssn desc) as n, id from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.id, ?=~users.id | looks at users.email other window, users.id other window
select rank() over (order by email), ntile(2) over (order by id), percent_rank() over (order by id) from users

-- = select | read | reads orders | gives ?=~orders.total+orders.user_id | looks at orders.user_id other window
select median(total) over (partition by user_id) from orders

-- = select | read | reads orders | gives ?=~orders.total+orders.user_id | looks at orders.user_id other window
select percentile_cont(0.5) within group (order by total) over (partition by user_id) from orders

-- = select | read | reads orders | gives ?=~orders.id+orders.total | looks at orders.id other window
select sum(total) over (order by id rows between 1 preceding and current row) from orders

-- = select | read | reads users | gives email=users.email | looks at users.email other where
select email from users where match (email) against ('x' in boolean mode)

-- = select | read | reads users | gives score=~users.email, id=users.id | looks at users.email other order by
select match (email) against ('x') as score, id from users order by score desc

-- = select | read | reads users | gives email=users.email | looks at users.email other where, users.name other where
select email from users where email regexp '^a' and name not rlike 'b$'

-- = select | read | reads users | gives email=users.email | looks at users.email other where
select email from users where email like 'a!%' escape '!'

-- = select | read | reads users | gives email=users.email | looks at users.name other where
select email from users where name sounds like 'x'

-- = select | read | reads users | gives email=users.email | looks at users.name equality where, users.ssn equality where
select email from users where ssn is null or name is not null

-- = select | read | reads users | gives email=users.email | looks at users.id other where
select email from users where id between 1 and 5

-- = select | read | reads users | gives email=users.email | looks at users.id other where
select email from users where id not between 1 and 5

-- = select | read | reads users | gives email=users.email | looks at users.id other where
select email from users where id mod 2 = 1 and id div 2 > 3

-- = select | read | reads users | gives email=users.email | looks at users.id other where
select email from users where id & 1 | 2 ^ 3 << 1

-- = select | read | reads users | gives ?=~users.id, ?=~users.id, ?=~users.id, ?=~users.id
select -id, ~id, !id, not id from users

-- = select | read | reads users | gives email=users.email | looks at users.name other where
select email from users where binary name = 'x'

-- = select | read | reads users | gives ?=~users.email | looks at users.name equality where
select email collate utf8mb4_bin from users where name = _utf8mb4'x' collate utf8mb4_bin

-- = select | read | gives ?=~, ?=~, ?=~, ?=~
select date_add(now(), interval 1 day), now() - interval 1 month, extract(year from now()), timestampdiff(day, now(), now())

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~
select current_timestamp, current_date, current_user, utc_timestamp(), localtime

-- = select | read | gives ?=~, ?=~
select {d '2020-01-01'}, {ts '2020-01-01 00:00:00'}

-- = select | read | reads users | gives email=users.email | looks at users.id equality where
select email from users use index (i) where id = 9001

-- = select | read | reads users | gives email=users.email | looks at users.id other order by
select email from users force index for order by (i) order by id

-- = select | read | reads users | gives email=users.email
select email from users ignore index (i)

-- = select | read | reads users | gives email=users.email
select email from users limit 5

-- = select | read | reads users | gives email=users.email
select email from users limit 2, 5

-- = select | read | reads users | gives email=users.email | looks at users.id other order by
select email from users order by id offset 1 rows fetch first 2 rows only

-- = select | read | reads users | gives email=users.email
select email from users limit rows examined 100

-- = select | read | reads users | gives email=users.email
select email from users order by rand()

-- = select | read | reads users | gives email=users.email | looks at users.name other order by, users.ssn other order by
select email from users order by field(name, 'a', 'b'), ssn

-- = select | read | reads users | gives email=users.email | looks at users.email other order by
select email from users order by 1

-- = select | read | reads users | gives email=users.email | looks at users.id other order by, users.ssn other order by
select email from users order by ssn is null, -id

-- = select | read | reads users | gives email=users.email | looks at users.email other group by
select email from users group by 1

-- = select | read | reads users | gives e=users.email | looks at users.email other having
select email e from users having e like 'a%'

-- = select | lock read | reads users | gives email=users.email
select email from users for update skip locked

-- = select | lock read | reads users | gives email=users.email
select email from users for update nowait

-- = select | lock read | reads users | gives email=users.email
select email from users for update wait 5

-- = select | lock read | reads users | gives email=users.email
-- ! MySQL 8
select email from users for share of users

-- = select | lock read | reads users | gives email=users.email
select email from users lock in share mode

-- = select | read | reads users | gives email=users.email
select email from users partition (p0)

-- = select | read | reads orders users | gives id=users.id | looks at orders.user_id join join, users.id join join
select u.id from users u join (orders o cross join users x) on o.user_id = u.id

-- = select | read | reads orders users | gives email=users.email | looks at orders.id join join, orders.note join where, users.id join join, users.name join where
select email from users u inner join orders o using (id) where o.note = u.name

-- = select | read | reads users | gives email=users.email, email=users.email | looks at users.id other where
select a.email, b.email from users a, users b where a.id < b.id

-- = select | read | reads orders users | gives a=orders.note+users.email, b=users.ssn | looks at orders.note join join, users.email join join
select * from (select email as a, ssn as b from users) t natural join (select note as a from orders) s

-- = select | read | reads orders users | gives email=users.email, n=orders.note | looks at orders.user_id join where, users.id join where
-- ! MySQL 8
select u.email, x.n from users u, lateral (select o.note as n from orders o where o.user_id = u.id) x

-- = select | read | reads users | gives id=~, id=users.id
select 1 as id, users.id from users

-- = select | read | gives ?=~, ?=~, ?=~
select @@version, @@session.sql_mode, @@global.max_connections

-- = select | read | gives ?=~, ?=~, ?=~
select @a, @`b c`, @'d'

-- = select | read session | gives ?=~
select @x := 5

-- = select | read session | reads users | gives n=~, email=users.email
select @n := @n + 1 as n, email from users

-- = select | read | gives ?=~, ?=~, ?=~
select last_insert_id(), row_count(), found_rows()

-- = select | read | gives ?=~
select last_insert_id(5)

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email
select charset(email), collation(email), coercibility(email) from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn
select length(email), char_length(ssn), crc32(ssn), md5(ssn), sha2(ssn, 256), hex(ssn), to_base64(ssn) from users

-- = select | read | reads users | gives ?=~users.ssn, ?=~users.ssn, ?=~users.ssn
select aes_encrypt(ssn, 'k'), compress(ssn), uncompress(compress(ssn)) from users

-- = select | read | reads users | gives ?=~users.ssn, ?=~users.name+users.ssn, ?=~users.ssn, ?=~
select insert(ssn, 1, 2, 'x'), elt(1, ssn, name), make_set(1, ssn), export_set(5, 'Y', 'N') from users

-- = select | read | reads orders | gives ?=~orders.total, ?=~orders.total, ?=~orders.total, ?=~orders.total, ?=~orders.total
select format(total, 2), round(total), truncate(total, 0), floor(total), mod(total, 7) from orders

-- = select | read | reads users | gives ?=~users.id, ?=~users.name+users.ssn, ?=~users.id
select greatest(id, 5), least(name, ssn), interval(id, 1, 5) from users

-- = select | read | reads users | gives ?=~users.id
select st_astext(point(id, id)) from users

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~, ?=~, ?=~
select inet_aton('1.2.3.4'), uuid(), sys_guid(), connection_id(), user(), database(), version()

-- = select | read | gives ?=~, ?=~, ?=~
select 'INSERT INTO users VALUES (1)', "drop table users", 'a;b'

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~, ?=~
select 'it''s', "say ""x""", 'a\'b', 'back\\', '\%\_', 'tab\t'

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~, ?=~, ?=~, ?=~, ?=~
select N'a', _latin1'b', x'4142', 0x4142, b'101', 0b11, 1e3, .5, 1.

-- = select | read | gives ?=~
select 1 from dual where 1 = 1

-- = select | read | reads users | gives email=users.email
select email from users where '1' or 'x'

-- = select | read | gives ?=~, ?=~, ?=~
select 1,2/* c */,3 -- end

-- = select | read | gives ?=~
select 1 # end

-- = select | read | reads users | gives email=users.email
select/**/email/**/from/**/users

-- = select | read | reads users | gives email=users.email
select	email	from	users

-- = select | read | reads users | gives ?=~, ?=users.ssn
values (1, (select ssn from users limit 1))

-- = select | read | gives ?=~, ?=~, ?=~
select {d '2020-01-01'}, {ts '2020-01-01 00:00:00'}, {fn now()}

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id join join, users.id join join
select u.email from {oj users u left outer join orders o on o.user_id = u.id}

-- = select | read | reads users | gives email=users.email
select email from users limit 2 rows examined 100

-- = select | read | reads orders users | gives id=orders.id+users.id, user_id=orders.user_id+users.email, total=orders.total+users.name, note=orders.note+users.ssn, email=orders.user_id+users.email, name=orders.total+users.name, ssn=orders.note+users.ssn | looks at orders.id join join, users.id join join
select * from users natural right join orders

-- = select | read | reads orders users | gives id=orders.id+users.id, note=orders.note+users.ssn | looks at orders.id join join, users.id join join
select t.id, t.note from (select * from users natural right join orders) t

-- = select | read | reads orders users | gives email=users.email, id=orders.id+users.id, user_id=orders.user_id+users.email, total=orders.total+users.name, note=orders.note+users.ssn, name=orders.total+users.name, ssn=orders.note+users.ssn, id=users.id, name=users.name, ssn=users.ssn | looks at orders.id join join, users.email join join, users.id join join
select * from users u right join orders o using (id) join users x using (email)

-- = select | read | reads orders users | gives name=orders.id+users.id+users.name, id=orders.id+users.id+users.name, total=orders.total+users.email, email=users.email+users.ssn, ssn=orders.total+users.ssn | looks at orders.id join join, users.id join join, users.name join join
select * from users right join (select name, id, total from orders join users using (id)) t using (id, name)

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select * from users for system_time as of timestamp '2020-01-01'

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select * from users for system_time all

-- = select | read | reads users | gives email=users.email
select email from users for system_time between '2020-01-01' and now() as u

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id join join, users.id join join
select u.email from users for system_time from '2020-01-01' to '2021-01-01' u join orders o on o.user_id = u.id
