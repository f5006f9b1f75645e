-- # Functions and relations that do or tell more

-- = select | read sleep | reads users | gives ?=~, email=users.email
select sleep(0.1), email from users

-- = select | read sleep | reads users | gives email=users.email
select email from users where sleep(1) = 0

-- = select | lock read | gives ?=~, ?=~, ?=~, ?=~, ?=~
select get_lock('a', 1), release_lock('a'), is_free_lock('a'), is_used_lock('a'), release_all_locks()

-- = select | lock read | reads users | gives ?=~users.ssn | flows users.ssn>get_lock.*
select get_lock(ssn, 0) from users

-- = select | read sleep | reads users | gives ?=~users.ssn | flows users.ssn>benchmark.*
select benchmark(10, sha2(ssn, 256)) from users

-- = select | file read | reads users | gives ?=~users.ssn | flows users.ssn>load_file.*
select load_file(concat('/', ssn)) from users

-- = select | read replication | gives ?=~, ?=~
select master_pos_wait('a', 4), master_gtid_wait('0-1-1')

-- = select | read replication | gives ?=~, ?=~
-- ! MySQL 8
select source_pos_wait('a', 4), wait_for_executed_gtid_set('a')

-- = select | program read | gives ?=~ | conceded
select lib_mysqludf_sys_info()

-- = select | read | gives ?=~, ?=~, ?=~
select uuid_short(), rand(), rand(5)

-- = select | read | reads users | gives ssn=users.ssn
select ssn from users where rand() < 0.5

-- = select | read | gives ?=~
-- ! MySQL 8
select bin_to_uuid(uuid_to_bin(uuid()))

-- = select | read | gives ?=~
-- ! MySQL 8
select sys.format_bytes(5)

-- = select | read | gives ?=~
select name_const('a', 1)

-- = select | read write | writes s | gives ?=~, ?=~
select setval(s, 100, true), nextval(s) + 1

-- = select | read write | reads s | writes s | gives ?=~, ?=~
select next value for shop.s, previous value for s

-- = update | write | writes orders s | looks at orders.id equality where
update orders set id = nextval(s) where id = 8001

-- = insert | read write | reads orders | writes s users | flows orders.note>users.email
insert into users (id, email) select next value for s, note from orders

-- = select | read | reads information_schema.columns | gives ? | looks at information_schema.columns.table_schema equality where
select * from information_schema.columns where table_schema = 'shop'

-- = select | read | reads information_schema.user_variables | gives ?
select * from information_schema.user_variables

-- = select | read | reads performance_schema.threads | gives ?
select * from performance_schema.threads

-- = select | read | reads mysql.user | gives user=mysql.user.user, host=mysql.user.host
select user, host from mysql.user

-- = select | read | reads mysql.general_log | gives ?
select * from mysql.general_log

-- = select | read | reads sys.processlist | gives ?
select * from sys.processlist
