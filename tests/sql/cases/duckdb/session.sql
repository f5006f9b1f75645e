-- = attach | file network session
attach 'other.db' as other

-- = attach | file network session
attach 'host=x' as pg (type postgres)

-- = detach | session
detach other

-- = install | extension file network
force install httpfs

-- = use | session
use other

-- = set | session
set threads = 4

-- = set | extension
set enable_external_access = true

-- = set | extension
set global allow_unsigned_extensions = true

-- = set | file
set home_directory = '/tmp'

-- = set | network
set s3_endpoint = 'x'

-- = set | - | conceded
set no_such_setting = 1

-- = set | session
set variable x = 1

-- = set | read session | reads users | flows users.ssn>variable.x
set variable x = (select ssn from users)

-- = reset | session
reset threads

-- = pragma | read | gives ?
pragma table_info('users')

-- = pragma | read | gives ?
pragma version

-- = pragma | - | gives ? | conceded
pragma enable_profiling

-- = pragma | session | gives ?
pragma threads = 4

-- = pragma | - | gives ? | conceded
pragma import_database('x')

-- = begin | transaction
begin transaction

-- = commit | transaction
commit

-- = rollback | transaction
rollback

-- = rollback | transaction
abort

-- = checkpoint | maintenance
checkpoint

-- = call | read | gives ?
call pragma_version()

-- = prepare | read | reads users
prepare p as select email from users

-- = execute | - | gives ? | conceded
execute p

-- = deallocate | session
deallocate p
