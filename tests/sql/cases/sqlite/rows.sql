-- = update | read write | reads orders | writes users | looks at orders.id equality where, orders.user_id join where, users.id join where | flows orders.note>users.name, orders.total>users.email
update users set name = o.note, email = o.total from orders as o where o.user_id = users.id and o.id = 5

-- = update | write | writes users | looks at users.id equality where
update users as u set name = 'x' where u.id = 1

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where | flows orders.note>users.name
update users as u set name = x.note from (select user_id, note from orders) as x where x.user_id = u.id

-- = update | read write | reads orders | writes users | looks at users.id equality where | flows orders.note>users.name
update users set name = c.n from (select max(note) as n from orders) as c where users.id = 2

-- = update | read write | reads orders | writes users | unbounded
update users set name = 'x' from orders

-- = update | read write | reads orders | writes users | unbounded | looks at orders.id equality where
update users set name = 'x' from orders where orders.id = 1

-- = update | write | writes users | looks at users.id equality where
update users indexed by i set name = 'x' where id = 1

-- = update | write | writes users | looks at users.id equality where
update users not indexed set name = 'x' where id = 1

-- = update | write | writes users | looks at users.id equality where | flows users.name>users.name
update main.users set name = upper(name) where id = 1

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id equality where, users.id join where | flows orders.note>users.name
update users set name = (select note from orders where orders.user_id = users.id) where id = 3

-- = update | write | writes users | looks at users.id equality where
update users set name = 'a', name = 'b' where id = 1

-- = update | read write | reads users | writes users | gives id=users.id, e=users.email | looks at users.id equality where
update users set email = null where id = 1 returning id, email as e

-- = update | write | writes users | looks at users.id equality where | flows users.id>users.id
update users set id = rowid where id = 1

-- = update | write | writes users | looks at users.id equality where, users.ssn other case | flows users.email>users.email, users.ssn>users.email
update users set email = case when ssn > 'a' then 'x' else email end where id = 1

-- = update | read write | reads users | writes users | looks at users.id equality where, users.id join where | flows users.ssn>users.name
update users set name = (select ssn from users u2 where u2.id = users.id) where id = 1

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where
with c as (select user_id from orders) update users set name = 'x' where id in (select user_id from c)

-- = delete | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where
with c as (select user_id from orders) delete from users where id in (select user_id from c)

-- = delete | write | writes users | looks at users.id equality where
delete from users as u where u.id = 1

-- = delete | write | writes users | looks at users.id equality where
delete from users not indexed where id = 1

-- = delete | read write | reads orders | writes users | looks at orders.user_id other where, users.id other where
delete from users where id = (select max(user_id) from orders)

-- = delete | read write | reads users | writes users | gives s=users.ssn | looks at users.email equality where
delete from users where email = 'x' returning ssn as s

-- = delete | write | writes users | looks at users.id equality where
delete from main.users where main.users.id = 1

-- = delete | write | writes users | looks at users.id equality where
delete from "users" where "id" = 1

-- = delete | write | writes users | looks at users.id equality where
delete from [users] where [id] = 1

-- = delete | write | writes users | looks at users.id equality where
delete from `users` where `id` = 1

-- = delete | write | writes users | looks at users.id equality where
delete from 'users' where id = 1

-- = insert | read write | reads orders | writes users | flows orders.id>users.id
insert into users (id, email) values ((select max(id) + 900 from orders), 'x')

-- = insert | write | writes users
insert into users (rowid, email) values (7, 'x')

-- = insert | read write | writes users
insert into users (id) select value from json_each('[71, 72]')

-- = insert | read write | reads users | writes users | flows users.email>users.email, users.id>users.id, users.name>users.name, users.ssn>users.ssn
insert into users select * from users

-- = insert | read write | reads users | writes users | flows users.id>users.id, users.name>users.email
insert into users (email, id) select name, id + 100 from users

-- = insert | read write | reads users | writes users | flows users.ssn>users.email
insert into users (id, email) values (71, (select ssn from users limit 1))

-- = insert | write | writes users
insert into users (id, email) values (?, ?), (?, ?)

-- = insert | write | writes users
insert into users (id, email) values (:id, @email)

-- = insert | read write | reads orders | writes users | flows orders.id>users.id, orders.note>users.email
insert into users (id, email) select 71, 'x' union all select id + 900, note from orders

-- = insert | read write | reads orders | writes users | flows orders.note>users.email
insert into users (id, email) with c as (select note from orders) select 9, note from c

-- = insert | read write | reads users | writes users | gives rowid=users.id
insert into users (id) values (71) returning rowid

-- = insert | read write | reads users | writes users | gives y=~users.email, id=users.id, email=users.email, name=users.name, ssn=users.ssn
insert into users (id) values (71) returning email || 'x' as y, *

-- = insert | write | writes users
insert into users (id) values (71), (72), (73)

-- = insert | write | writes orders
insert into orders (note) values ("users")

-- = delete | write | writes users | unbounded
delete from users limit 1

-- = delete | write | writes users | looks at users.id other order by, users.ssn equality where
delete from users where ssn = 'x' order by id limit 1

-- = delete | write | writes users | unbounded | looks at users.id other order by
delete from users order by id limit 5

-- = update | write | writes users | unbounded
update users set email = 'x' limit 1

-- = update | write | writes users | looks at users.id other order by, users.id other where
update users set email = 'x' where id > 5 order by id limit 2
