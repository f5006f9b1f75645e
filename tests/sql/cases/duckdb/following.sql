-- # What names mean after statements of the same text: temporary tables, schemas, what was made or dropped.
-- ! the temporary table hides the one whose rows are compared
-- = create | ddl read write | writes temp.users
-- = select | read | reads temp.users | gives email=temp.users.email
-- = select | read | reads users | gives email=users.email
create temp table users as select 1 as email; select email from users; select email from main.users

-- = set | session
-- = select | read | reads users | gives email=users.email
set threads = 1; select email from users

-- ! another schema
-- = use | session
-- = select | read | reads users | gives email=users.email | conceded
use other; select email from users

-- ! another schema
-- = set | session
-- = select | read | reads users | gives email=users.email | conceded
set schema = 'other'; select email from users

-- = create | ddl read | reads users | writes v | flows users.email>v.x
-- = select | read | reads v | gives x=users.email+v.x
create view v as select email as x from users; select x from v

-- = drop | ddl | writes orders
-- = create | ddl | writes orders
-- = select | read | reads orders | gives email=orders.email
drop table orders; create table orders (email text); select email from orders

