-- # What names mean after statements of the same text: the search path, temporary tables, what was made or dropped.
-- = set | session
-- = select | read | reads users | gives email=users.email
set search_path to public, other; select email from users

-- # another schema
-- = set | session
-- = select | read | reads users | gives email=users.email | conceded
set search_path = other; select email from users

-- ! the server's own schemas and the user's name decide
-- = set | session
-- = select | read | reads users | gives email=users.email | conceded
set search_path = "$user", public; select email from users

-- # what is looked in is not followed
-- = select | read session | gives ?=~
-- = select | read | reads users | gives email=users.email | conceded
select set_config('search_path','other',false); select email from users

-- = begin | transaction
-- = set | session
-- = select | read | reads users | gives email=users.email
-- = rollback | transaction
begin; set local search_path = public; select email from users; rollback

-- = set | session
-- = select | read | reads users | gives email=users.email
set timezone = 'UTC'; select email from users

-- = create | ddl read write | writes temp.users
-- = select | read | reads temp.users | gives email=temp.users.email
-- = select | read | reads users | gives email=users.email
-- = drop | ddl | writes temp.users
-- = select | read | reads users | gives email=users.email
create temp table users as select 1 as email; select email from users; select email from public.users; drop table users; select email from users

-- # a table that is gone
-- = begin | transaction
-- = create | ddl | writes t
-- = rollback | transaction
-- = select | read | reads t | gives a=t.a | conceded
begin; create table t (a int); rollback; select a from t

-- = begin | transaction
-- = create | ddl | writes t
-- = insert | write | writes t
-- = commit | transaction
-- = begin | transaction
-- = insert | write | writes t
-- = commit | transaction
begin; create table t (a int); insert into t values (1); commit; begin; insert into t values (2); commit

-- = create | ddl read | reads users | writes v | flows users.email>v.x
-- = select | read | reads v | gives x=users.email+v.x
create view v as select email as x from users; select x from v

-- = drop | ddl | writes orders
-- = create | ddl | writes orders
-- = select | read | reads orders | gives email=orders.email
drop table orders; create table orders (email text); select email from orders

-- # the server refuses the second table
-- = alter | ddl | writes t users | flows users.email>t.email, users.id>t.id, users.name>t.name, users.ssn>t.ssn
-- = alter | ddl | writes orders users | flows orders.id>users.id, orders.note>users.note, orders.total>users.total, orders.user_id>users.user_id | conceded
-- = select | read | reads users | gives id=users.id | conceded
alter table users rename to t; alter table orders rename to users; select id from users

