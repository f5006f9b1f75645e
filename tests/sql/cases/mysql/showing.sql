-- # SHOW, DESCRIBE, EXPLAIN, ANALYZE

-- = show | read | gives ?
show full tables

-- = show | read | gives ?
show tables from shop like 'u%'

-- = show | read | gives ?
show tables where 1 = 1

-- = show | read | gives ?
show variables where variable_name in ('sql_mode', 'version')

-- = show | read | gives ?
show session variables like 'sql%'

-- = show | read | gives ?
show global status like 'Thr%'

-- = show | read | reads users | gives ?
show status where (select count(*) from users) > 0

-- = show | read sleep | gives ?
show tables where sleep(1)

-- = show | read | gives ?
show databases like '%'

-- = show | read | reads users | gives ?
show columns from users like 'e%'

-- = show | read | reads users | gives ?
show fields from users in shop

-- = show | read | reads users | gives ?
show full columns in users where field = 'id'

-- = show | read | reads users | gives ?
show index from users

-- = show | read | reads users | gives ?
show keys from users from shop

-- = show | read | reads v | gives ?
show create view v

-- = show | read | gives ?
show create database shop

-- = show | read | gives ?
show create procedure p

-- = show | read | gives ?
show create trigger t

-- = show | read | gives ?
show table status like 'users'

-- = show | read | gives ?
show open tables from shop

-- = show | read | gives ?
show triggers from shop

-- = show | read | gives ?
show events

-- = show | read | gives ?
show procedure status where db = 'shop'

-- = show | read | gives ?
show function status like 'f'

-- = show | read | gives ?
show engines

-- = show | read | gives ?
show storage engines

-- = show | read | gives ?
show character set

-- = show | read | gives ?
show collation where charset = 'utf8mb4'

-- = show | read | gives ?
show plugins

-- = show | read | gives ?
show privileges

-- = show | read | gives level=~, code=~, message=~*.*
show warnings limit 1

-- = show | read | gives ?
show count(*) errors

-- = show | read | gives ?
show profiles

-- = show | read | gives ?
show authors

-- = show | read | reads mysql.global_priv | gives ?
show grants for current_user

-- = show | read | reads mysql.global_priv | gives ?
show create user x

-- = show | read | reads information_schema.processlist | gives ?
show full processlist

-- = show | read | reads information_schema.innodb_trx | gives ?
show engine innodb status

-- = show | read replication | gives ?
show master status

-- = show | read replication | gives ?
show slave status

-- = show | read replication | gives ?
show all slaves status

-- = show | read replication | gives ?
show binary logs

-- = show | read replication | gives ?
show relaylog events

-- = show | read replication | gives ?
show slave hosts

-- = show | read | reads information_schema.processlist | gives ?
show explain for 5

-- = show | read | reads information_schema.processlist | gives ?
show analyze for 5

-- = show | read replication | gives ?
-- ! MySQL 8
show replica status

-- = show | read replication | gives ?
-- ! MySQL 8
show binary log status

-- = explain | read | reads users | gives ? | looks at users.ssn equality where
explain select ssn from users where ssn = 'x'

-- = explain | read | reads users | gives ?
explain extended select * from users

-- = explain | read | reads users | gives ?
explain partitions select * from users

-- = explain | read | reads users | gives ?
explain format=json update users set name = 'x'

-- = explain | read | reads users | gives ? | looks at users.id equality where
explain update users set name = 'x' where id = 9001

-- = explain | read | reads users | gives ?
explain insert into users (id) values (1)

-- = explain | read | reads users | gives ?
explain replace into users (id) values (1)

-- = describe | read | reads users | gives ?
explain users

-- = describe | read | reads users | gives ?
explain users email

-- = describe | read | reads users | gives ?
describe users email

-- = describe | read | reads users | gives ?
desc users

-- = explain | read | reads users | gives ?
describe select email from users

-- = explain | read | reads information_schema.processlist | gives ?
explain for connection 5

-- = explain | read | reads users | gives ?
-- ! MySQL 8
explain format=tree select email from users

-- = explain | read | reads users | gives ?
-- ! MySQL 8
explain analyze format=tree select email from users

-- = explain | read | reads users | gives ?
analyze select email from users

-- = explain | read write | writes users | also delete | unbounded | gives ?
analyze delete from users

-- = explain | read write | writes users | also update | gives ? | looks at users.id equality where
analyze format=json update users set name = 'x' where id = 9001

-- = explain | read | reads users | gives ?
analyze format=json select ssn from users

-- = analyze | maintenance | gives ?
analyze table users, orders

-- = analyze | maintenance | gives ?
analyze table users persistent for all

-- = analyze | maintenance | gives ?
analyze local table users

-- = check | maintenance | gives ?
check table users extended

-- = checksum | maintenance read | reads users | gives table=~, checksum=~users.email+users.id+users.name+users.ssn
checksum table users

-- = checksum | maintenance read | reads orders users | gives table=~, checksum=~orders.id+orders.note+orders.total+orders.user_id+users.email+users.id+users.name+users.ssn
checksum table users, orders extended

-- = repair | maintenance | gives ?
repair table users quick

-- = check | maintenance | gives ?
check view v

-- = help | read | gives ?
help 'contents'
