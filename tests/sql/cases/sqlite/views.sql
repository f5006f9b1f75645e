-- = create | ddl read | reads users | writes v | flows users.email>v.e
-- = select | read | reads v | gives e=users.email+v.e
create view v as select email as e from users; select e from v

-- = create | ddl read | reads users | writes v | flows users.id>v.a, users.ssn>v.b
-- = select | read | reads v | gives b=users.ssn+v.b
create view v (a, b) as select id, ssn from users; select b from v

-- = create | ddl read | reads users | writes v | flows users.email>v.email, users.id>v.id, users.name>v.name, users.ssn>v.ssn
create view if not exists v as select * from users

-- = create | ddl read | reads orders users | writes v | looks at orders.user_id join join, users.id join join | flows orders.note>v.note, users.email>v.email
create view main.v as select o.note, u.email from users u join orders o on o.user_id = u.id

-- = create | ddl read | reads users | writes v
create view v as select count(*) as n from users

-- = create | ddl read | writes v
create view v as values (1)

-- = create | ddl read | reads users | writes v | flows users.ssn>v.ssn
create view v as with c as (select ssn from users) select ssn from c

-- = create | ddl read | reads users | writes v | looks at users.ssn equality where | flows users.email>v.email
-- = select | read | reads v | gives email=users.email+v.email
create view v as select email from users where ssn = 'x'; select email from v

-- = create | ddl read | reads orders users | writes v | looks at orders.note other set operation, users.email other set operation | flows orders.note>v.email, users.email>v.email
create view v as select email from users union select note from orders

-- = create | ddl read | reads users | writes v | flows users.email>v.email, users.id>v.id, users.name>v.name, users.ssn>v.ssn
-- = create | ddl read | reads v | writes w | flows users.ssn>w.s, v.ssn>w.s
-- = select | read | reads w | gives s=users.ssn+v.ssn+w.s
create view v as select * from users; create view w as select ssn as s from v; select s from w

-- = drop | ddl | writes v
drop view if exists main.v

-- = create | ddl file read | writes v
create view v as select readfile('x') as y
