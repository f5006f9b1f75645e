-- # Prepared statements and cursors: what is run by name is what was prepared under it.
-- = prepare | read | reads users
-- = execute | read | reads users | gives email=users.email
prepare p as select email from users; execute p

-- = prepare | read | reads users | looks at users.id equality where
-- = execute | read | reads users | gives id=users.id, e=~users.email | looks at users.id equality where
prepare p(int) as select id, lower(email) as e from users where id = $1; execute p(1)

-- = prepare | write | writes users | also delete | looks at users.id equality where
-- = execute | write | writes users | also delete | looks at users.id equality where
prepare p(int) as delete from users where id = $1; execute p(1)

-- = prepare | write | writes users | also delete | unbounded
-- = execute | write | writes users | also delete | unbounded
prepare p as delete from users; execute p

-- = prepare | write | writes users | also update | unbounded | flows users.email>users.name
-- = execute | write | writes users | also update | unbounded | flows users.email>users.name
prepare p as update users set name = email; execute p

-- = prepare | read write | reads orders users | writes orders | also insert | flows users.id>orders.id, users.id>orders.user_id, users.ssn>orders.note
-- = execute | read write | reads orders users | writes orders | also insert | gives note=orders.note+users.ssn | flows users.id>orders.id, users.id>orders.user_id, users.ssn>orders.note
prepare p as insert into orders select id, id, 1, ssn from users returning note; execute p

-- = prepare | read | reads users
-- = deallocate | session
-- = prepare | read | reads users
-- = execute | read | reads users | gives id=users.id
prepare p as select ssn from users; deallocate p; prepare p as select id from users; execute p

-- = prepare | read | reads users
-- = deallocate | session
-- = prepare | read | reads users
-- = execute | read | reads users | gives id=users.id
prepare p as select ssn from users; deallocate all; prepare p as select id from users; execute p

-- = prepare | read | reads users
-- = prepare | read | reads users
-- = execute | read | reads users | gives id=users.id
-- = execute | read | reads users | gives ssn=users.ssn
prepare "P" as select ssn from users; prepare p as select id from users; execute P; execute "P"

-- = prepare | read | reads users
-- = begin | transaction
-- = rollback | transaction
-- = execute | read | reads users | gives ssn=users.ssn
prepare p as select ssn from users; begin; rollback; execute p

-- = prepare | read | reads users
-- = explain | read | reads users | gives QUERY PLAN=~users.email
prepare p as select email from users; explain execute p

-- = prepare | write | writes users | also delete | unbounded
-- = explain | read | reads users | gives QUERY PLAN=~
prepare p as delete from users; explain execute p

-- = prepare | write | writes users | also delete | unbounded
-- = explain | read write | writes users | also delete | unbounded | gives QUERY PLAN=~
prepare p as delete from users; explain analyze execute p

-- = prepare | read | reads users
-- = create | ddl read write | reads users | writes loot | flows users.email>loot.email, users.id>loot.id
prepare p as select email, id from users; create table loot as execute p

-- = prepare | read | reads users | looks at users.id equality where
-- = create | ddl read write | reads users | writes temp.loot | looks at users.id equality where | flows users.ssn>temp.loot.a
prepare p(int) as select ssn from users where id = $1; create temp table loot(a) as execute p(1) with data

-- = prepare | read | reads users
-- = execute | read sleep | reads users | gives ssn=users.ssn | conceded
prepare p as select ssn from users; execute p(pg_sleep(1)::text)

-- = execute | - | gives ? | conceded
execute p

-- = deallocate | session
deallocate p

-- = deallocate | session
deallocate prepare all

-- # the engine says that there is no such cursor
-- = fetch | read | gives ? | conceded
fetch c

-- # the engine says that there is no such cursor
-- = move | session | conceded
move c

-- = begin | transaction
-- = declare | read | reads users
-- = fetch | read | reads users | gives ssn=users.ssn
-- = commit | transaction
begin; declare c cursor for select ssn from users; fetch c; commit

-- = begin | transaction
-- = declare | read | reads users
-- = fetch | read | reads users | gives email=users.email, n=~users.name
-- = fetch | read | reads users | gives email=users.email, n=~users.name
-- = fetch | read | reads users | gives email=users.email, n=~users.name
-- = fetch | read | reads users | gives email=users.email, n=~users.name
-- = commit | transaction
begin; declare c scroll cursor for select email, upper(name) as n from users; fetch next from c; fetch absolute 2 from c; fetch backward all in c; fetch forward 2 c; commit

-- = begin | transaction
-- = declare | read | reads users
-- = move | read | reads users
-- = fetch | read | reads users | gives ssn=users.ssn
-- = rollback | transaction
begin; declare c cursor for select ssn from users; move forward 2 in c; fetch c; rollback

-- = begin | transaction
-- = declare | read | reads users
-- = declare | read | reads users
-- = fetch | read | reads users | gives id=users.id
-- = fetch | read | reads users | gives ssn=users.ssn
-- = rollback | transaction
begin; declare "C" cursor for select ssn from users; declare c cursor for select id from users; fetch C; fetch "C"; rollback

-- = declare | read | reads users
-- = fetch | read | reads users | gives name=users.name
-- = close | session
declare c cursor with hold for select name from users; fetch all from c; close c

-- = declare | read | reads users
-- = begin | transaction
-- = commit | transaction
-- = fetch | read | reads users | gives name=users.name
-- = close | session
declare c cursor with hold for select name from users; begin; commit; fetch all from c; close all

-- # the engine refuses a cursor that is closed
-- = begin | transaction
-- = declare | read | reads users
-- = close | session
-- = fetch | read | gives ? | conceded
-- = commit | transaction
begin; declare c cursor for select ssn from users; close c; fetch c; commit

-- # the engine refuses a cursor that ended with its transaction
-- = begin | transaction
-- = declare | read | reads users
-- = commit | transaction
-- = fetch | read | gives ? | conceded
begin; declare c cursor for select ssn from users; commit; fetch c

-- # the engine refuses a cursor that ended with its transaction
-- = begin | transaction
-- = declare | read | reads users
-- = rollback | transaction
-- = fetch | read | gives ? | conceded
begin; declare c cursor for select ssn from users; rollback; fetch c

-- = begin | transaction
-- = declare | read | reads users
-- = savepoint | transaction
-- = rollback | transaction
-- = fetch | read | reads users | gives id=users.id
-- = commit | transaction
begin; declare c cursor for select id from users; savepoint s; rollback to savepoint s; fetch c; commit

-- = begin | transaction
-- = declare | lock read | reads users
-- = fetch | lock read | reads users | gives id=users.id
-- = update | write | writes users
-- = commit | transaction
begin; declare c cursor for select id from users for update; fetch c; update users set name = 'x' where current of c; commit

-- = begin | transaction
-- = declare | lock read | reads users
-- = fetch | lock read | reads users | gives id=users.id
-- = delete | read write | reads users | writes users | gives ssn=users.ssn
-- = commit | transaction
begin; declare c cursor for select id from users for update; fetch c; delete from users where current of c returning ssn; commit

-- = begin | transaction
-- = declare | read | reads users
-- = fetch | read | reads users | gives email=users.email
-- = commit | transaction
begin; declare c binary cursor without hold for select email from users; fetch 1 from c; commit

-- = discard | session
discard plans

-- = discard | session
discard temp

-- = discard | session
discard sequences

