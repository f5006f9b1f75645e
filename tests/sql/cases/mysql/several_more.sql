-- # Several statements in one text

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
-- = select | read | reads orders | gives id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note
select * from users; select * from orders

-- = select | read | gives ?=~
-- = delete | write | writes users | unbounded
select 1; delete from users

-- = begin | transaction
-- = commit | transaction
-- = delete | write | writes users | unbounded
start transaction read only; commit; delete from users

-- = set | session
-- = select | read | gives ?=~
set @a = 1; select @a

-- = select | read session | reads users | flows users.ssn>@v.*
-- = select | read | gives ?=~
select ssn into @v from users limit 1; select @v

-- = create | ddl | writes t2
-- = insert | read write | reads users | writes t2 | flows users.id>t2.a
-- = select | read | reads t2 | gives a=t2.a
create table t2 (a int); insert into t2 select id from users; select a from t2

-- = use | session
-- = select | read | reads users | gives email=users.email
use shop; select email from users

-- = select | read | gives ?=~
select 1; -- the end

-- = select | read | gives ?=~
-- = select | read | gives ?=~
select ';'; select "a;b" # x;

-- = begin | transaction
-- = update | write | writes users | looks at users.id equality where
-- = commit | transaction
begin; update users set name = 'x' where id = 9001; commit
