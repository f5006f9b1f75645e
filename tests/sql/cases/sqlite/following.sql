-- # What names mean after statements of the same text: temporary tables, what was made, attached or dropped.
-- = create | ddl | writes temp.users
-- = select | read | reads temp.users | gives email=temp.users.email
-- = select | read | reads users | gives email=users.email
create temp table users (email text); select email from users; select email from main.users

-- = begin | transaction
-- = insert | write | writes users
-- = commit | transaction
-- = select | read | reads users | gives email=users.email
begin; insert into users (id) values (1); commit; select email from users

-- = pragma | session | gives ?
-- = select | read | reads users | gives email=users.email
pragma foreign_keys = on; select email from users

-- ! a file
-- = attach | file session
-- = select | read | reads users | gives email=users.email
attach 'x.db' as y; select email from users

-- = pragma | session | gives ?
-- = select | read | reads users | gives email=users.email | conceded
pragma temp_store = 2; select email from users

-- = create | ddl read | reads users | writes v | flows users.email>v.x
-- = select | read | reads v | gives x=users.email+v.x
create view v as select email as x from users; select x from v

-- = drop | ddl | writes orders
-- = create | ddl | writes orders
-- = select | read | reads orders | gives email=orders.email
drop table orders; create table orders (email text); select email from orders

