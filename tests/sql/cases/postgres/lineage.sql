-- # aliases, stars, whole rows
-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select u.* from users u

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note
select u.*, o.* from users u, orders o

-- = select | read | reads orders users | gives id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note, id=users.id, email=users.email, name=users.name, ssn=users.ssn
select o.*, u.* from users u cross join orders o

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=users.id, email=users.email, name=users.name, ssn=users.ssn
select *, * from users

-- = select | read | reads users | gives email=users.email
select public.users.email from public.users

-- = select | read | reads users | gives u=~users.email+users.id+users.name+users.ssn
select u from users u

-- = select | read | reads users | gives u=~users.email+users.id+users.name+users.ssn
select u.u from (select users as u from users) u

-- = select | read | reads users | gives email=~users.email+users.id+users.name+users.ssn
select (u).email from users u

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select (u).* from users u

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select (users).* from users

-- = select | read | reads users | gives u=~users.email+users.id+users.name+users.ssn
select u.*::text from users u

-- = select | read | reads users | gives ?=~users.email+users.id+users.name+users.ssn
select row(u.*) from users u

-- = select | read | reads users | gives ?=~users.email+users.id+users.name+users.ssn
select row_to_json(u) from users u

-- = select | read | reads users | gives ?=~users.email+users.id+users.name+users.ssn
select to_jsonb(u) - 'ssn' from users u

-- = select | read | reads users | gives ?=~users.email+users.id+users.name+users.ssn
select json_agg(u) from users u

-- = select | read | reads users | gives ?=~users.email+users.id
select array_agg(u.email order by u.id) from users u

-- = select | read | reads users | gives email=~users.email+users.id+users.name+users.ssn
select (array_agg(u))[1].email from users u

-- = select | read | reads users | gives email=users.email
select x.email from (select users.* from users) x

-- = select | read | reads users | gives e=users.email
select x.e from (select email from users) x(e)

-- = select | read | reads users | gives a=users.id, c=users.name
select x.a, x.c from (select * from users) as x(a, b, c, d)

-- = select | read | gives a=~, b=~
select a, b from (values (1, 'x')) v(a, b)

-- = select | read | reads users | gives a=~, email=users.email | looks at users.id equality join
select v.a, u.email from (values (1), (2)) v(a) join users u on u.id = v.a

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select t.* from (table users) t

-- = select | read | reads orders | gives id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note
table orders

-- = select | read | gives column1=~, column2=~
values (1, 'a'), (2, 'b')

-- = select | read | reads users | gives column1=users.email
values ((select email from users limit 1))

-- = select | read | gives column1=~
select column1 from (values (1), (2)) t

-- # CTEs
-- = select | read | reads users | gives email=users.email
with c as (select email from users) select * from c

-- = select | read | reads users | gives a=users.email
with c(a) as (select email from users) select a from c

-- = select | read | reads orders | gives email=orders.note
with users as (select note as email from orders) select email from users

-- = select | read | reads users | gives email=users.email
with c as (select * from users), d as (select email from c) select * from d

-- = select | read | reads users | gives ?=~
with c as materialized (select ssn from users) select count(*) from c

-- = select | read | reads users | gives ssn=users.ssn
with c as not materialized (select ssn from users) select ssn from c

-- = select | read | reads users | gives ssn=users.ssn
with c as (with d as (select ssn from users) select * from d) select * from c

-- = select | read | reads users | gives n=~users.id, e=users.email | looks at users.id other where
with recursive c(n, e) as (select id, email from users union all select n + 1, e from c where n < 3) select * from c

-- = select | read | reads users | gives a=users.email+users.name | looks at users.email other set operation, users.name other set operation
with recursive t(a, b) as (select email, name from users union select b, a from t) select a from t

-- = select | read | reads users | gives id=users.id, email=users.email | looks at users.id equality where, users.id other join
with recursive t as (select id, email from users where id = 1 union all select u.id, t.email from users u join t on u.id = t.id + 1) select * from t

-- = select | read | gives id=~, o=~
with recursive t(id) as (select 1 union all select id + 1 from t where id < 3) search depth first by id set o select id, o from t

-- = select | read | reads orders users | gives email=orders.note+users.email
with a as (select email from users), b as (select note from orders) select * from a union all select * from b

-- = select | read | reads users | gives ?=~users.email, email=users.email
with c as (select email from users) select (select max(email) from c), email from c

-- = select | read | reads users | gives email=users.email
select * from (with c as (select email from users) select * from c) x

-- # set operations
-- = select | read | reads orders users | gives email=orders.note+users.email
select email from users union all select note from orders

-- = select | read | reads orders users | gives email=orders.note+users.email, id=orders.id+users.id | looks at orders.id other set operation, orders.note other set operation, users.email other set operation, users.id other set operation
select email, id from users intersect select note, id from orders

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select email from users except select note from orders

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other order by, orders.note other set operation, users.email other order by, users.email other set operation
(select email from users) union (select note from orders) order by 1

-- = select | read | reads orders users | gives kind=~, email=orders.note+users.email
select 'a' as kind, email from users union all select 'b', note from orders

-- = select | read | reads orders users | gives id=orders.id+users.id
select id from users union all (select id from orders limit 1)

-- = select | read | reads users | gives x=users.ssn
select null as x union all select ssn from users

-- # joins
-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, note=orders.note | looks at orders.id join join, users.id join join
select id, email, note from users join orders using (id)

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users join orders using (id)

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users left join orders using (id)

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users full join orders using (id)

-- = select | read | reads orders users | gives email=users.email | looks at orders.id join join, users.id join join
select email from users join orders using (id) as j

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users natural join orders

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users natural left join orders

-- = select | read | reads orders users | gives email=users.email, note=orders.note | looks at orders.total other join, orders.user_id join join, users.id join join
select u.email, o.note from users u left join orders o on o.user_id = u.id and o.total > 5

-- = select | read | reads users | gives email=users.email, ssn=users.ssn | looks at users.id join where
select a.email, b.ssn from users a, users b where a.id = b.id

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id join join, users.id join join
select x.email from (users u join orders o on u.id = o.user_id) x

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id join join, users.id join join
select email from (users u join orders o on u.id = o.user_id)

-- = select | read | reads orders users | gives email=users.email, note=orders.note | looks at orders.user_id join where, users.id join where
select u.email, n.note from users u left join lateral (select note from orders o where o.user_id = u.id limit 1) n on true

-- = select | read | reads users | gives id=users.id, g=~users.id | looks at users.id other from
select u.id, g from users u, generate_series(u.id, u.id) g

-- = select | read | gives n=~
select g.n from generate_series(1, 3) as g(n)

-- = select | read | gives ?
select * from generate_series(1, 3) with ordinality

-- = select | read | reads users | gives w=~users.email, o=~users.email | looks at users.email other from
select w, o from users, regexp_split_to_table(email, '@') with ordinality as t(w, o)

-- = select | read | reads users | gives ?=~users.email+users.ssn | looks at users.email other select, users.ssn other select
select unnest(array[email, ssn]) from users

-- = select | read | gives ?
select * from unnest(array['a', 'b'], array[1, 2]) as t(x, y)

-- = select | read | reads users | gives a=~users.email+users.ssn, b=~users.email+users.ssn | looks at users.email other from, users.ssn other from
select a, b from users, unnest(array[email], array[ssn]) as t(a, b)

-- = select | read | gives ?
select * from rows from (generate_series(1, 2), generate_series(1, 3)) as t(a, b)

-- = select | read | reads users | gives key=~users.email, value=~users.email | looks at users.email other from
select key, value from users, json_each(json_build_object('e', email))

-- = select | read | gives a=~, b=~
select * from json_to_record('{"a": 1}') as x(a int, b text)

-- = select | read | reads users | gives a=~users.email | looks at users.email other from
select x.a from users, json_to_record(json_build_object('a', email)) as x(a text)

-- = select | read | reads users | gives ?=~users.email | looks at users.email other select
select string_to_table(email, ',') from users

-- = select | read | reads users | gives ?=~users.email | looks at users.email other select
select regexp_matches(email, '(.)@(.)') from users

-- # expressions
-- = select | read | reads users | gives email=~users.email, email=~users.email, ?=~users.email
select email::text, cast(email as varchar(5)), email collate "C" from users

-- = select | read | reads users | gives ?=~users.email+users.name+users.ssn
select lower(email) || '@' || coalesce(name, ssn) from users

-- = select | read | reads users | gives ?=~users.email+users.id+users.name | looks at users.id other case
select case when id = 1 then email else name end from users

-- = select | read | reads users | gives ?=~users.email | looks at users.email other case
select case email when 'a' then 1 end from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email+users.name, ?=~users.email+users.name
select coalesce(null, email), nullif(email, name), greatest(email, name) from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email, ?=~users.email, ?=~users.email
select email is null, email = 'a', email like 'a%', email ~ 'a', email in ('a', 'b') from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email
select substring(email from 1 for 3), position('@' in email), overlay(email placing 'x' from 1) from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email
select trim(both ' ' from email), left(email, 3), split_part(email, '@', 1) from users

-- = select | read | gives ?=~, ?=~, ?=~
select extract(year from now()), date_trunc('day', now()), now() at time zone 'utc'

-- = select | read | reads users | gives ?=~users.id, ?=~users.email, ?=~users.email, ?=~users.ssn
select to_char(id, '999'), md5(email), encode(email::bytea, 'hex'), length(ssn) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn, ?=~users.email
select json_build_object('e', email, 's', ssn), jsonb_build_array(email) from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email
select to_jsonb(email) -> 'a' ->> 'b', to_json(email) #>> '{a}' from users

-- = select | read | reads users | gives ?=~users.email+users.id+users.name+users.ssn | looks at users.email other select, users.id other select, users.name other select, users.ssn other select
select jsonb_path_query(to_jsonb(u), '$.ssn') from users u

-- = select | read | reads users | gives ?=~users.email+users.id, ?=~users.email+users.name, ?=~users.email+users.ssn
select format('%s %s', email, id), concat(email, name), concat_ws(',', email, ssn) from users

-- = select | read | reads users | gives ?=users.email, ?=users.ssn
select (select email), (select u.ssn) from users u

-- = select | read | reads users | gives ?=~users.email
select array(select email from users)

-- = select | read | reads users | gives ?=~users.email | looks at users.email equality where
select exists (select 1 from users where email = 'a')

-- = select | read | reads orders users | gives ?=~orders.note+users.email
select email = any (select note from orders) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select (email, ssn) = ('a', 'b') from users

-- = select | read | reads users | gives ?=~users.email+users.ssn, ?=~users.email, ?=~users.email
select num_nulls(email, ssn), pg_column_size(email), pg_typeof(email) from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email+users.ssn
select xmlelement(name a, email), xmlforest(email, ssn as s) from users

-- = select | read | reads orders users | gives email=users.email | looks at orders.note other where, users.email other where, users.name other where
select email from users where (email, name) in (select note, note from orders)

-- # aggregates and windows
-- = select | read | reads users | gives ?=~, ?=~users.email, ?=~users.ssn
select count(*), count(email), count(distinct ssn) from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.name, ?=~users.id, ?=~users.id
select max(email), min(name), sum(id), avg(id) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select string_agg(email, ',' order by ssn) from users

-- = select | read | reads users | gives ?=~users.email
select string_agg(distinct email, ',') from users

-- = select | read | reads users | gives ?=~users.ssn | looks at users.ssn other filter
select count(*) filter (where ssn like '1%') from users

-- = select | read | reads orders | gives ?=~orders.note+orders.total | looks at orders.note equality filter, orders.user_id other group by
select sum(total) filter (where note = 'x') from orders group by user_id

-- = select | read | reads orders | gives ?=~orders.total
select percentile_cont(0.5) within group (order by total) from orders

-- = select | read | reads users | gives ?=~users.ssn
select mode() within group (order by ssn) from users

-- = select | read | reads users | gives ?=~users.id
select rank(5) within group (order by id) from users

-- = select | read | reads users | gives email=users.email, ?=~users.ssn | looks at users.ssn other window
select email, row_number() over (order by ssn) from users

-- = select | read | reads users | gives ?=~users.email+users.id, ?=~users.ssn | looks at users.id other window, users.name other window
select lag(email) over (order by id), first_value(ssn) over w from users window w as (partition by name order by id)

-- = select | read | reads orders | gives ?=~orders.total+orders.user_id | looks at orders.user_id other window
select sum(total) over (partition by user_id rows between 1 preceding and current row) from orders

-- = select | read | reads users | gives name=users.name, ?=~ | looks at users.name other group by, users.ssn other having
select name, count(*) from users group by name having max(ssn) > '5'

-- = select | read | reads users | gives name=users.name, email=users.email, ?=~ | looks at users.email other group by, users.name other group by
select name, email, count(*) from users group by grouping sets ((name), (email), ())

-- = select | read | reads users | gives name=users.name, ?=~ | looks at users.name other group by
select name, count(*) from users group by rollup (name)

-- = select | read | reads users | gives name=users.name, email=users.email, ?=~users.name | looks at users.email other group by, users.name other group by
select name, email, grouping(name) from users group by cube (name, email)

-- = select | read | reads users | gives email=users.email | looks at users.name other distinct, users.name other order by, users.ssn other order by
select distinct on (name) email from users order by name, ssn

-- = select | read | reads users | gives email=users.email | looks at users.ssn other order by
select email from users order by length(ssn) desc nulls last

-- = select | read | reads users | gives email=users.email | looks at users.email other order by
select email from users order by 1 offset 1 rows fetch first 2 rows only

-- = select | read | reads users | gives email=users.email | looks at users.id other order by
select email from users order by id fetch first 1 row with ties

-- = select | read | reads users | gives ?=~users.email+users.ssn
select json_agg(row_to_json(t)) from (select email, ssn from users) t

-- = select | read | reads users | gives ?=~users.email
-- ! any_value came with 16
select any_value(email) from users

-- # predicates
-- = select | read | reads users | gives id=users.id | looks at users.email other where, users.ssn equality where
select id from users where ssn = '1' and email <> 'x'

-- = select | read | reads users | gives id=users.id | looks at users.ssn other where
select id from users where ssn between '1' and '2'

-- = select | read | reads users | gives id=users.id | looks at users.ssn equality where
select id from users where ssn is not null

-- = select | read | reads orders users | gives id=users.id | looks at orders.note other where, users.ssn other where
select id from users where ssn > all (select note from orders)

-- = select | read | reads users | gives id=users.id | looks at users.ssn other where
select id from users where lower(ssn) = 'x'

-- = select | read | reads orders users | gives id=users.id | looks at orders.note join where, orders.user_id join where, users.id join where, users.ssn join where
select id from users u where exists (select 1 from orders o where o.user_id = u.id and o.note = u.ssn)

-- = select | read | reads orders users | gives id=users.id | looks at orders.user_id join where, users.id join where
select id from users where not exists (select 1 from orders where user_id = users.id)

-- = select | read | reads users | gives id=users.id | looks at users.ssn equality where
select id from users where (select ssn) = 'x'

-- = select | read | reads users | gives ?=~ | looks at users.ssn other having
select 1 from users having max(ssn) > '5'

-- = select | lock read | reads users | gives id=users.id
select id from users for update skip locked

-- = select | lock read | reads users | gives id=users.id
select id from users for share of users nowait

-- = select | lock read | reads users | gives id=users.id
select id from users for no key update

-- = select | lock read | reads orders users | gives id=users.id
select u.id from users u join orders o on true for key share of u

-- = select | read | reads orders users | gives id=users.id | looks at orders.note equality where, orders.user_id join where, users.id join where
select id from users where id = (select user_id from orders where note = 'x')

-- = select | read | reads users | gives tableoid=~, ctid=~, xmin=~
select tableoid::regclass, ctid, xmin from users

-- = select | read | reads users | gives ?=~
select count(*) from users tablesample bernoulli (50) repeatable (1)

-- = select | read | reads users
select from users
