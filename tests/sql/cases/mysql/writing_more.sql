-- # Rows written, one table and several

-- = insert | write | writes users
insert into users values (1, 'a', 'b', 'c')

-- = insert | write | writes users
insert into users (id, email) values (1, 'a'), (2, default), (3, upper('x'))

-- = insert | write | writes users
insert users set id = 1, email = concat('a', 'b')

-- = insert | write | writes users
insert low_priority into users (id) values (1)

-- = insert | write | writes users
insert high_priority ignore into users (id) values (1)

-- = insert | read write | reads orders | writes users | looks at orders.total other where | flows orders.id>users.id, orders.note>users.email
insert into users (id, email) select id, note from orders where total > 5

-- = insert | read write | reads orders | writes users | flows orders.id>users.id, orders.note>users.email, orders.note>users.name, orders.note>users.ssn
insert into users select id, note, note, note from orders

-- = insert | read write | reads users | writes orders | also update | flows users.id>orders.id, users.id>orders.note, users.ssn>orders.note
insert into orders (id, note) select id, ssn from users on duplicate key update note = values(note)

-- = insert | write | writes orders | also update | flows orders.note>orders.note, orders.total>orders.total
insert into orders (id, note) values (8001, 'x') on duplicate key update note = concat(note, values(note)), total = total + 1

-- = insert | read write | reads users | writes orders | also update | flows users.ssn>orders.note
insert into orders (id, note) values (8001, (select ssn from users limit 1)) on duplicate key update note = values(note)

-- = insert | write | writes users | also update | flows users.id>last_insert_id.*, users.id>users.id
insert into users (id, name) values (9001, 'x') on duplicate key update id = last_insert_id(id)

-- = insert | write | writes orders | also update
-- ! MySQL 8
insert into orders (id, note) values (8001, 'x') as n on duplicate key update note = n.note

-- = insert | write | writes orders | also update
-- ! MySQL 8
insert into orders (id, note) values (8001, 'x') as n (a, b) on duplicate key update note = b

-- = insert | read write | reads users | writes users | gives id=users.id, email=users.email, ssn=users.ssn
insert into users (id, email) values (1, 'x') returning id, email, ssn

-- = insert | read write | reads orders users | writes users | gives email=orders.note+users.email | flows orders.id>users.id, orders.note>users.email
insert into users (id, email) select id, note from orders returning email

-- = insert | read write | reads orders users | writes users | gives id=users.id, email=orders.note+users.email, name=users.name, ssn=users.ssn | flows orders.note>users.email
insert into users (id, email) values (1, (select note from orders limit 1)) returning *

-- = replace | read write | reads users | writes users | also delete insert | gives id=users.id
replace into users (id, email) values (9001, 'x') returning id

-- = replace | write | writes users | also delete insert
replace users set id = 9001, email = 'x'

-- = replace | read write | reads users | writes orders | also delete insert | flows users.id>orders.id, users.id>orders.total, users.id>orders.user_id, users.ssn>orders.note
replace into orders select id, id, id, ssn from users

-- = replace | write | writes users | also delete insert
replace low_priority into users values (1, 'a', 'b', 'c')

-- = insert | read write | reads users | writes users | flows users.email>users.email, users.id>users.id, users.name>users.name, users.ssn>users.ssn
-- ! MySQL 8
insert into users table users

-- = insert | read write | reads orders | writes users | flows orders.id>users.id, orders.note>users.email
insert into users (id, email) with c as (select id, note from orders) select * from c

-- = insert | read write | reads users | writes orders | flows users.email>orders.note, users.id>orders.id, users.name>orders.note
insert into orders (id, note) select id, email from users union all select id, name from users

-- = insert | write | writes users
insert into users partition (p0) (id) values (1)

-- = insert | write | writes users
insert delayed into users (id) values (1)

-- = update | write | writes users | looks at users.id equality where | flows users.email>users.email, users.ssn>users.name
update users set email = lower(email), name = ssn where id = 9001

-- = update | write | writes users | looks at users.id equality where
update users set email = default where id = 9001

-- = update | write | writes users | looks at users.id equality where
update low_priority ignore users set email = 'x' where id = 9001

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id equality where, users.id join where | flows orders.note>users.email
update users set email = (select note from orders where orders.user_id = users.id limit 1) where id = 9001

-- = update | write | writes users | looks at users.id equality where
update users u set u.email = 'x' where u.id = 9001

-- = update | write | writes users | looks at users.id equality where
update shop.users set shop.users.email = 'x' where shop.users.id = 9001

-- = update | write | writes users | looks at users.id equality where, users.ssn other order by
update users set name = 'x' where id = 9001 order by ssn limit 1

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where
update users set name = 'x' where id in (select user_id from orders)

-- = update | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join where, users.id join where | flows orders.note>users.name
update users, orders set users.name = orders.note where users.id = orders.user_id and orders.id = 8001

-- = update | read write | reads orders users | writes orders users | looks at orders.user_id join join, users.id equality where, users.id join join | flows orders.note>users.name, users.ssn>orders.note
update users u inner join orders o on u.id = o.user_id set u.name = o.note, o.note = u.ssn where u.id = 9001

-- = update | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join join, users.id join join
update users left join orders on orders.user_id = users.id set users.name = 'x' where orders.id = 8001

-- = update | read write | reads orders users | writes users | looks at orders.user_id join join, orders.user_id other group by, users.id equality where, users.id join join | flows orders.note>users.name
update users u join (select user_id, max(note) as m from orders group by user_id) x on x.user_id = u.id set u.name = x.m where u.id = 9001

-- = update | read write | reads orders users | writes users | looks at orders.user_id join join, users.id equality where, users.id join join
-- ! MySQL 8
with c as (select user_id from orders) update users join c on c.user_id = users.id set name = 'x' where users.id = 1

-- = delete | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where
-- ! MySQL 8
with c as (select user_id from orders) delete from users where id in (select user_id from c)

-- = update | write | writes users | looks at users.id equality where | flows users.email>users.email, users.id>users.email, users.id>users.id
update users set id = id + 1, email = concat(email, id) where id = 9001

-- = update | write | writes users | looks at users.id equality where, users.ssn other case | flows users.email>users.email, users.name>users.email, users.ssn>users.email
update users set email = if(ssn like '1%', name, email) where id = 9001

-- = update | write | writes users | looks at users.id equality where, users.ssn other case | flows users.email>users.email, users.name>users.email, users.ssn>users.email
update users set email = case when ssn = 'x' then name else email end where id = 9001

-- = delete | write | writes users | looks at users.id equality where
delete low_priority quick ignore from users where id = 9001

-- = delete | read write | reads users | writes users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.id equality where
delete from users where id = 9001 returning *

-- = delete | read write | reads users | writes users | gives email=users.email, s=~users.ssn | looks at users.id equality where
delete from users where id = 9001 returning email, upper(ssn) as s

-- = delete | write | writes users | looks at users.id equality where, users.ssn other order by
delete from users where id = 9001 order by ssn limit 1

-- = delete | write | writes users | looks at users.id equality where
delete from shop.users where shop.users.id = 9001

-- = delete | read write | reads orders users | writes orders users | looks at orders.user_id join join, users.id equality where, users.id join join
delete users, orders from users inner join orders on orders.user_id = users.id where users.id = 9001

-- = delete | read write | reads orders users | writes orders users | looks at orders.user_id join join, users.id equality where, users.id join join
delete from users, orders using users inner join orders on orders.user_id = users.id where users.id = 9001

-- = delete | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join join, users.id join join
delete u.* from users u join orders o on o.user_id = u.id where o.id = 8001

-- = delete | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join join, users.id join join
delete u from users as u left join orders as o on o.user_id = u.id where o.id is null

-- = delete | read write | reads orders users | writes users | looks at orders.id equality where, orders.id join join, users.id join join, users.name equality where
delete users from users left join orders on users.id = orders.id where orders.id is null and users.name = 'x'

-- = delete | write | writes users | looks at users.id equality where
delete from users partition (p0) where id = 1

-- = delete | read write | reads orders | writes users | looks at orders.note join where, users.id equality where, users.ssn join where
delete from users where id = 9001 and ssn in (select note from orders)

-- = delete | read write | reads orders | writes users | looks at orders.id equality where, orders.note join where, users.ssn join where
delete from users where ssn = (select note from orders where id = 8001)

-- = delete | read write | reads users | writes users | looks at users.id equality where, users.id other join, users.name join join
delete a from users a join users b on a.name = b.name and a.id > b.id where b.id = 9001

-- = delete | read write | reads orders users | writes orders | looks at orders.user_id join join, users.email equality where, users.id join join
delete o from orders o join users u on u.id = o.user_id where u.email = 'x'

-- = truncate | write | writes users | unbounded
truncate table users wait 5

-- = delete | write | writes users | looks at users.id equality where
-- = insert | write | writes users
delete from users where id = 9001; insert into users (id) values (5)

-- = insert | write | writes users
insert low_priority into users (id) values (5)

-- = insert | write | writes users
insert high_priority ignore into users (id) values (5)

-- = delete | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join join, users.id join join
delete from u.* using users u join orders o on o.user_id = u.id where o.id = 8001

-- = delete | read write | reads orders users | writes orders users | looks at orders.id equality where, orders.user_id join join, users.id join join
delete shop.users.*, orders from users join orders on orders.user_id = users.id where orders.id = 8001

-- = delete | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join where, users.id join where
delete from users using users, orders where users.id = orders.user_id and orders.id = 8001

-- = insert | read write | reads users | writes orders | also update | flows users.ssn>orders.note
-- ! MySQL 8
insert into orders (id, note) values (8001, (select ssn from users limit 1)) as n (a, b) on duplicate key update note = b

-- = delete | write | writes users | unbounded
delete history from users

-- = delete | write | writes users | unbounded
delete history from users before system_time '2020-01-01'

-- = update | write | writes users | unbounded
update users for portion of p from '2020-01-01' to '2021-01-01' set name = 'x'

-- = delete | write | writes users | unbounded
delete from users for portion of p from '2020-01-01' to '2021-01-01'

-- = load | file read session write | reads orders | writes users | also delete | flows orders.note>users.email
-- ! it reads a file
load data local infile 'x' replace into table users character set utf8 fields terminated by ',' (id, @a) set email = (select note from orders limit 1), name = @a

-- = load | file write | writes users
-- ! it reads a file
load data infile 'x' into table users (id)

-- = load | file write | writes users
-- ! it reads a file
load xml local infile 'x' into table users rows identified by '<r>'

-- = load | maintenance | gives ?
load index into cache users

-- = delete | write | writes users | looks at users.id equality where
delete from users for portion of p from '2020-01-01' to '2021-01-01' where id = 1
