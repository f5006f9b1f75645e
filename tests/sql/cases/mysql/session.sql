-- = do | lock
do get_lock('a', 10)

-- = set | lexing session
set sql_mode = 'ANSI_QUOTES'

-- = set | lexing session
set session sql_mode = 'NO_BACKSLASH_ESCAPES'

-- = set | lexing session
set @@session.sql_mode = ''

-- = set | maintenance privilege session
set global max_connections = 1

-- = set | maintenance privilege session
set @@global.general_log = 1

-- = set | maintenance privilege session
set persist max_connections = 1

-- = set | session
set names utf8mb4

-- = set | lexing session
set names gbk

-- = set | session
set character set latin1

-- = set | session
set @x = 1

-- = set | read session | reads users | flows users.ssn>@x.*
set @x = (select ssn from users limit 1)

-- = set | session transaction
set autocommit = 0

-- = set | transaction
set transaction isolation level read committed

-- = set | transaction
set session transaction read only

-- = set | privilege
set password = 'x'

-- = set | role
set role admin

-- = select | read session | gives ?=~
set statement max_statement_time = 1 for select 1

-- = set | replication session
set sql_log_bin = 0

-- = set | session
set foreign_key_checks = 0

-- = begin | transaction
begin

-- = begin | transaction
start transaction with consistent snapshot

-- = commit | transaction
commit and chain

-- = rollback | transaction
rollback

-- = savepoint | transaction
savepoint a

-- = rollback | transaction
rollback to a

-- = xa | transaction
xa start 'x'

-- = handler | session | reads users
handler users open

-- = binlog | replication write | conceded
binlog 'x'

-- = kill | maintenance
kill 5

-- = flush | maintenance
flush privileges

-- = purge | maintenance replication
purge binary logs to 'x'

-- = shutdown | maintenance
shutdown

-- = use | session
use other

-- = lock | lock | reads users
lock tables users write

-- = unlock | lock
unlock tables

-- = call | - | gives ? | conceded
call p(1)

-- = prepare | write | writes users | also delete | unbounded
prepare s from 'delete from users'

-- = execute | - | gives ? | conceded
execute s

-- = execute | write | writes users | also delete | unbounded
execute immediate 'delete from users'

-- = deallocate | session
deallocate prepare s

-- = change | network replication
change master to master_host = 'x'

-- = begin | transaction | conceded
begin not atomic delete from users; end

-- = help | read | gives ?
help 'select'
