table users
select u from users u
select users from users
select u::text from users u
select row_to_json(u) from users u
select to_jsonb(u) -> 'ssn' from users u
select (u).ssn from users u
select (u).* from users u
select row(u.email, u.ssn) from users u
select json_build_object('a', u.email, 'b', u.id) from users u
select json_agg(u) from users u
select array_agg(email order by ssn) from users
select string_agg(email, ',') from users
select array(select ssn from users)
select x.* from users u, lateral (select u.email as e, u.ssn as s) x
select * from users u cross join lateral (select o.note from orders o where o.user_id = u.id) x
select * from users u left join lateral (select o.note as n from orders o where o.user_id = u.id) x on true
select x.e from (select email, ssn from users) x(e, s)
select * from (select email, ssn from users) x(e, s)
select * from users as u(a, b)
select b from users as u(a, b)
select * from (users join orders using (k)) j
select * from (users join orders using (k))
select * from users full join orders using (k)
select * from users right join orders using (k)
select * from orders right join users using (k) left join items using (k)
select * from users left join (orders join items using (k)) using (k)
select * from generate_series(1, 2) g, users
select * from users, unnest(array[users.email, users.ssn]) as e
select * from unnest(array['a', 'b']) with ordinality as x(v, n)
select e.key, e.value from users u, jsonb_each_text(to_jsonb(u)) e
select key, value from users u, jsonb_each_text(to_jsonb(u))
select * from users u, jsonb_each_text(to_jsonb(u))
select distinct on (name) email from users order by name, ssn
select u.email collate "C" from users u
select email from users for update
select (array_agg(ssn))[1] from users
select (array[email, ssn])[1:2] from users
select max(email) filter (where ssn is not null) from users
select percentile_disc(0.5) within group (order by ssn) from users
select lag(email) over w from users window w as (order by id)
select format('%s', u) from users u
select concat(u.*) from users u
select quote_literal(email), left(ssn, 30), substring(name from 1 for 30) from users
select email is distinct from ssn from users
select * from m_users
select "email" from "users"
select public.users.email from public.users
select EMAIL from USERS
with moved as (update users set name = name where id = 9001 returning *) select * from moved
with gone as (delete from pets where id = 9001 returning pets.*) select * from gone
with added as (insert into pets (id, k, pet) select id + 50, k, email from users where id = 9003 returning pet) select * from added
update users set name = name where id = 9002 returning *
update users set name = name where id = 9002 returning ssn as x, email
update users u set name = u.name from orders o where o.user_id = u.id returning *
update users u set name = u.name from orders o where o.user_id = u.id returning u.*, o.note
delete from items where id = 9002 returning *
delete from items i using orders o where o.k = i.k returning *
insert into pets (id, k, pet) values (5, 5, 'p') returning *
insert into pets (id, k, pet) select id + 70, 7, ssn from users returning pet, id
update users set name = ssn where id = 9001 returning name, email
update users set name = lower(email) returning *
insert into users (id, email) select id, note from orders where id = 8001 on conflict (id) do nothing returning *
insert into users (id, email) values (9001, 'q') on conflict (id) do update set name = users.ssn, email = excluded.email returning *
select ctid, tableoid from users
select * from json_to_recordset('[{"a": 1}]') as x(a int, b text)
select xmlelement(name x, email) from users
select grouping(email), email from users group by rollup (email)
with recursive t as (select id, email::text, ssn from users where id = 9001 union all select u.id, t.email || u.email, u.ssn from users u join t on u.id = t.id + 1) select * from t
with recursive b as (select e from a), a as (select email as e from users) select * from b
with users as (select * from users) select * from users
select o.note from orders o where (o.user_id, o.k) in (select id, k from users)
select (select u from users u limit 1)
select (select row(email, ssn) from users limit 1)
select c.v from users u cross join lateral (values (u.email), (u.ssn)) c(v)
select * from (values ((select max(ssn) from users), 1)) v(a, b)
merge into pets p using users u on p.id = u.id when matched then update set pet = u.email
select u.email as id, u.id as email from users u order by email
select @total from orders
select @ total, id from orders where @total > 1
select (array[10, 20, 30, 40])[1:total - 77769] from orders
select total::text || ssn from users, orders
select to_jsonb(u) @> '{}', to_jsonb(u) ? 'ssn' from users u
select |/ total, -total, ~ total::int from orders
select email ~ 'x', email ~~ 'y', email !~* 'z', email ^@ 'u' from users
select (u).ssn || (u).email from users u
select coalesce((select max(ssn) from users where id = o.user_id), o.note) from orders o
select date_trunc(name, now()) from users where name = 'day'
select extract(epoch from now()), id from users
