-- # User variables, DO and sequences: values that are kept beside the tables

-- = do | sleep
do 1, sleep(1)

-- = do | read | reads users
do (select ssn from users)

-- = do | read session | reads users | flows users.email>@d.*
do @d := (select email from users limit 1)

-- = select | read session | reads users | flows users.email>@x.*
select email into @x from users limit 1

-- = select | read session | reads users | flows users.email>@x.*, users.ssn>@y.*
select email, ssn into @x, @y from users limit 1

-- = select | read session | reads users | flows users.email>@x.*, users.ssn>@y.*
select email, ssn from users limit 1 into @x, @y

-- = select | read session | reads orders | gives ?=~orders.total | flows orders.total>@r.*
select @r := @r + total from orders

-- = select | read session | reads users | gives ?=~users.ssn, ?=~ | flows users.ssn>@r.* | conceded
select @r := ssn, @r from users

-- = select | read session | reads users | gives ?=~users.ssn | flows users.ssn>@a.*
select ssn > '5' and (@a := 1) from users

-- = select | read write | writes s | gives ?=~
select next value for s

-- = select | read write | reads s users | writes s | gives ?=~, ?=~, email=users.email
select nextval(s), lastval(s), email from users

-- = select | read | reads s | gives ?=~
select previous value for s

-- = select | read write | writes s | gives ?=~
select setval(s, 5)

-- = insert | write | writes orders s
insert into orders (id) values (next value for s)

-- = update | session write | writes users | looks at users.id equality where | flows users.ssn>@u.*, users.ssn>users.name
update users set name = (@u := ssn) where id = 9001

-- = set | session
set @x := 1, @y = 'a'

-- = set | session
set @x = @y + 1

-- = set | read session | reads users | looks at users.id equality where | flows users.name>@x.*
set @x = upper((select name from users where id = 9001))

-- = set | session
set @@sort_buffer_size = (select 100000)

-- = set | session
set timestamp = unix_timestamp('2020-01-01')

-- = set | replication session
set sql_log_bin = off

-- = set | lexing session
set @@session.sql_mode = concat(@@sql_mode, ',ANSI_QUOTES')

-- = set | session sleep
set @a = if(1, sleep(1), 0)

-- = select | lock read session | reads users | looks at users.id equality where | flows users.email>@a.*
select email into @a from users where id = 9001 for update

-- = select | read session | reads users
select count(*) into @n from users

-- = select | read session | reads users | flows users.id>@b.*, users.ssn>@a.*
select upper(ssn), id into @a, @b from users limit 1

-- = select | read session | reads users | gives email=users.email | looks at users.ssn other where | flows users.ssn>@x.*
select u.email from users u where (@x := u.ssn) is not null

-- = select | read session | reads orders | gives ?=~orders.total | flows orders.total>@total.*
select @total := sum(total) from orders

-- = select | read session | gives ?=~, ?=~
select @a := 1, @b := 'x'

-- = select | read session
select 1, 2 into @a, @b

-- = insert | write | writes users
insert into users (id, email) values (5, @a)

-- = update | write | writes users | looks at users.id equality where
update users set email = @a where id = @b

-- = set | read session | reads orders | flows orders.total>@a.*
set @a = (select max(total) from orders), @b = 5

-- = set | read session | reads orders users | looks at users.id equality where | flows orders.note>@c.*, users.email>@a.*
set @a = (select email from users where id = 9001), @c = (select note from orders limit 1)

-- = set | read session | reads users | flows users.ssn>@a.*
set @a = length((select ssn from users limit 1)) + 1

-- = do | session
do @a := 5

-- = do | lock read | reads users
do release_lock('a'), (select count(*) from users)

-- = do | read | reads users | looks at users.ssn equality where
do (select email from users where ssn = 'x')
