-- # Quotes, comments, white space, operators and what the engine itself cannot read.

-- = select | read | reads users | gives ?=~users.email
select 'it''s' || email from users

-- = select | read | reads users | gives ?=~, email=users.email
select 'a;b', email from users

-- = select | read | reads users | gives ?=~
select E'a\'; delete from users; --' from users

-- = select | read | reads users | gives ?=~users.ssn
select e'\x41' || ssn from users

-- = select | read | gives ?=~
select $$a)b; delete from users$$

-- = select | read | reads users | gives ?=~users.email
select $tag$ ' $$ " $tag$ || email from users

-- = select | read | gives ?=~
select $a$x$a$

-- = select | read | gives a"b=~
select "a""b" from (select 1 as "a""b")

-- = select | read | reads users | gives email=users.email
select /* comment */ email /* another */ from users

-- = select | read | reads users | gives email=users.email
select /* nested /* deeper; drop table users */ still */ email from users

-- = select | read | gives email=~
select email -- drop table users

-- = select | read | reads users | gives email=users.email
select email from users -- ; delete from users

-- = select | read | reads users | gives email=users.email
select/**/email/**/from/**/users

-- = select | read | reads users | gives email=users.email
select	email	from	users

-- = select | read | reads users | gives email=users.email | looks at users.ssn equality where
select email from users where ssn = '--' -- x

-- = select | read | reads users | gives delete from users=users.email
select email as "DELETE FROM users" from users

-- = select | read | gives ?=~
select 1--1

-- = select | read | gives ?=~, ?=~, ?=~, ?=~
select - - 1, +1, ~1, !1

-- = select | read | reads users | gives ?=~users.email
select email::varchar::blob from users

-- = select | read | reads orders | gives ?=~orders.total
select @total from orders

-- = select | read | reads users | gives email=users.email | looks at users.name equality where
select email from users where name = $$O'Brien$$

-- = unknown | - | gives ? | conceded
select U&'a'

-- = unknown | - | gives ? | conceded
select 'unclosed

-- = select | read | reads users | gives email=users.email | looks at users.ssn equality where
SELECT EMAIL FROM USERS WHERE SSN = 'X'

-- = select | read | reads users | gives email=users.email
SeLeCt eMaIl FrOm uSeRs

-- = select | read | reads users | gives email=users.email
select "users"."email" from "main"."users"

-- = select | read | reads users | gives email=users.email
select "USERS".EMAIL from users

-- = select | read | reads users | gives email=users.email | looks at users.email equality where, users.name equality where
select email from users where email = 'x' and /* or */ name = 'y'

-- = select | read | gives ?=~, ?=~, ?=~
select [1,2,3][1:2], {'a': 1}['a'], {a: 1}.a

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~, ?=~, ?=~
select 1 // 2, 2 ^ 3, 5 ** 2, 'a' ^@ 'b', 1 <> 2, 1 != 2, 1 == 1

-- = select | read | reads users | gives ?=~users.email, ?=~users.email+users.ssn
select email == 'x', email != ssn from users

-- = select | read | gives ?=~
select x -> x + 1 from (select 1 as x)

-- = select | read | reads users | gives email=users.email | looks at users.name equality where
select email from users where name == 'x'

-- = select | read | gives ?=~, ?=~
select !true, not true

-- = select | read | gives ?=~
select 'a' collate nocase = 'A'

-- = select | read | reads users | gives ?=~users.email | looks at users.name other order by
select email collate nocase from users order by name collate de

-- = select | read | gives ?=~, ?=~, ?=~, ?=~
select interval '1' day, interval '1 day', interval 5 minutes, date '2020-01-01' + 3

-- = select | read | gives ?=~, ?=~, ?=~
select timestamp '2020-01-01', time '10:00', timestamptz '2020-01-01 00:00:00+00'

-- = select | read | reads users | gives email=users.email
select email from users at (version => 1)

-- = select | read | gives ?=~
select 1 where 1 = 1 limit 1 offset 0

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select * from users limit 0

-- = select | read | reads users | gives email=users.email
select email, from users

-- = select | read | reads users | gives ?=~users.email
select (email,), from users,

-- = select | read | reads users | gives email=users.email
from users select email,

-- = select | read | reads users | gives email=users.email
select all email from users

-- = select | read | gives a=~
select 1 as a union select 2 order by a

-- = select | read | gives x=~
select * from (select 1) t(x) where x = 1

-- = select | read | reads users | gives email=users.email
select email from users where 1 = 1 and 'x' = 'x'

-- = select | read | reads users | gives ?=~users.name | looks at users.name equality filter
select count(*) filter (name = 'x') from users

-- = select | read | gives ?=~
select try(1 / 0)

-- = select | read | reads users | gives ?=~users.email
select try(cast(email as int)) from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email
select email is true, email notnull, email isnull from users

-- = select | read | gives ?=~
select (select 1, 2)
