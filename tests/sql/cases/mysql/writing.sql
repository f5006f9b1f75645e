-- = insert | write | writes users
insert into users (id, email) values (1, 'x')

-- = insert | write | writes users
insert into users set id = 1, email = 'x'

-- = insert | write | writes users
insert ignore into users (id) values (1)

-- = insert | read write | reads users | writes orders | flows users.email>orders.note
insert into orders (note) select email from users

-- = insert | write | writes users | also update | flows users.ssn>users.name
insert into users (id, email) values (1, 'x') on duplicate key update email = values(email), name = ssn

-- = replace | write | writes users | also delete insert
replace into users (id, email) values (1, 'x')

-- = replace | read write | reads users | writes orders | also delete insert | flows users.email>orders.note
replace into orders (note) select email from users

-- = update | write | writes users | unbounded
update users set email = 'x'

-- = update | write | writes users | unbounded
update users set email = 'x' where 1

-- = update | write | writes users | looks at users.id equality where
update users set email = 'x' where id = 1

-- = update | write | writes users | unbounded
update users set email = 'x' limit 10

-- = update | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join join, users.id join join | flows orders.note>users.name
update users u join orders o on o.user_id = u.id set u.name = o.note where o.id = 1

-- = update | read write | reads orders users | writes orders | looks at orders.user_id join where, users.id join where | flows users.email>orders.note
update users u, orders o set o.note = u.email where o.user_id = u.id

-- = delete | write | writes users | unbounded
delete from users

-- = delete | write | writes users | looks at users.id equality where
delete from users where id = 1

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id = id

-- = delete | write | writes users | unbounded
delete from users limit 5

-- = delete | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join join, users.id join join
delete u from users u join orders o on o.user_id = u.id where o.id = 5

-- = delete | read write | reads orders users | writes users | unbounded | looks at orders.user_id join join, users.id join join
delete from u using users u join orders o on o.user_id = u.id

-- = truncate | write | writes users | unbounded
truncate users

-- = truncate | write | writes users | unbounded
truncate table shop.users

-- = load | file write | writes users
load data infile '/tmp/x' into table users

-- = load | file write | writes users
load data local infile 'x' into table users (id, email)

-- = load | file session write | writes users
load data infile '/tmp/x' into table users (@a) set email = upper(@a)

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id is not null

-- = delete | write | writes users | looks at users.email equality where
delete from users where email is not null

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

-- = delete | write | writes users | unbounded | looks at users.name equality where
delete from users where name is null or name is not null

-- = delete | write | writes users | looks at users.id equality where
delete from users where id is null
