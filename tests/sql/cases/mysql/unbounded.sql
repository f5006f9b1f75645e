-- # Writes of every row, in disguise and not

-- = update | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join join, users.id join join | flows orders.note>users.name
update users u join orders o on o.user_id = u.id set u.name = o.note where o.id = 8001

-- = update | read write | reads orders users | writes users | looks at orders.id equality join, orders.user_id join join, users.id join join | flows orders.note>users.name
update users u join orders o on o.user_id = u.id and o.id = 8001 set u.name = o.note

-- = update | read write | reads orders users | writes users | unbounded | looks at orders.user_id join join, users.id join join | flows orders.note>users.name
update users u join orders o on o.user_id = u.id set u.name = o.note

-- = update | read write | reads orders users | writes users | unbounded | looks at orders.id equality where
update users u, orders o set u.name = 'x' where o.id = 8001

-- = update | read write | reads orders users | writes orders | looks at orders.user_id join where, users.id equality where, users.id join where | flows users.email>orders.note
update users u, orders o set o.note = u.email where o.user_id = u.id and u.id = 9001

-- = update | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join join, users.id join join
update users u left join orders o on o.user_id = u.id set u.name = 'x' where o.id is null

-- = update | read write | reads orders users | writes users | unbounded | looks at orders.id equality join
update users u left join orders o on o.id = 8001 set u.name = 'x'

-- = update | read write | reads orders users | writes orders users | unbounded | looks at users.id equality where
update users u, orders o set u.name = 'x', o.note = 'y' where u.id = 9001

-- = update | read write | reads orders users | writes orders users | looks at orders.id equality where, users.id equality where
update users u, orders o set u.name = 'x', o.note = 'y' where u.id = 9001 and o.id = 8001

-- = delete | read write | reads orders users | writes orders users | looks at orders.user_id join join, users.id equality where, users.id join join
delete u, o from users u join orders o on o.user_id = u.id where u.id = 9001

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join join, users.id join where
delete a from users a join users b on a.id = b.id where b.id = a.id

-- = delete | read write | reads users | writes users | looks at users.id join join, users.ssn equality where
delete a from users a join users b on a.id = b.id where b.ssn = 'users_ssn_1'

-- = delete | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join join, users.id join join
delete from u using users u join orders o on o.user_id = u.id where o.id = 8001

-- = delete | read write | reads orders users | writes users | looks at orders.id join join, orders.total other where, users.id join join
delete from users using users join orders using (id) where orders.total > 0

-- = delete | read write | reads orders users | writes users | looks at orders.id join join, orders.total other where, users.id join join
delete u from users u natural join orders o where o.total > 1

-- = delete | read write | reads orders users | writes users | unbounded | looks at orders.id equality where
delete u from users u, orders where orders.id = 8001

-- = delete | read write | reads users | writes users | looks at users.id equality where
delete users from users where id = 9001

-- = delete | read write | reads users | writes users | looks at users.id equality where
delete shop.users from shop.users where id = 9001

-- = update | write | writes users | unbounded | looks at users.id equality where
update users set name = 'x' where id = 9001 or 1

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id = 9001 || 1

-- = delete | write | writes users | unbounded
delete from users where 'a' = 0

-- = delete | write | writes users | unbounded
delete from users where not 0

-- = delete | write | writes users | unbounded
delete from users where !0

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id <=> id

-- = delete | write | writes users | unbounded | looks at users.name other where
delete from users where name rlike '.*'

-- = delete | write | writes users | unbounded | looks at users.name other where
delete from users where name regexp ''

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id between id and id

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where (id = id) is not false

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id is not unknown

-- = delete | write | writes users | looks at users.id other where
delete from users where id xor 0

-- # a key is hardly ever 0, a text that is no number always
-- = delete | write | writes users | unbounded | looks at users.id other where | conceded
delete from users where id

-- = delete | write | writes users | unbounded | looks at users.name equality where | conceded
delete from users where name = 0

-- = delete | write | writes users | unbounded | looks at users.name equality where | conceded
delete from users where name in (0, 1)

-- = delete | write | writes users | unbounded | looks at users.name other where | conceded
delete from users where name <> 7

-- = delete | write | writes users | unbounded | looks at users.name other where | conceded
delete from users where name < 1

-- = delete | write | writes users | unbounded | looks at users.name other where | conceded
delete from users where not name

-- = delete | write | writes users | looks at users.name equality where
delete from users where name = 7

-- = delete | write | writes users | looks at users.id equality where, users.name equality where
delete from users where name = 0 and id = 9001

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id between -2147483648 and 2147483647

-- = delete | write | writes users | unbounded | looks at users.name other where
delete from users where name like '%%'

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id in (id, 5)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (select id from (select id from users) x)

-- = delete | read write | reads users | writes users | looks at users.id equality where, users.id join where
delete from users where id in (select id from (select id from users where id = 9001) x)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where exists (select * from users u where u.id = users.id)

-- = delete | read write | reads users | writes users | unbounded
delete from users where (select count(*) from users) > 0

-- = delete | read write | reads users | writes users | unbounded | looks at users.id other where
delete from users where id = any (select id from users)

-- = delete | write | writes users | unbounded | looks at users.id other order by
delete from users order by id limit 2

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where coalesce(id, 1) = coalesce(id, 1)

-- = delete | write | writes users | unbounded | looks at users.name other where
delete from users where ifnull(name, 1) = ifnull(name, 1)

-- = delete | write | writes users | unbounded
delete from users where 1 = 1 and true

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.name other where
delete from users where id = 9001 or name = name

-- = delete | write | writes users | unbounded
delete from users where true is not null

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id >= 9002 or id <= 9002

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id > 9002 or id < 9003

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id + 0 = id

-- = delete | write | writes users | unbounded | looks at users.name other where
delete from users where length(name) >= 0

-- = delete | write | writes users | unbounded | looks at users.name equality where
delete from users where name is not null or name is null

-- = delete | write | writes users | unbounded | looks at users.id other case, users.id other where
delete from users where case when id then 1 else 1 end

-- = delete | write | writes users | unbounded
delete from users where @x is null

-- = delete | write | writes users | unbounded
delete from users where rand() < 2

-- = delete | write | writes users | unbounded
delete from users where now() > '2000-01-01'

-- = update | write | writes users | unbounded | looks at users.id equality where
update users set name = 'x' where not (id is null)

-- = update | read write | reads orders | writes users | unbounded | looks at orders.id equality where
update users set name = 'x' where not exists (select 1 from orders where id = -1)

-- = update | read write | reads orders | writes users | looks at orders.id other where, users.id other where
update users set name = 'x' where id not in (select id from orders)

-- = delete | write | writes users | looks at users.name other where
delete from users where name not like ''

-- = delete | write | writes users | looks at users.id other where
delete from users where id != -1

-- = delete | read write | reads orders users | writes users | unbounded | looks at orders.id equality where, orders.user_id join where, users.id join where
delete u from users u, orders o, users b where o.id = 8001 and b.id = o.user_id

-- = delete | read write | reads orders users | writes users | looks at orders.id equality where, orders.user_id join where, users.id join where
delete u from users u, orders o, users b where o.id = 8001 and b.id = o.user_id and u.id = b.id
