-- # Prepared statements and cursors: what is run by name is what was prepared under it.
-- = prepare | read | reads users
-- = execute | read | reads users | gives email=users.email
prepare p as select email from users; execute p

-- = prepare | read | reads users | looks at users.id equality where
-- = execute | read | reads users | gives id=users.id, e=~users.email | looks at users.id equality where
prepare p as select id, lower(email) as e from users where id = $1; execute p(1)

-- = prepare | read | reads users | looks at users.name equality where
-- = execute | read | reads users | gives id=users.id | looks at users.name equality where
prepare p as select id from users where name = $n; execute p(n := 'x')

-- = prepare | write | writes users | also delete | looks at users.id equality where
-- = execute | write | writes users | also delete | looks at users.id equality where
prepare p as delete from users where id = ?; execute p(1)

-- = prepare | write | writes users | also delete | unbounded
-- = execute | write | writes users | also delete | unbounded
prepare p as delete from users; execute p

-- = prepare | read write | reads orders users | writes orders | also insert | flows users.id>orders.id, users.id>orders.user_id, users.ssn>orders.note
-- = execute | read write | reads orders users | writes orders | also insert | gives note=orders.note+users.ssn | flows users.id>orders.id, users.id>orders.user_id, users.ssn>orders.note
prepare p as insert into orders select id, id, 1, ssn from users returning note; execute p

-- = prepare | read | reads users
-- = execute | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
prepare p as from users; execute p

-- = prepare | read | reads users
-- = deallocate | session
-- = prepare | read | reads users
-- = execute | read | reads users | gives id=users.id
prepare p as select ssn from users; deallocate p; prepare p as select id from users; execute p

-- = prepare | read | reads users
-- = prepare | read | reads users
-- = execute | read | reads users | gives id=users.id
prepare p as select ssn from users; prepare P as select id from users; execute p

-- = prepare | read | reads users
-- = explain | read | reads users | gives explain_key=~, explain_value=~users.email
prepare p as select email from users; explain execute p

-- = prepare | write | writes users | also delete | unbounded
-- = explain | read write | writes users | also delete | unbounded | gives explain_key=~, explain_value=~
prepare p as delete from users; explain analyze execute p

-- = prepare | read | reads users
-- = deallocate | session
prepare p as select ssn from users; deallocate prepare p

-- = prepare | read | reads users
-- = begin | transaction
-- = rollback | transaction
-- = execute | read | reads users | gives ssn=users.ssn
prepare p as select ssn from users; begin; rollback; execute p

-- = prepare | ddl read write | reads users | writes loot | flows users.ssn>loot.ssn
-- = execute | ddl read write | reads users | writes loot | flows users.ssn>loot.ssn
prepare p as create table loot as select ssn from users; execute p

-- = prepare | session
-- = execute | - | gives ? | conceded
prepare p as set threads = 1; execute p

-- = execute | - | gives ? | conceded
execute p

-- = deallocate | session
deallocate p

