-- # What names mean after statements of the same text: temporary tables, databases, what was made or dropped.
-- = create | ddl | writes temp.t
-- = insert | write | writes temp.t
-- = select | read | reads temp.t | gives a=temp.t.a
create temporary table t (a int); insert into t values (1); select a from t

-- ! another database
-- = use | session
-- = select | read | reads users | gives email=users.email | conceded
use other; select email from users

-- = set | session
-- = select | read | reads users | gives email=users.email
set @a = 1; select email from users

-- = create | ddl read | reads users | writes v | flows users.email>v.x
-- = select | read | reads v | gives x=users.email+v.x
create view v as select email as x from users; select x from v

-- = drop | ddl | writes orders
-- = create | ddl | writes orders
-- = select | read | reads orders | gives email=orders.email
drop table orders; create table orders (email text); select email from orders

