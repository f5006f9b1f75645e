-- = select | read | reads users | gives id=users.id, email=users.email
select id, email from users

-- = select | read | reads users | gives e=users.email, ?=~users.email | looks at users.ssn equality where
select `email` as e, lower(`email`) from `users` where ssn = 'x'

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.email other where
select * from users where email like 'a%'

-- = select | read | gives ?=~
select 1 -- comment

-- = select | read | gives ?=~
select 1 # comment

-- = select | read | gives ?=~, ?=~
select 'it\'s; drop table users', "it's"

-- = select | read | reads users | gives ?=~ | looks at users.name equality where
select "a; b" from users where name = "x"

-- = select | file read | reads users | flows users.email>file.*
select email into outfile '/tmp/x' from users

-- = select | file read | reads users | flows users.email>file.*
select email from users into/**/outfile '/tmp/x'

-- = select | file read | reads users | flows users.email>file.*
select email from users INTO DUMPFILE '/tmp/x'

-- = select | read session | reads users | flows users.email>@x.*
select email into @x from users

-- = select | read session
select 1 into @x

-- = select | read session | reads users | gives ?=~users.email | flows users.email>@x.*
select @x := email from users

-- = select | read session | gives ?=~
select @x := 1

-- = select | read | gives ?=~, ?=~
select @@version, @x

-- = select | lock read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select * from users lock in share mode

-- = select | lock read | reads users | gives email=users.email
select email from users for update

-- = select | read | reads users | gives email=users.email | looks at users.id equality where
select email from users where id = 1 limit 1, 10

-- = select | read | reads users | gives ?=~users.email+users.id
select group_concat(email order by id separator ',') from users

-- = select | read | reads users | gives ?=~users.email
select count(distinct email) from users

-- = select | file read | gives ?=~
select load_file('/etc/passwd')

-- = select | read sleep | gives ?=~
select sleep(10)

-- = select | read sleep | gives ?=~
select benchmark(1000000, md5('a'))

-- = select | lock read | gives ?=~
select get_lock('a', 10)

-- = select | program read | gives ?=~ | conceded
select sys_exec('ls')

-- = select | read | reads users | gives ?=~users.email | conceded
select my_function(email) from users

-- = select | read | reads users | gives ?=~users.email | conceded
select shop.my_function(email) from users

-- = select | read | reads users | gives ?=~users.email
select replace(email, 'a', 'b') from users

-- = select | read | reads users | gives ?=~users.email+users.name, ?=~users.email+users.id+users.ssn, ?=~users.email, ?=~ | looks at users.id other case
select concat(email, name), if(id > 1, email, ssn), ifnull(email, ''), date_format(now(), '%Y') from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email
select json_extract(email, '$.a'), email->'$.a', email->>'$.a' from users

-- = select | read | reads users | gives email=~users.email, email=~users.email, email=~users.email
select cast(email as signed), convert(email using utf8mb4), binary email from users

-- = select | read | reads orders users | gives email=orders.note+users.email
select email from users union all select note from orders

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users natural join orders

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users join orders using (id)

-- = select | read | reads orders users | gives email=users.email, note=orders.note | looks at orders.total other where, orders.user_id join join, users.id join join
select u.email, o.note from users u left join orders o on o.user_id = u.id where o.total > 5

-- = select | read | reads users | gives name=users.ssn
select * from (select ssn as name from users) users

-- = select | read | reads users | gives email=users.email
with c as (select email from users) select * from c

-- = select | read | gives ?=~
select 1 from dual

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~, ?=~
select version(), database(), user(), current_user(), connection_id(), last_insert_id()

-- = show | read | gives ?
show tables

-- = show | read | reads users | gives ?
show full columns from users

-- = show | read | reads users | gives ?
show create table users

-- = show | read | gives ?
show variables like 'x'

-- = show | read | gives level=~, code=~, message=~*.*
show warnings

-- = show | read replication | gives ?
show binlog events

-- = show | read | reads mysql.global_priv | gives ?
show grants

-- = show | read | reads information_schema.processlist | gives ?
show processlist

-- = describe | read | reads users | gives ?
describe users

-- = explain | read | reads users | gives ? | looks at users.ssn equality where
explain select email from users where ssn = 'x'

-- = explain | read | reads users | gives ?
explain format=json select email from users

-- = explain | read | reads users | gives ?
explain delete from users

-- = explain | read | reads users | gives ?
explain analyze select email from users

-- = select | read | reads mysql.user | gives ?
select * from mysql.user

-- = select | read | reads information_schema.tables | gives ?
select * from information_schema.tables

-- = select | read | reads no_such_table | gives ? | conceded
select * from no_such_table

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~
select _utf8'abc', n'abc', x'41', 0x41, b'1'

-- = select | read | reads users | gives email=users.email | looks at users.email other where
select email from users where match(email) against ('x')

-- = select | read | reads users | gives ?=~users.ssn | looks at users.ssn other window
select row_number() over (order by ssn) from users

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other order by, orders.note other set operation, users.email other order by, users.email other set operation
(select email from users) union (select note from orders) order by 1 limit 3

-- = select | read | reads users | gives ?=~users.email+users.id | looks at users.email other case
select case email when 'x' then id else 0 end from users

-- = show | read | gives level=~, code=~, message=~*.*
show errors limit 5

-- = show | read | gives ?
show count(*) warnings
