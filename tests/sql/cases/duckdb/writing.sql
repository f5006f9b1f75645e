-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to 'users.csv'

-- = copy | file network read | reads users | flows users.email>file.*
copy (select email from users) to 'x.parquet' (format parquet)

-- = copy | file network write | writes users
copy users from 'users.csv'

-- = copy | file write | conceded
copy from database a to b

-- = load | extension
load httpfs

-- = truncate | write | writes users | unbounded
truncate users

-- = insert | write | writes users
insert into users (id, email) values (1, 'x')

-- = insert | read write | reads orders | writes users | flows orders.note>users.email
insert into users by name select 1 as id, note as email from orders

-- = insert | read write | reads users | writes orders | flows users.email>orders.note
insert into orders (note) select email from users

-- = insert | write | writes users | also update
insert or replace into users (id, email) values (1, 'x')

-- = insert | write | writes users | also update | looks at users.id other on conflict
insert into users (id, email) values (1, 'x') on conflict (id) do update set email = excluded.email

-- = insert | read write | reads users | writes users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
insert into users (id) values (1) returning *

-- = update | write | writes users | unbounded
update users set email = 'x'

-- = update | write | writes users | unbounded
update users set email = 'x' where true

-- = update | read write | reads users | writes users | gives email=users.email+users.name | looks at users.id equality where | flows users.name>users.email
update users set email = name where id = $1 returning email

-- = delete | write | writes users | unbounded
delete from users

-- = delete | write | writes users | looks at users.id equality where
delete from users where id = 1

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id = id

-- = merge | read write | reads orders | writes users | also update | looks at orders.user_id join join, users.id join join | flows orders.note>users.name
merge into users using orders on users.id = orders.user_id when matched then update set name = orders.note

-- = insert | write | writes users | also update
insert or replace into users values (1, 2, 3, 4)
