-- # no condition at all
-- = update | write | writes users | unbounded
update only users set name = 'x'

-- = update | write | writes users | unbounded
update users as u set name = 'x'

-- = update | write | writes users | unbounded
update users u set (name, ssn) = ('a', 'b')

-- = update | write | writes users | unbounded
update users set name = default

-- = delete | write | writes users | unbounded
delete from only users

-- = delete | write | writes users | unbounded
delete from public.users

-- = delete | write | writes users | unbounded
delete from users as u

-- # constant conditions
-- = delete | write | writes users | unbounded
delete from users where 1=1

-- = delete | write | writes users | unbounded
delete from users where 1 < 2

-- = delete | write | writes users | unbounded
delete from users where 2 > 1 and 'a' <> 'b'

-- = delete | write | writes users | unbounded
delete from users where (true)

-- = delete | write | writes users | unbounded
delete from users where not (not (true))

-- = delete | write | writes users | unbounded
delete from users where not false and not false

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where true or id = 3

-- = delete | write | writes users | unbounded
delete from users where true is true

-- = delete | write | writes users | unbounded
delete from users where 't'::boolean

-- = delete | write | writes users | unbounded
delete from users where null is null

-- = delete | write | writes users | unbounded
delete from users where 'a' like 'a'

-- = delete | write | writes users | unbounded
delete from users where 1 between 0 and 2

-- = delete | write | writes users | unbounded
delete from users where 1 in (1, 2)

-- = delete | write | writes users | unbounded
delete from users where coalesce(true, false)

-- = delete | write | writes users | unbounded
delete from users where length('abc') = 3

-- = delete | write | writes users | unbounded
delete from users where now() > '2001-01-01'

-- = delete | write | writes users | unbounded
delete from users where random() >= 0

-- = delete | write | writes users | unbounded
delete from users where (select true)

-- = delete | write | writes users | unbounded
delete from users where (select 1) = 1

-- = delete | write | writes users | unbounded
delete from users where current_user = current_user

-- = delete | write | writes users | unbounded
delete from users where $1 = $1

-- = delete | write | writes users | unbounded
delete from users where case when true then true else false end

-- # a column that equals itself
-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id = id

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where users.id = id

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users u where u.id = id

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id is not distinct from id

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id >= id

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id <= id and 1 = 1

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id between id and id

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id in (id)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id in (1, id, 3)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where not id <> id

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where not (id < id)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where not (id is distinct from id)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id + 0 = id

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id - id = 0

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id * 1 = id

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id = id + 0

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id = (id)

-- = delete | write | writes users | unbounded | looks at users.id other where, users.name other where
delete from users where (id, name) = (id, name)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id::text = id::text

-- = delete | write | writes users | unbounded | looks at users.name other where
delete from users where lower(name) = lower(name)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where coalesce(id, 0) = coalesce(id, 0)

-- = delete | write | writes users | unbounded | looks at users.name other where
delete from users where coalesce(name, '') = coalesce(name, '')

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id = -(-id)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where +id = id

-- # NULL tests that cover everything
-- = delete | write | writes users | unbounded | looks at users.id equality where, users.name equality where
delete from users where id is not null or name = 'x'

-- = delete | write | writes users | unbounded | looks at users.name equality where
delete from users where name is null or name is not null

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where not (id is null)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where (id is null) is false

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where (id = 1) is not unknown or true

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where coalesce(id, 0) is not null

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.name equality where
delete from users where name is not null or name is null or id = 1

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.id other where
delete from users where (id = 1) or (id <> 1)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where (id = 1) is true or (id = 1) is not true

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.id other where
delete from users where id = 1 or id != 1

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id < 5 or id >= 5

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id < 5 or id > 4

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id <= 4 or id >= 5

-- = delete | write | writes users | unbounded | looks at users.name equality where
delete from users where name = $1 or $1 is null

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id >= 0 or id < 0

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where not (id = 1 and id <> 1)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id <> 1 or id <> 2

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.id other where
delete from users where id not in (1) or id in (1)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id > 1 or id < 10

-- = delete | write | writes users | looks at users.name other where
delete from users where name like 'a%' or name not like 'a%'

-- # patterns that match everything
-- = update | write | writes users | unbounded | looks at users.name other where
update users set ssn = '' where name like '%'

-- = update | write | writes users | unbounded | looks at users.name other where
update users set ssn = '' where name like '%%'

-- = update | write | writes users | unbounded | looks at users.name other where
update users set ssn = '' where name ilike '%'

-- = update | write | writes users | unbounded | looks at users.name other where
update users set ssn = '' where name ~~ '%'

-- = update | write | writes users | unbounded | looks at users.name other where
update users set ssn = '' where name similar to '%'

-- = update | write | writes users | unbounded | looks at users.name other where
update users set ssn = '' where name ~ ''

-- = update | write | writes users | unbounded | looks at users.name other where
update users set ssn = '' where name ~ '.*'

-- = update | write | writes users | unbounded | looks at users.name other where
update users set ssn = '' where name || '' like '%'

-- # subqueries over the same table
-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (select id from users)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (select u.id from users u)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id other where
delete from users where id = any (select id from users)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (select id from users where true)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (select id from users where 1 = 1)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where, users.id other distinct
delete from users where id in (select distinct id from users)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where, users.id other order by
delete from users where id in (select id from users order by id)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id other where, users.name other where
delete from users where (id, name) in (select id, name from users)

-- = delete | write | writes users | unbounded
delete from users where exists (select 1)

-- = delete | read write | reads users | writes users | unbounded
delete from users where exists (select 1 from users)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where exists (select 1 from users u where u.id = users.id)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where exists (select from users u where u.id = users.id)

-- = delete | write | writes users | unbounded
delete from users where not exists (select 1 where false)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (with c as (select id from users) select id from c)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
with c as (select id from users) delete from users where id in (select id from c)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
with c as (select id from users) delete from users using c where users.id = c.id

-- = delete | read write | reads users | writes users | unbounded | looks at users.id other where | conceded
delete from users where id >= (select min(id) from users)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id other where
delete from users where id <= all (select id from users) or true

-- = delete | read write | reads users | writes users | unbounded
delete from users where 0 < (select count(*) from users)

-- # self-joins
-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users using users u where users.id = u.id

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users a using users b where b.id = a.id and true

-- = update | read write | reads users | writes users | unbounded | looks at users.id join where
update users set name = 'x' from users u where u.id = users.id

-- = update | read write | reads users | writes users | unbounded | looks at users.id join where | flows users.name>users.name
update users a set name = b.name from users b where a.id = b.id

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users using (select id from users) s where s.id = users.id

-- = update | read write | reads orders | writes users | unbounded
update users set name = 'x' from orders

-- = delete | read write | reads orders | writes users | unbounded
delete from users using orders

-- = delete | read write | reads orders | writes users | unbounded | looks at orders.id other where
delete from users using orders o where o.id = o.id

-- = delete | read write | reads orders | writes users | unbounded
delete from users using orders o where true

-- # MERGE
-- = merge | read write | reads users | writes users | also delete | unbounded | looks at users.id join join
merge into users u using users v on u.id = v.id when matched then delete

-- = merge | read write | reads users | writes users | also update | unbounded | looks at users.id join join
merge into users u using users v on u.id = v.id when matched then update set name = 'x'

-- = merge | write | writes users | also update | unbounded
merge into users u using (select 1) s on true when matched then update set name = 'x'

-- = merge | read write | reads orders | writes users | also delete | unbounded
merge into users using orders on 1 = 1 when matched then delete

-- = merge | read write | reads orders | writes users | also insert
merge into users using orders on false when not matched then insert (id) values (1)

-- # ranges that cover everything
-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id between -2147483648 and 2147483647

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id >= -2147483648

-- = delete | write | writes users | looks at users.id other where
delete from users where id >= -2147483647

-- = delete | write | writes users | looks at users.id other where
delete from users where id < 5 or id > 5

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id < 4 or id > 3

-- # no row, which is not every row
-- = delete | write | writes users | unbounded
delete from users where false

-- = delete | write | writes users | unbounded
delete from users where 1 = 0

-- = delete | write | writes users | looks at users.id other where
delete from users where id <> id

-- = delete | write | writes users | looks at users.id equality where
delete from users where id is null and id is not null

-- # what names rows
-- = delete | write | writes users | looks at users.id other where
delete from users where id > 0

-- = delete | write | writes users | looks at users.name other where
delete from users where name <> ''

-- = delete | write | writes users | looks at users.id equality where
delete from users where id = $1

-- = delete | write | writes users | looks at users.id equality where
delete from users where id = 1 and 1 = 1

-- = delete | write | writes users | looks at users.id equality where, users.name equality where
delete from users where id = 1 and (true or name = 'x')

-- = delete | write | writes users | looks at users.id equality where, users.name equality where
delete from users where id = 1 or name = 'b'

-- = delete | read write | reads orders | writes users | looks at orders.total other where, orders.user_id join where, users.id join where
delete from users where id in (select user_id from orders where total > 5)

-- = delete | read write | reads orders | writes users | looks at orders.user_id join where, users.id join where
delete from users where exists (select 1 from orders o where o.user_id = users.id)

-- = delete | read write | reads users | writes users | looks at users.id join where, users.name equality where
delete from users where id in (select id from users where name = 'x')

-- = delete | read write | reads users | writes users | looks at users.id other where
delete from users where id = (select max(id) from users)

-- = delete | read write | reads users | writes users | looks at users.id join where
delete from users where id in (select id from users limit 1)

-- = delete | write | writes users
delete from users where ctid = '(0,1)'

-- = delete | read write | reads orders | writes users | looks at orders.id other where, users.id other where
delete from users where id not in (select id from orders)

-- = delete | read write | reads orders | writes users | looks at orders.total other where, orders.user_id join where, users.id join where
delete from users u using orders o where u.id = o.user_id and o.total > 5

-- = update | read write | reads orders | writes users | looks at orders.user_id join where, users.id equality where, users.id join where
update users set name = 'x' from orders o where o.user_id = users.id and users.id = 1

-- = update | write | writes users | looks at users.name other where | flows users.name>users.name
update users set name = upper(name) where name like 'a%'

-- = truncate | write | writes users | unbounded
truncate only users

-- = truncate | write | writes orders users | unbounded
truncate users, orders

-- = truncate | write | writes users | unbounded
truncate users restart identity cascade

-- = truncate | write | writes users | unbounded
truncate users continue identity restrict
