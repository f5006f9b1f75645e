-- = copy | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
copy users to stdout

-- = copy | read | reads users | gives id=users.id, email=users.email
copy users (id, email) to stdout

-- = copy | read write | reads users | writes users | also delete | unbounded | gives email=users.email
copy (delete from users returning email) to stdout

-- = copy | file program read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to program 'cat > /tmp/x'

-- = copy | file read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to '/tmp/x'

-- = copy | write | writes users
copy users from stdin

-- = copy | file write | writes users
copy users from '/tmp/x'

-- = truncate | write | writes users | unbounded
truncate users

-- = truncate | write | writes orders users | unbounded
truncate table users, orders restart identity

-- = merge | read write | reads orders | writes users | also insert update | looks at orders.user_id join join, users.id join join | flows orders.id>users.id, orders.note>users.name
merge into users u using orders o on u.id = o.user_id when matched then update set name = o.note when not matched then insert (id, name) values (o.id, o.note)

-- = insert | write | writes users
insert into users (id, email) values (1, 'x')

-- = insert | read write | reads users | writes orders | flows users.email>orders.note
insert into orders (note) select email from users

-- = insert | write | writes users | also update | looks at users.id other on conflict | flows users.ssn>users.name
insert into users (id) values (1) on conflict (id) do update set email = excluded.email, name = users.ssn

-- = insert | read write | reads users | writes users | gives id=users.id, email=users.email
insert into users (id, email) values (?, ?) returning id, email

-- = update | write | writes users | unbounded
update users set email = 'x'

-- = update | write | writes users | unbounded
update users set email = 'x' where true

-- = update | write | writes users | unbounded
update users set email = 'x' where 1 = 1

-- = update | write | writes users | unbounded
update users set email = 'x' where not false

-- = update | write | writes users | unbounded | looks at users.email other where
update users set email = 'x' where email = email

-- = update | write | writes users | unbounded | looks at users.id equality where
update users set email = 'x' where id = 1 or true

-- = update | write | writes users | looks at users.id equality where
update users set email = 'x' where id = 1

-- = update | read write | reads users | writes users | gives name=users.email+users.name | looks at users.id equality where | flows users.email>users.name
update users set name = email where id = $1 returning name

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where | flows orders.note>users.name
update users set name = o.note from orders o where o.user_id = users.id

-- = delete | write | writes users | unbounded
delete from users

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (select id from users)

-- = delete | write | writes users | unbounded
delete from users where exists (select 1)

-- = delete | write | writes users | unbounded
delete from users where 'a' = 'a'

-- = delete | write | writes users | unbounded | looks at users.email other where
delete from users where email like '%'

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.id other where
delete from users where id = 1 or not (id = 1)

-- = delete | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where
delete from users u using orders o where o.user_id = u.id

-- = delete | write | writes users | looks at users.id equality where
delete from users where id = 1 and true

-- = load | extension
load 'library'

-- = merge | read write | reads orders | writes users | also delete | looks at orders.id join join, users.id join join
merge into users u using orders o on u.id = o.id when matched then delete when not matched then do nothing

-- = copy | read write | reads users | writes users | also delete | unbounded | gives id=users.id
copy (delete from users returning id) to stdout

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id is not null

-- = delete | write | writes users | looks at users.email equality where
delete from users where email is not null

-- = delete | write | writes users | looks at users.email equality where, users.id equality where
delete from users where id is not null and email = 'x'

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.ssn equality where
delete from users where ssn = 'x' or id is not null

-- = delete | read write | reads orders | writes users | looks at orders.id join where, users.id join where
delete from users where id in (select id from orders)

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

-- = delete | read write | reads users | writes users | unbounded | looks at users.id other where
delete from users where id = any(select id from users)

-- = delete | write | writes users | unbounded
delete from users where ctid is not null

-- = delete | write | writes users | unbounded | looks at users.name equality where
delete from users where name is null or name is not null

-- = delete | write | writes users | looks at users.id equality where
delete from users where id is null

-- = insert | read write | reads users | writes users | gives email=~users.email
insert into users (id, name) values (nextval('s'), 'x') returning upper(email) as email

-- = update | write | writes orders | unbounded
update orders set note = 'x' from (values (1)) v(a) where v.a = 1

-- = delete | read write | reads orders | writes orders | unbounded | looks at orders.id join where
delete from orders a using orders b where a.id = b.id

-- = delete | write | writes orders | unbounded | looks at orders.id other where
delete from orders where id = any (array[id, 4])

-- = merge | read write | reads users | writes orders | also delete | unbounded
merge into orders o using users u on true when matched then delete
