-- = insert | write | writes users
insert into users (id, email) values (1, 'x')

-- = insert | write | writes users
insert into users values (1, 'x', 'y', 'z')

-- = insert | write | writes users
insert into users default values

-- = insert | read write | reads users | writes orders | flows users.email>orders.note
insert into orders (note) select email from users

-- = insert | write | writes users | also delete
insert or replace into users (id, email) values (1, 'x')

-- = insert | write | writes users
insert or ignore into users (id) values (?)

-- = replace | read write | reads users | writes orders | also delete insert | flows users.email>orders.note
replace into orders (note) select email from users

-- = insert | write | writes users | also update | looks at users.id other on conflict | flows users.ssn>users.email
insert into users (id, email) values (1, 'x') on conflict (id) do update set email = excluded.email || ssn

-- = insert | read write | reads users | writes users | gives id=users.id, email=users.email
insert into users (id) values (1) returning id, email

-- = update | write | writes users | unbounded
update users set email = 'x'

-- = update | write | writes users | unbounded
update users set email = 'x' where 1

-- = update | write | writes users | looks at users.id equality where
update users set email = 'x' where id = ?

-- = update | write | writes users | looks at users.id equality where | flows users.name>users.email
update or ignore users set email = name where id = 3

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where | flows orders.note>users.name
update users set name = o.note from orders o where o.user_id = users.id

-- = update | write | writes users | looks at users.id equality where | flows users.name>users.email, users.name>users.name, users.ssn>users.email, users.ssn>users.name
update users set (name, email) = (ssn, name) where id = 1

-- = delete | write | writes users | unbounded
delete from users

-- = delete | write | writes users | looks at users.id equality where
delete from users where id = 5

-- = delete | write | writes users | looks at users.id equality where
delete from users where rowid = 5

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id = id

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where 1 = 1 or id = 2

-- = delete | read write | reads users | writes users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.id equality where
delete from users where id = 3 returning *

-- = delete | write | writes users | looks at users.id other where
delete from users where id between 1 and 5

-- = delete | write | writes users | looks at users.email equality where
delete from users where email is not null

-- = insert | write | writes users | also delete
insert or replace into users (id) values (1)

-- = update | write | writes users | also delete | looks at users.id equality where
update or replace users set id = 1 where id = 2

-- = update | write | writes users | looks at users.id equality where
update or ignore users set id = 1 where id = 2

-- = update | read write | reads users | writes users | gives email=users.email | looks at users.id equality where
update users set email = ?1 where id = ?2 returning email

-- = insert | read write | reads users | writes users | gives email=users.email
insert into users (id, email) values (1, lower(?)) returning email

-- = update | read write | reads users | writes users | gives email=~users.email | looks at users.id equality where | flows users.email>users.email
update users set email = email || '' where id = 1 returning email

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id is not null

-- = delete | write | writes users | looks at users.email equality where, users.id equality where
delete from users where id is not null and email = 'x'

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.ssn equality where
delete from users where ssn = 'x' or id is not null

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (select id from users)

-- = delete | read write | reads orders | writes users | looks at orders.id join where, users.id join where
delete from users where id in (select id from orders)

-- = delete | write | writes users | unbounded
delete from users where exists (select 1)

-- = delete | read write | reads users | writes users | unbounded
delete from users where exists (select 1 from users u)

-- = delete | read write | reads orders | writes users | unbounded
delete from users where exists (select 1 from orders)

-- = delete | write | writes users | unbounded
delete from users where 1

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.id other where
delete from users where id = 1 or id <> 1

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id > 5 or id <= 5

-- = delete | write | writes users | looks at users.id other where
delete from users where id > 5 or id < 5

-- = update | write | writes users | unbounded | looks at users.name other where
update users set name = 'x' where name like '%'
