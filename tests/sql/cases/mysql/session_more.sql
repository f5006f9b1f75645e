-- # The session and the server

-- = select | read session | reads users | gives email=users.email
set statement max_statement_time=1 for select email from users

-- = delete | session write | writes users | unbounded
set statement max_statement_time=1, sort_buffer_size=100000 for delete from users

-- = select | lexing read session | reads users | gives ?=~ | conceded
set statement sql_mode='ANSI_QUOTES' for select "ssn" from users

-- = flush | maintenance
flush tables

-- = flush | maintenance
flush tables users with read lock

-- = flush | maintenance
flush local hosts

-- = flush | maintenance
flush logs

-- = reset | maintenance replication
reset query cache

-- = reset | maintenance replication
reset master

-- = reset | maintenance replication
reset slave all

-- = purge | maintenance replication
purge binary logs before now()

-- = kill | maintenance
kill query 5

-- = kill | maintenance
kill connection 5

-- = kill | maintenance
kill user x

-- = shutdown | maintenance
shutdown wait for all slaves

-- = change | network replication
change master to master_delay = 5

-- = start | maintenance replication
start slave

-- = start | maintenance replication
start slave io_thread until master_log_file = 'x', master_log_pos = 4

-- = start | maintenance replication
start all slaves

-- = stop | maintenance replication
stop slave

-- = start | maintenance replication
-- ! MySQL 8
start replica

-- = start | maintenance replication
-- ! MySQL 8
start group_replication

-- = change | network replication
-- ! MySQL 8
change replication source to source_host = 'h'

-- = cache | maintenance | gives ?
cache index users in hot

-- = lock | lock | reads orders users
lock tables users read, orders write

-- = lock | lock | reads users
lock table users as u low_priority write

-- = lock | lock | reads users
lock tables users read local

-- = backup | lock maintenance
backup stage start

-- = backup | lock maintenance
backup lock users

-- = lock | lock
-- ! MySQL 8
lock instance for backup

-- = clone | file maintenance network
-- ! MySQL 8
clone local data directory = '/x'

-- = begin | transaction
start transaction read only

-- = begin | transaction
start transaction read write

-- = begin | transaction
start transaction with consistent snapshot, read only

-- = begin | transaction
begin work

-- = commit | transaction
commit work

-- = commit | transaction
-- ! it ends the session
commit and no chain release

-- = rollback | transaction
rollback work

-- = rollback | transaction
rollback and chain no release

-- = rollback | transaction
rollback to savepoint a

-- = savepoint | transaction
savepoint `a b`

-- = release | transaction
release savepoint a

-- = set | transaction
set transaction read only

-- = set | transaction
set transaction isolation level serializable, read write

-- = set | transaction
set session transaction isolation level read uncommitted

-- = set | maintenance
set global transaction isolation level repeatable read

-- = set | session transaction
set autocommit = 1

-- = set | session transaction
set @@autocommit = off

-- = set | session
set session wait_timeout = 10, @a = 5

-- = set | session
set local sort_buffer_size = default

-- = set | session
set @@local.sort_buffer_size = 100000, @@session.tmp_table_size = 100000

-- = set | session
set @@foreign_key_checks = 0, unique_checks = 0

-- = set | session
set sql_safe_updates = 1

-- = set | session
-- ! it cuts short what the check itself reads
set sql_select_limit = 10

-- = set | session
set max_statement_time = 5

-- = set | session
set time_zone = '+00:00'

-- = set | session
set lc_time_names = 'de_DE'

-- = set | session
set insert_id = 5

-- = set | session
set timestamp = 1000

-- = set | session
set sql_big_selects = 1

-- = set | lexing session
set sql_mode = default

-- = set | lexing session
set sql_mode = concat(@@sql_mode, ',STRICT_TRANS_TABLES')

-- = set | lexing session
set @@sql_mode := 'ANSI'

-- = set | session
set names 'utf8mb4' collate 'utf8mb4_bin'

-- = set | session
set names default

-- = set | lexing session
set character_set_results = null

-- = set | session
set character_set_client = binary

-- = set | lexing session
set collation_connection = 'gbk_chinese_ci'

-- = set | session
set charset utf8

-- = set | session
set character set default

-- = set | session
set @a := 1, @b := @c

-- = set | session
set @a = 'it\'s', @b = "x"

-- = set | session
set @`weird name` = 1

-- = set | session
set @a = null

-- = set | read session | reads users | looks at users.ssn equality where | flows users.ssn>@x.*
set @x = exists (select 1 from users where ssn = 'x')

-- = set | session
set @x = @x + 1, @y = concat(@x, 'a')

-- = set | privilege
set password for x = password('y')

-- = set | role
set role none

-- = set | privilege
set default role none

-- = set | maintenance privilege session
set global general_log = 1

-- = set | maintenance privilege session
set @@global.read_only = 1

-- = set | maintenance privilege session
set persist_only max_connections = 5

-- = set | session transaction
set tx_read_only = 1

-- = set | session transaction
set transaction_isolation = 'SERIALIZABLE'

-- = set | replication session
set gtid_domain_id = 5

-- = set | role session
set debug_dbug = 'd,x'

-- = set | session
set system_versioning_asof = '2020-01-01'

-- = insert | session write | writes users
set statement sort_buffer_size = 100000 for insert into users (id) values (5)

-- = delete | replication session write | writes users | looks at users.id equality where
set statement sql_log_bin = 0 for delete from users where id = 9001

-- = select | read session | gives ?=~
set statement max_statement_time = 1 for set statement sort_buffer_size = 100000 for select 1

-- = set | read session | reads users | flows users.ssn>@a.*
set statement max_statement_time = 1 for set @a = (select ssn from users limit 1)

-- = use | session
use shop

-- = use | session
use `information_schema`

-- = deallocate | session
drop prepare s
