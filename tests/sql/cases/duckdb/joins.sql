-- # Joins of every kind, subqueries and common table expressions.

-- = select | read | reads orders users | gives email=users.email, note=orders.note | looks at orders.user_id join where, users.id join where
select u.email, o.note from users u, orders o where u.id = o.user_id

-- = select | read | reads orders users | gives email=users.email, note=orders.note | looks at orders.user_id join join, users.id join join
select u.email, o.note from users u inner join orders o on u.id = o.user_id

-- = select | read | reads orders users | gives email=users.email, note=orders.note | looks at orders.note other join, orders.user_id join join, users.id join join
select u.email, o.note from users u left join orders o on u.id = o.user_id and o.note like 'a%'

-- = select | read | reads orders users | gives email=users.email, note=orders.note | looks at orders.user_id join join, users.id join join
select u.email, o.note from users u right outer join orders o on u.id = o.user_id

-- = select | read | reads orders users | gives email=users.email, note=orders.note | looks at orders.user_id join join, users.id join join
select u.email, o.note from users u full join orders o on u.id = o.user_id

-- = select | read | reads orders users | gives email=users.email
select u.email from users u cross join orders

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users u join orders o using (id)

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email | looks at orders.id join join, users.id join join
select id, email from users join orders using (id)

-- = select | read | reads orders users | gives id=users.id, id=orders.id | looks at orders.id join join, users.id join join
select users.id, orders.id from users join orders using (id)

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users left join orders using (id)

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users natural left join orders

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, name=users.name, ssn=users.ssn | looks at users.email join join, users.id join join
select * from users a join users b using (id, email)

-- = select | read | reads users | gives email=users.email, ssn=users.ssn | looks at users.id join where
select a.email, b.ssn from users a, users b where a.id = b.id

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at orders.user_id join join, users.id join join
select * from users semi join orders on users.id = orders.user_id

-- = select | read | reads orders users | gives email=users.email | looks at orders.id join join, users.id join join
select u.email from users u anti join orders o using (id)

-- = select | read | reads orders users | gives email=users.email, total=orders.total | looks at orders.id other join, orders.user_id join join, users.id join join, users.id other join
select u.email, o.total from users u asof join orders o on u.id = o.user_id and u.id >= o.id

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id other join, users.id other join
select * from users u asof left join orders o on u.id >= o.id

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users asof join orders using (id)

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, note=orders.note | looks at orders.user_id join where, users.id join where
select * from users u, lateral (select note from orders o where o.user_id = u.id) l

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, s=~users.ssn
select * from users u, lateral (select u.ssn || 'x' as s) l

-- = select | read | reads orders users | gives email=users.email, n=~orders.note | looks at orders.user_id join where, users.id join where
select u.email, l.n from users u left join lateral (select max(note) as n from orders where user_id = u.id) l on true

-- = select | read | reads users | gives x=~users.email+users.ssn
select l.x from users u cross join lateral unnest([u.email, u.ssn]) as l(x)

-- = select | read | reads users | gives id=users.id, x=~users.email | looks at users.email other from
select u.id, x from users u, unnest([u.email]) as t(x)

-- = select | read | reads users | gives ?=~users.email+users.ssn | looks at users.email other select, users.ssn other select
select unnest([email, ssn]) from users

-- = select | read | reads users | gives x=~users.email+users.ssn | looks at users.email other select, users.ssn other select
select unnest([email, ssn]) as x from users

-- = select | read | reads users | gives ? | looks at users.email other select, users.ssn other select
select unnest({'a': email, 'b': ssn}) from users

-- = select | read | reads users | gives ?=~users.email | looks at users.email other select
select unnest([{'a': email}], recursive := true) from users

-- = select | read | reads users | gives ? | looks at users.email other select
select unnest(list(email)) from users

-- = select | read | gives ?
select * from unnest([1, 2, 3]) with ordinality

-- = select | read | gives x=~
select t.x from unnest(['a', 'b']) as t(x)

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, t=~orders.total | looks at orders.user_id join join, orders.user_id other group by, users.id join join
select * from users u join (select user_id, sum(total) as t from orders group by user_id) s on s.user_id = u.id

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.user_id join join, users.id join join
select * from (users join orders on users.id = orders.user_id)

-- = select | read | reads orders users | gives email=users.email | looks at orders.total other where, orders.user_id join join, users.id join join
select u.email from (users u join orders o on u.id = o.user_id) where o.total > 3

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note, id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at orders.id join join, orders.user_id join join, users.id join join
select * from users u join orders o on u.id = o.user_id join users w on w.id = o.id

-- = select | read | reads users | gives email=users.email
select b.email from (from users) a, (from users) b

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id join where, users.id join where
select email from users where id in (select user_id from orders)

-- = select | read | reads orders users | gives email=users.email | looks at orders.note equality where, orders.user_id other where, users.id other where
select email from users where id not in (select user_id from orders where note = 'x')

-- = select | read | reads orders users | gives email=users.email | looks at orders.note other where, orders.user_id other where, users.id other where, users.name other where
select email from users where (id, name) in (select user_id, note from orders)

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id other where, users.id other where
select email from users where id = any (select user_id from orders)

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id other where, users.id other where
select email from users where id >= all (select user_id from orders)

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id join where, users.id join where
select email from users u where exists (select 1 from orders o where o.user_id = u.id)

-- = select | read | reads orders users | gives email=users.email | looks at orders.note join where, users.ssn join where
select email from users u where exists (from orders where note = u.ssn)

-- = select | read | reads users | gives email=users.email | looks at users.ssn other where
select email from users where ssn between 'a' and 'b'

-- = select | read | reads users | gives email=users.email | looks at users.ssn other where
select email from users where not (ssn = 'x')

-- = select | read | reads users | gives email=users.email | looks at users.name equality where, users.ssn equality where
select email from users where ssn = 'x' or name = 'y'

-- = select | read | reads users | gives email=users.email | looks at users.ssn equality where
select email from users where ssn in ('a', 'b')

-- = select | read | reads users | gives email=users.email | looks at users.ssn other where
select email from users where lower(ssn) = 'a'

-- = select | read | reads users | gives email=users.email | looks at users.ssn equality where
select email from users where ssn is null

-- = select | read | reads users | gives email=users.email | looks at users.ssn other where
select email from users where [ssn] = ['a']

-- = select | read | reads users | gives email=users.email | looks at users.ssn other where
select email from users where contains(ssn, 'x')

-- = select | read | reads users | gives email=users.email | looks at users.ssn other where
select email from users where ssn like '%1%'

-- = select | read | reads users | gives email=users.email | looks at users.email other where, users.name other where
select email from users where email = name

-- = select | read | reads users | gives email=users.email | looks at users.ssn other where
select email from users where regexp_matches(ssn, '^1')

-- = select | read | reads users | gives email=users.email | looks at users.name other where, users.ssn other where
select email from users where starts_with(ssn, '1') and ends_with(name, 'x')

-- = select | read | reads users | gives email=users.email
with c as (select email from users) select * from c

-- = select | read | reads users | gives ?=~users.email
with c as (select email from users) select c.email || 'x' from c

-- = select | read | reads users | gives s=users.ssn
with c(e, s) as (select email, ssn from users) select s from c

-- = select | read | reads users | gives e=users.email
with c as (select email from users), d as (select email as e from c) from d

-- = select | read | reads orders | gives email=orders.note
with users as (select note as email from orders) select email from users

-- = select | read | reads users | gives ssn=users.ssn
with users as (select * from users) select ssn from users

-- = select | read | reads users | gives ssn=users.ssn
with c as not materialized (select ssn from users) select * from c

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name
with c as materialized (from users) select * exclude (ssn) from c

-- = select | read | reads users | gives e=users.email
with recursive t(n, e) as (select 1, email from users union all select n + 1, e from t where n < 3) select e from t

-- = select | read | reads users | gives e=users.email+users.ssn
with recursive t(n, e, s) as (select 1, email, ssn from users union all select n + 1, s, e from t where n < 3) select e from t

-- = select | read | reads orders users | gives id=orders.id+users.id, email=orders.note+users.email | looks at orders.id join join, orders.id other set operation, orders.note other set operation, orders.user_id join join, users.email other set operation, users.id join join, users.id other set operation
with recursive t as (select id, email from users union select o.id, o.note from orders o join t on t.id = o.user_id) from t

-- = select | read | gives a=~, b=~
with recursive t(a, b) using key (a) as (select 1, 2 union select a, b + 1 from t where b < 5) select * from t

-- = select | read | reads users | gives ?=~users.ssn, email=users.email
with c as (select email from users) select (with c as (select ssn as email from users) select max(email) from c), email from c

-- = select | read | reads users | gives email=users.email
select * from (with c as (select email from users) from c)

-- = select | read | reads users | gives email=users.email
with delete as (select email from users) select * from delete

-- = select | read | gives x=~
with "insert" as (select 1 as x) from "insert"

-- = select | read | reads users | gives ?=~users.ssn
select (with x as (select ssn from users) select max(ssn) from x)

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id join where, users.id join where
select email from users where id in (with x as (select user_id from orders) from x)

-- = select | read | reads users | gives e=users.email
with c as (from users) from c select e: email

-- = select | read | gives col0=~, col1=~
with c as (values (1, 'a')) from c

-- = select | read | reads orders users | gives email=users.email, note=orders.note
with s as (select note from orders) select u.email, s.note from users u, s
