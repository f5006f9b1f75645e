-- = select | read | gives n=~
with recursive c(n) as (values (1) union all select n + 1 from c limit 5) select n from c

-- = select | read | reads users | gives e=users.email | looks at users.email other set operation, users.id equality where, users.id other join, users.id other set operation
with recursive t(id, e) as (select id, email from users where id = 1 union select u.id, u.email from users u join t on u.id = t.id + 1) select e from t

-- = select | read | reads users | gives ssn=users.ssn | looks at users.id other where
with recursive t as (select id, ssn from users union all select id + 1, ssn from t where id < 3) select ssn from t

-- = delete | write | writes users | looks at users.id other where
with recursive c(n) as (select 1 union all select n + 1 from c where n < 3) delete from users where id in (select n from c)

-- = update | write | writes users | looks at users.id other where
with recursive c(n) as (select 1 union all select n + 1 from c where n < 3) update users set name = 'x' where id in c

-- = select | read | reads users | gives ssn=users.ssn
with c as materialized (select ssn from users) select * from c

-- = select | read | reads users | gives ssn=users.ssn
with c as not materialized (select ssn from users) select * from c

-- = select | read | reads users | gives b=users.email | looks at users.id equality where
with c(a, b) as (select id, email from users) select b from c where a = 1

-- = select | read | reads orders | gives email=orders.note
with users as (select note as email from orders) select email from users

-- = select | read | reads users | gives email=users.email
with users as (select email from main.users) select email from users

-- = select | read | reads users | gives ssn=users.ssn
with users as (select 1 as ssn) select ssn from main.users

-- = select | read | gives n=~
with "delete" as (select 1 as n) select n from "delete"

-- = select | read | reads users | gives x=users.ssn
with a as (with b as (select ssn from users) select ssn as x from b) select x from a

-- = select | read | reads orders | gives n=orders.id | looks at orders.id other set operation
with a as (select 1 as n), b as (select n from a union select id from orders) select n from b

-- = select | read | reads users | gives ?=~users.email, ?=~ | looks at users.email other aggregate
with c as (select email from users) select (select max(email) from c), count(*) from c

-- = select | read | reads users | gives email=users.email | looks at users.id join where
with c as (select id from users) select email from users where id in c

-- = select | read | reads users | gives ssn=users.ssn, id=users.id, email=users.email, name=users.name, ssn=users.ssn
with c as (select * from users) select c.ssn, c.* from c

-- = select | read | gives column1=~
with c as (values (1, 'a'), (2, 'b')) select column1 from c

-- = select | read | reads users | gives ?=~users.email | looks at users.email other where
with recursive c(n) as (select email from users union all select n || 'x' from c where length(n) < 20) select max(n) from c

-- = select | read | gives n=~, n=~
with recursive a(n) as (select 1), b(n) as (select n from a union all select n + 1 from b where n < 3) select a.n, b.n from a, b

-- = select | read | reads orders | gives note=orders.note
select * from (with c as (select note from orders) select note from c)
