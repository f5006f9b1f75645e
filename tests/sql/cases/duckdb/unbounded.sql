-- # Writes that change every row, in their disguises, and some that only look like it.

-- = delete | write | writes users | unbounded
delete from users where true

-- = delete | write | writes users | unbounded
delete from users where 1 = 1

-- = delete | write | writes users | unbounded
delete from users where 1

-- = delete | write | writes users | unbounded
delete from users where not false

-- = delete | write | writes users | unbounded
delete from users where 'a' = 'a'

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id is not null

-- = delete | write | writes users | looks at users.ssn equality where
delete from users where ssn is not null

-- = delete | write | writes users | unbounded | looks at users.ssn equality where
delete from users where ssn is not null or true

-- = delete | write | writes users | unbounded | looks at users.email other where
delete from users where email like '%'

-- = delete | write | writes users | unbounded | looks at users.email other where
delete from users where email ilike '%%'

-- = delete | write | writes users | unbounded | looks at users.email other where
delete from users where email ~ '.*'

-- = delete | write | writes users | unbounded | looks at users.email other where
delete from users where regexp_matches(email, '')

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (select id from users)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (from users select id)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id other where
delete from users where id = any (select id from users)

-- = delete | write | writes users | unbounded
delete from users where exists (select 1)

-- = delete | read write | reads users | writes users | unbounded
delete from users where exists (from users)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id >= id

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id = 1 or 1 = 1

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id = 1 or true

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.id other where
delete from users where id = 1 or id <> 1

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id > 5 or id <= 5

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id between id and id

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where coalesce(true, id = 1)

-- = delete | write | writes users | unbounded
delete from users where true and 1 = 1

-- = delete | write | writes users | unbounded
delete from users where (((true)))

-- = delete | write | writes users | unbounded
delete from users where not (1 = 2)

-- = delete | write | writes users | unbounded
delete from users where null is null

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id is null or id is not null

-- = delete | write | writes users | unbounded
delete from users where 2 > 1

-- = delete | write | writes users | unbounded
delete from users where cast('true' as boolean)

-- = delete | write | writes users | unbounded
delete from users where 't'::boolean

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id in (id)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where [id] = [id]

-- = delete | write | writes users | unbounded | looks at users.id other case, users.id other where
delete from users where case when id = 1 then true else true end

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users using users w where w.id = users.id

-- = delete | read write | reads orders | writes users | unbounded
delete from users using orders

-- = delete | read write | reads orders | writes users | unbounded
delete from users using orders where true

-- = delete | write | writes users | unbounded
delete from users where rowid = rowid

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id = id and true

-- = delete | write | writes users | looks at users.id other where
delete from users where id > -1

-- = delete | write | writes users | looks at users.id other where
delete from users where id < 99999999

-- = delete | write | writes users | looks at users.email other where
delete from users where email <> ''

-- = delete | write | writes users | unbounded
delete from users where random() < 2

-- = delete | write | writes users | looks at users.id equality where
delete from users where id = 1 and true

-- = delete | read write | reads orders | writes users | unbounded
delete from users where true or (select count(*) from orders) > 0

-- = update | write | writes users | unbounded
update users set email = 'x' where 1

-- = update | write | writes users | unbounded | looks at users.id other where
update users set email = 'x' where id = id

-- = update | write | writes users | unbounded | looks at users.id other where
update users set email = 'x' where not (id <> id)

-- = update | read write | reads users | writes users | unbounded | looks at users.id join where | flows users.email>users.email
update users set email = w.email from users w where w.id = users.id

-- = update | read write | reads orders | writes users | unbounded
update users set email = 'x' from orders

-- = update | read write | reads orders | writes users | unbounded | looks at orders.id other where
update users set email = 'x' from orders where orders.id = orders.id

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where
update users set email = 'x' from orders where orders.user_id = users.id

-- = update | read write | reads users | writes users | looks at users.id join where, users.name equality where
update users set email = 'x' where id in (select id from users where name = 'x')

-- = update | write | writes users | unbounded
update users set email = 'x' where 'a' in ('a', 'b')

-- = update | write | writes users | unbounded | looks at users.id other where
update users set email = 'x' where id is not distinct from id

-- = update | write | writes users | looks at users.email other where
update users set email = 'x' where email not like 'zzz'

-- = update | write | writes users | unbounded
update users set email = 'x' where $1

-- = update | write | writes users | unbounded
update users set email = 'x' where $1 = $1

-- = explain | read write | writes users | also delete | unbounded | gives explain_key=~, explain_value=~
explain analyze delete from users

-- = explain | read write | writes users | also update | unbounded | gives explain_key=~, explain_value=~
explain analyze update users set email = 'x' where true

-- = merge | read write | reads users | writes users | also delete | unbounded | looks at users.id join join
merge into users using users w on users.id = w.id when matched then delete
