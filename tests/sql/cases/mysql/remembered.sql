-- # Prepared statements and cursors: what is run by name is what was prepared under it.
-- = prepare | read | reads users
-- = execute | read | reads users | gives email=users.email
prepare p from 'select email from users'; execute p

-- = prepare | read | reads users | looks at users.id equality where
-- = execute | read | reads users | gives id=users.id, e=~users.email | looks at users.id equality where
prepare p from 'select id, lower(email) as e from users where id = ?'; execute p using @a

-- = prepare | write | writes users | also delete | looks at users.id equality where
-- = execute | write | writes users | also delete | looks at users.id equality where
prepare p from 'delete from users where id = ?'; execute p using @a

-- = prepare | write | writes users | also delete | unbounded
-- = execute | write | writes users | also delete | unbounded
prepare p from 'delete from users'; execute p

-- = prepare | read | reads users
-- = deallocate | session
-- = prepare | read | reads users
-- = execute | read | reads users | gives id=users.id
prepare p from "select ssn from users"; deallocate prepare p; prepare p from "select id from users"; execute p

-- = prepare | read | reads users
-- = prepare | read | reads users
-- = execute | read | reads users | gives id=users.id
prepare p from "select ssn from users"; prepare p from "select id from users"; execute p

-- = prepare | read | reads users
-- = deallocate | session
prepare p from "select ssn from users"; drop prepare p

-- = prepare | read | reads users
-- = execute | read | reads users | gives ssn=users.ssn
prepare P from "select ssn from users"; execute p

-- = prepare | read | reads users
-- = execute | read | reads users | gives ssn=users.ssn
prepare `P` from 'select ssn from users'; execute p

-- = prepare | read | reads users | looks at users.name equality where
-- = execute | read | reads users | gives name=users.name | looks at users.name equality where
prepare p from 'select name from users where name = ''x'' or name = \'y\' or name = "z"'; execute p

-- = prepare | read | reads users
-- = execute | read | reads users | gives name=users.name
prepare p from 'select name\n from users'; execute p

-- = prepare | read write | reads users | writes orders | also insert | flows users.id>orders.id, users.id>orders.user_id, users.ssn>orders.note
-- = execute | read write | reads users | writes orders | also insert | flows users.id>orders.id, users.id>orders.user_id, users.ssn>orders.note
prepare p from 'insert into orders select id, id, 1, ssn from users'; execute p

-- = prepare | ddl read write | reads users | writes loot | flows users.ssn>loot.ssn
-- = execute | ddl read write | reads users | writes loot | flows users.ssn>loot.ssn
prepare p from 'create table loot as select ssn from users'; execute p

-- = prepare | write | writes users | unbounded
-- = execute | write | writes users | unbounded
prepare p from 'truncate table users'; execute p

-- = prepare | - | conceded
prepare p from 'select 1; delete from users'

-- = prepare | transaction
-- = execute | - | gives ? | conceded
prepare p from 'commit'; execute p

-- = prepare | session
-- = execute | - | gives ? | conceded
prepare p from 'set @a = 1'; execute p

-- ! the value decides
-- = prepare | - | conceded
prepare p from @q

-- ! the value decides
-- = prepare | - | conceded
prepare p from concat('select 1')

-- = execute | - | gives ? | conceded
execute p

-- = execute | read | reads users | gives email=users.email | looks at users.id equality where
execute immediate 'select email from users where id = ?' using 1

-- = execute | read | reads users | gives ssn=users.ssn
execute immediate 'select ssn from users' 

-- = execute | write | writes users | also update | unbounded | flows users.email>users.name
execute immediate 'update users set name = email'

-- = execute | - | gives ? | conceded
execute immediate concat('select ', '1')

-- = deallocate | session
deallocate prepare p

