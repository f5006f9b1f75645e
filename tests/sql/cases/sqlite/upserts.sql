-- = insert | write | writes users
insert into users (id, email) values (1, 'x') on conflict do nothing

-- = insert | write | writes users | looks at users.id other on conflict
insert into users (id, email) values (1, 'x') on conflict (id) do nothing

-- = insert | write | writes users | also update | looks at users.id other on conflict
insert into users (id, email) values (1, 'x') on conflict (id) do update set email = excluded.email

-- = insert | write | writes users | also update | looks at users.id other on conflict, users.name other on conflict
insert into users (id, email) values (1, 'x') on conflict (id) do update set email = excluded.email where users.name <> excluded.name

-- = insert | write | writes users | also update | looks at users.id other on conflict | flows users.ssn>users.name
insert into users (id, email) values (1, 'x') on conflict (id) where id > 0 do update set name = users.ssn

-- = insert | read write | reads orders | writes users | also update | looks at users.id other on conflict | flows orders.id>users.id, orders.note>users.email, orders.note>users.name
insert into users (id, email) select id, note from orders where true on conflict (id) do update set name = excluded.email

-- = insert | write | writes users | also update | looks at users.id other on conflict
insert into users (id) values (1) on conflict (id) do update set (email, name) = (excluded.ssn, 'x')

-- = insert | write | reads users | gives ? | conceded
insert into users (id) values (1) on conflict (email) do nothing on conflict (id) do update set name = 'b'

-- = insert | write | writes users | also update | looks at users.id other on conflict | flows users.email>users.name
insert into users as u (id) values (1) on conflict (id) do update set name = u.email || excluded.name

-- = insert | read write | reads orders | writes users | also update | looks at users.id other on conflict | flows orders.note>users.name
insert into users (id) values (1) on conflict (id) do update set name = (select note from orders limit 1)

-- = insert | read write | reads users | writes users | also update | gives ssn=users.ssn | looks at users.id other on conflict
insert into users (id) values (1) on conflict (id) do update set email = 'x' returning ssn

-- = insert | write | writes users | looks at users.email other on conflict
insert into users (id, email) values (1, 'x') on conflict (lower(email)) do nothing

-- = insert | write | writes users
insert or abort into users (id) values (71)

-- = insert | write | writes users
insert or fail into users (id) values (71)

-- = insert | write | writes users
insert or rollback into users (id) values (71)

-- = insert | read write | reads orders | writes users | also delete | flows orders.id>users.id, orders.note>users.email, orders.note>users.name, orders.note>users.ssn
insert or replace into users select id, note, note, note from orders

-- = insert | read write | reads users | writes users | also delete | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
insert or replace into users (id) values (1) returning *

-- = insert | read write | reads orders | writes users | flows orders.id>users.id, orders.note>users.email
insert or ignore into users (id, email) select id, note from orders

-- = replace | write | writes users | also delete insert
replace into users (id, email) values (1, 'a'), (2, 'b')

-- = replace | read write | reads users | writes users | also delete insert | gives email=users.email
replace into users values (1, 'a', 'b', 'c') returning email

-- = replace | write | writes users | also delete insert
replace into main.users default values

-- = update | write | writes users | unbounded
update or rollback users set email = 'x'

-- = update | write | writes users | looks at users.id equality where
update or abort users set email = 'x' where id = 1

-- = update | write | writes users | looks at users.id equality where
update or fail users set email = 'x' where id in (1, 2)

-- = update | write | writes users | also delete | unbounded | flows users.id>users.id
update or replace users set id = id + 1

-- = insert | read write | reads orders | writes users | flows orders.id>users.id, orders.note>users.email
with c as (select id, note from orders) insert into users (id, email) select id, note from c

-- = insert | write | writes users | also delete
with c as (select 1 as id) insert or replace into users (id) select id from c

-- = replace | read write | reads orders | writes users | also delete insert | flows orders.id>users.id
with c as (select id from orders) replace into users (id) select id from c
