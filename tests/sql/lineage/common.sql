select * from users
select u.* from users u
select u.*, o.* from users u join orders o on o.user_id = u.id
select o.*, u.* from users u join orders o on o.user_id = u.id
select * from users u join orders o on o.user_id = u.id
select * from users u, orders o where o.user_id = u.id
select id, email from users
select email as name, name as email from users
select name from (select ssn as name from users) users
select x.a, x.b from (select email as a, ssn as b from users) x
select * from (select email as a, ssn as b from users) x
select lower(email), upper(name) from users
select email || '-' || ssn from users
select count(*) from users
select count(email), max(ssn), min(name) from users
select email, count(*) from users group by email
select case when id > 0 then email else ssn end from users
select coalesce(null, ssn) from users
select (select max(ssn) from users) as top_one
select o.note, (select u.email from users u where u.id = o.user_id) from orders o
select (select email from users where users.id = orders.user_id) as e, note from orders
with c as (select email as e, ssn from users) select * from c
with c as (select email as e, ssn from users) select ssn, e from c
with c (p, q) as (select email, ssn from users) select q, p from c
with users as (select note as email from orders) select email from users
with a as (select email as x from users), b as (select x as y from a) select y from b
with recursive c(n, m) as (select id, email from users where id = 9001 union all select c.n + 1, c.m from c where c.n < 9003) select * from c
with recursive c(n, m) as (select email, ssn from users union select c.m, c.n from c) select n, m from c
select email from users union all select ssn from users
select email, ssn from users union select ssn, name from users
select email from users union all select note from orders order by 1
select email from users intersect select email from users
select email from users except select note from orders
select * from (select email from users union all select note from orders) x
select * from users join orders using (k)
select k from users join orders using (k)
select users.k, orders.k from users join orders using (k)
select * from users left join orders using (k)
select * from orders join users using (k)
select * from users join orders using (k) join items using (k)
select users.* from users join orders using (k)
select orders.* from users join orders using (k)
select * from users natural join pets
select * from pets natural join users
select * from users join pets using (id, k)
select mail, lname from v_users
select * from v_users
select v.* from v_users v
select m from v_deep
select * from v_deep
select * from v_star
select * from v_users v join orders o on o.user_id = v.id
select distinct email from users order by email
select row_number() over (partition by name order by ssn), email from users
select max(email) over (partition by name) from users
select first_value(ssn) over (order by id) from users
select sum(total) from orders
select total + 1, total * 2 from orders
select u1.email, u2.ssn from users u1 join users u2 on u1.id = u2.id
select a.email from users a where exists (select 1 from orders o where o.user_id = a.id and o.note like 'orders%')
select email from users where id in (select user_id from orders)
select * from (select u.*, o.note from users u join orders o on o.user_id = u.id) q
select q.note, q.email from (select u.*, o.note from users u join orders o on o.user_id = u.id) q
select nullif(email, 'x'), replace(ssn, 'zz', 'y'), substr(name, 1, 40) from users
select cast(ssn as char(40)) from users
select 'const', 1, null, email from users
select ((email)) from users
select u.id, v.mail from users u left join v_users v on v.id = u.id
select e from (select email as e from users where id = 9001) a union all select n from (select note as n from orders) b
with c as (select * from users) select c.ssn, o.note from c join orders o on o.user_id = c.id
with c as (select * from users), d as (select * from c) select * from d
select * from (select * from (select * from users) a) b
select * from (select id as users_id from users) a join (select id as orders_id from orders) b on a.users_id = 9001
select exists(select 1 from users where ssn like 'users%')
select email in (select email from users) from users
select u.email from users u group by u.email having max(u.ssn) is not null order by max(u.name)
select * from users cross join (select note from orders) n
select * from users where id = 9001 order by ssn limit 1
select max(case when id = 9001 then ssn end) from users
select * from (values (1, 'a')) as v
