-- = prepare | write | writes users | also delete | unbounded
prepare p as delete from users

-- = declare | read | reads users
declare c cursor for select email from users

-- = call | - | gives ? | conceded
call p(1)

-- = do | - | conceded
do $$ begin delete from users; end $$

-- = set | role
set role admin

-- = set | role
set session authorization admin

-- = set | lexing
set standard_conforming_strings = off

-- = set | role
set row_security = off

-- = set | replication
set session_replication_role = replica

-- = set | lexing session
set client_encoding = 'sjis'

-- = set | session
set client_encoding to 'utf8'

-- = set | session
set statement_timeout = 100

-- = set | session
set time zone 'utc'

-- = set | transaction
set transaction read only

-- = reset | role
reset role

-- = begin | transaction
begin isolation level serializable

-- = begin | transaction
start transaction read only

-- = savepoint | transaction
savepoint a

-- = rollback | transaction
rollback to savepoint a

-- = release | transaction
release a

-- = commit | transaction
end

-- = listen | notify
listen x

-- = notify | notify
notify x, 'payload'

-- = lock | lock | reads users
lock table users in exclusive mode

-- = discard | lexing role session
discard all

-- = checkpoint | maintenance
checkpoint
