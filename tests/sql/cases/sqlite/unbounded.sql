-- = delete | write | writes users | unbounded
delete from users where true

-- = delete | write | writes users | unbounded
delete from users where not false

-- = delete | write | writes users | unbounded
delete from users where not 0

-- = delete | write | writes users | unbounded
delete from users where 1 = 1

-- = delete | write | writes users | unbounded
delete from users where 'a' = 'a'

-- = delete | write | writes users | unbounded
delete from users where '1'

-- = delete | write | writes users | unbounded
delete from users where '1abc'

-- = delete | write | writes users | unbounded
delete from users where 'abc'

-- = delete | write | writes users | unbounded
delete from users where 0.5

-- = delete | write | writes users | unbounded
delete from users where -1

-- = delete | write | writes users | unbounded
delete from users where 0x10

-- = delete | write | writes users | unbounded
delete from users where 0

-- = delete | write | writes users | unbounded
delete from users where false

-- = delete | write | writes users | unbounded
delete from users where null

-- = delete | write | writes users | unbounded
delete from users where ''

-- = delete | write | writes users | unbounded
delete from users where 2 > 1

-- = delete | write | writes users | unbounded
delete from users where 1 between 0 and 2

-- = delete | write | writes users | unbounded
delete from users where 1 in (1)

-- = delete | write | writes users | unbounded
delete from users where 1 is 1

-- = delete | write | writes users | unbounded
delete from users where null is null

-- = delete | write | writes users | unbounded
delete from users where 1 is not null

-- = delete | write | writes users | unbounded
delete from users where 1 notnull

-- = delete | write | writes users | unbounded
delete from users where not null is not null

-- = delete | write | writes users | unbounded
delete from users where (((1)))

-- = delete | write | writes users | unbounded
delete from users where 1 + 0

-- = delete | write | writes users | unbounded
delete from users where 1 and 1

-- = delete | write | writes users | unbounded
delete from users where 0 or 1

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id = id

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id is id

-- = delete | write | writes users | unbounded | looks at users.email other where
delete from users where email is email

-- = delete | write | writes users | unbounded | looks at users.email other where
delete from users where email = email

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id <> id or 1

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id = 1 or true

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id = 1 or 1 = 1

-- = delete | write | writes users | unbounded | looks at users.id equality where, users.id other where
delete from users where id = 1 or not id = 1

-- = delete | write | writes users | looks at users.id equality where
delete from users where id = 1 and 1 = 1

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id is null or id is not null

-- = delete | write | writes users | unbounded | looks at users.email equality where
delete from users where email is null or email is not null

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where id isnull or id notnull

-- = delete | write | writes users | unbounded | looks at users.email other where
delete from users where email like '%'

-- = delete | write | writes users | unbounded | looks at users.email other where
delete from users where email glob '*'

-- = delete | write | writes users | unbounded | looks at users.email equality where, users.email other where
delete from users where email like '%' or email is null

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id like '%'

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id >= 0 or id < 0

-- = delete | write | writes users | looks at users.id other where
delete from users where id > 0

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id >= -9223372036854775808

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id between -1e99 and 1e99

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (select id from users)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where rowid in (select rowid from users)

-- = delete | read write | reads users | writes users | looks at users.id join where, users.id other where
delete from users where id in (select id from users where id > 5)

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
delete from users where id in (select u.id from users u)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id not in ()

-- = delete | write | writes users | looks at users.id equality where
delete from users where id in ()

-- = delete | write | writes users | unbounded
delete from users where exists (select 1)

-- = delete | read write | reads users | writes users | unbounded
delete from users where exists (select * from users)

-- = delete | write | writes users | unbounded
delete from users where exists (values (1))

-- = delete | write | writes users | unbounded
delete from users where not exists (select 1 where 0)

-- = delete | write | writes users | unbounded
delete from users where (select 1)

-- = delete | read write | reads users | writes users | unbounded
delete from users where (select count(*) from users)

-- = delete | read write | reads users | writes users | unbounded
delete from users where (select count(*) from users) > 0

-- = delete | write | writes users | unbounded
delete from users where coalesce(null, 1)

-- = delete | write | writes users | looks at users.id other where
delete from users where coalesce(id, 1)

-- = delete | write | writes users | unbounded
delete from users where ifnull(null, 1)

-- = delete | write | writes users | unbounded
delete from users where iif(1, 1, 0)

-- = delete | write | writes users | unbounded
delete from users where case when 1 then 1 end

-- = delete | write | writes users | unbounded | looks at users.id other case, users.id other where
delete from users where case when id then 1 else 1 end

-- = delete | write | writes users | unbounded
delete from users where abs(1)

-- = delete | write | writes users | unbounded
delete from users where length('x')

-- = delete | write | writes users | unbounded
delete from users where random() is not null

-- = delete | write | writes users | unbounded
delete from users where ?

-- = delete | write | writes users | unbounded
delete from users where ? = ?

-- = delete | write | writes users | looks at users.id equality where
delete from users where id = ?

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id = id + 0

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id || '' = id

-- = delete | write | writes users | unbounded
delete from users where max(1, 2)

-- = delete | write | writes users | looks at users.email other where
delete from users where email || 'x' is not null

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id in (id)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where id between id and id

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where (id, 1) = (id, 1)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where 1 or id

-- = delete | write | writes users | unbounded
delete from users where "yes"

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where "id"

-- = delete | write | writes users | unbounded
delete from users where 'id' = 'id'

-- = delete | write | writes users | unbounded
delete from users where likely(1)

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where rowid

-- = delete | write | writes users | unbounded | looks at users.id other where
delete from users where rowid = rowid

-- = delete | write | writes users | unbounded | looks at users.id equality where
delete from users where rowid is not null

-- = delete | write | writes users | looks at users.ssn other where
delete from users where ssn > ''

-- = delete | write | writes users | unbounded | looks at users.ssn other where
delete from users where ssn >= '' or ssn < ''

-- = delete | write | writes users | unbounded
delete from users where 1 collate nocase

-- = delete | write | writes users | unbounded
delete from users where cast(1 as int)

-- = delete | write | writes users | unbounded
delete from users where current_timestamp

-- = delete | write | writes users | unbounded
delete from users where x'31'

-- = delete | write | writes users | unbounded
delete from users where 1 <> 2

-- = delete | write | writes users | unbounded
delete from users where 1 != 2

-- = delete | write | writes users | unbounded
delete from users where 1 == 1

-- = delete | write | writes users | unbounded
delete from users where 3 & 1

-- = delete | write | writes users | unbounded
delete from users where ~0

-- = delete | write | writes users | unbounded
delete from users where not not 1

-- = delete | write | writes users | unbounded
delete from users where 1 is not 2

-- = delete | write | writes users | unbounded
delete from users where 1 is distinct from 2

-- = delete | write | writes users | unbounded
delete from users where 'a' like 'a'

-- = delete | write | writes users | unbounded
delete from users where 'a' like '%'

-- = delete | write | writes users | unbounded
delete from users where 'abc' glob '*'

-- = update | write | writes users | unbounded
update users set email = 'x' where 1 = 1

-- = update | write | writes users | unbounded | looks at users.id other where
update users set email = 'x' where id

-- = update | write | writes users | unbounded | looks at users.id equality where
update users set email = 'x' where id = 1 or 2

-- = update | read write | reads users | writes users | unbounded | looks at users.id join where
update users set email = 'x' from users as u where u.id = users.id

-- = update | read write | reads orders | writes users | unbounded
update users set email = 'x' from orders where 1

-- = update | write | writes users | unbounded
update users set email = 'x' where '1'

-- = update | write | writes users | also delete | unbounded
update or replace users set id = 1

-- = update | write | writes users | unbounded | looks at users.id other where
update users set email = 'x' where true and id = id

-- = update | write | writes users | unbounded | flows users.email>users.email
update users set email = email

-- = update | read write | reads users | writes users | unbounded | gives ssn=users.ssn
update users set email = 'x' returning ssn

-- = delete | read write | reads users | writes users | unbounded | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
delete from users returning *

-- = delete | write | writes users | unbounded
with c as (select 1) delete from users

-- = delete | read write | reads users | writes users | unbounded | looks at users.id join where
with c as (select id from users) delete from users where id in (select id from c)
