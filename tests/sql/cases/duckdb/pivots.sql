-- # PIVOT and UNPIVOT, as statements and in FROM.

-- = select | read session | reads users | gives ? | looks at users.email other group by, users.id other group by, users.name other pivot | flows users.name>temp.__pivot_enum.*
pivot users on name using max(ssn)

-- = select | read session | reads users | gives ? | looks at users.email other group by, users.id other group by, users.name other pivot, users.ssn other group by | flows users.name>temp.__pivot_enum.*
pivot users on name

-- = select | read session | reads users | gives ? | looks at users.email other group by, users.name other pivot | flows users.name>temp.__pivot_enum.*
pivot users on name using count(*) group by email

-- = select | read session | reads orders | gives ? | looks at orders.note other pivot, orders.user_id other group by | flows orders.note>temp.__pivot_enum.*
pivot orders on note using sum(total) as t, max(id) as m group by user_id

-- = select | read | reads users | gives id=users.id, email=users.email, a=~users.name+users.ssn, b=~users.name+users.ssn | looks at users.email other group by, users.id other group by, users.name other pivot
pivot users on name in ('a', 'b') using max(ssn)

-- = select | read | reads orders | gives user_id=orders.user_id, a=~orders.note+orders.total, b=~orders.note+orders.total | looks at orders.note other pivot, orders.user_id other group by
pivot orders on note in ('a', 'b') using sum(total) group by user_id

-- = select | read session | reads users | gives ? | looks at users.name other pivot | flows users.name>temp.__pivot_enum.*
pivot (select email, name from users) on name using first(email)

-- = select | read session | reads users | gives ? | looks at users.email other pivot, users.id other group by, users.name other pivot, users.ssn other group by | flows users.email>temp.__pivot_enum.*, users.name>temp.__pivot_enum.*
pivot users on name, email using count(*)

-- = select | read session | reads users | gives ? | looks at users.email other pivot, users.id other group by, users.name other pivot, users.ssn other group by | flows users.email>temp.__pivot_enum.*, users.name>temp.__pivot_enum.*
pivot users on name || email using count(*)

-- = select | read session | reads users | gives ? | looks at users.email other group by, users.id other group by, users.name other pivot | flows users.name>temp.__pivot_enum.*
pivot_wider users on name using max(ssn)

-- = select | read | reads users | gives id=users.id, email=users.email, a=~users.name+users.ssn, b=~users.name+users.ssn | looks at users.email other group by, users.id other group by, users.name other pivot
from users pivot (max(ssn) for name in ('a', 'b'))

-- = select | read | reads users | gives id=users.id, email=users.email, a=~users.name+users.ssn, b=~users.name+users.ssn | looks at users.email other group by, users.id other group by, users.name other pivot
select * from users pivot (max(ssn) for name in ('a', 'b'))

-- = select | read | reads users | gives email=users.email, a_m=~users.name+users.ssn, b_m=~users.name+users.ssn | looks at users.email other group by, users.name other pivot
select * from users pivot (max(ssn) as m for name in ('a', 'b') group by email)

-- = select | read | reads orders | gives user_id=orders.user_id, x=~orders.note+orders.total, y=~orders.note+orders.total | looks at orders.note other pivot, orders.user_id other group by
select * from orders pivot (sum(total) for note in ('x', 'y') group by user_id)

-- = select | read | reads orders | gives user_id=orders.user_id, x_s=~orders.note+orders.total, x_m=~orders.id+orders.note, y_s=~orders.note+orders.total, y_m=~orders.id+orders.note | looks at orders.note other pivot, orders.user_id other group by
select * from orders pivot (sum(total) as s, max(id) as m for note in ('x', 'y') group by user_id)

-- = select | read | reads orders | gives a=~orders.note+orders.total | looks at orders.note other pivot, orders.user_id other group by
select p.a from orders pivot (sum(total) for note in ('a', 'b') group by user_id) as p

-- = select | read | reads orders | gives user_id=orders.user_id, x=~orders.note+orders.total, y=~orders.note+orders.total | looks at orders.note other pivot, orders.user_id other group by
select * from orders pivot (sum(total) for note in ('a' as x, 'b' as y) group by user_id)

-- = select | read | reads orders | gives x=~orders.note+orders.total | looks at orders.note other pivot, orders.user_id other group by
select x from orders pivot (sum(total) for note in ('a' as x, 'b' as y) group by user_id)

-- = select | read session | reads users | gives ? | looks at users.email other group by, users.id other group by, users.name other pivot | flows users.name>temp.__pivot_enum.*
select * from (pivot users on name using max(ssn))

-- = select | read session | reads users | gives ? | looks at users.email other group by, users.id other group by, users.name other pivot | flows users.name>temp.__pivot_enum.*
with p as (pivot users on name using max(ssn)) select * from p

-- = select | read | reads orders | gives a=~orders.note+orders.total | looks at orders.note other pivot, orders.user_id other group by
with p as (pivot orders on note in ('a', 'b') using sum(total) group by user_id) select a from p

-- = select | read | reads users | gives ?
unpivot users on email, ssn

-- = select | read | reads users | gives id=users.id, n=~, v=users.email+users.name+users.ssn
unpivot users on columns(* exclude (id)) into name n value v

-- = select | read | reads users | gives id=users.id, n=~, v=users.email+users.name+users.ssn
unpivot users on columns('e.*|ssn') into name n value v

-- = select | read | reads users | gives n=~, v=users.email+users.id+users.name+users.ssn
unpivot users on * into name n value v

-- = select | read | reads users | gives id=users.id, n=~, v=users.email+users.ssn
unpivot (select id, email, ssn from users) on email, ssn into name n value v

-- = select | read | reads users | gives id=users.id, n=~, a=users.email+users.ssn, b=users.name
unpivot users on (email, name), (ssn, name) into name n value a, b

-- = select | read | reads users | gives id=users.id, name=users.name, n=~, v=~users.email+users.ssn
unpivot users on lower(email) as e, ssn into name n value v

-- = select | read | reads users | gives id=users.id, name=users.name, n=~, v=users.email+users.ssn
pivot_longer users on email, ssn into name n value v

-- = select | read | reads users | gives id=users.id, name=users.name, n=~, v=users.email+users.ssn
select * from users unpivot (v for n in (email, ssn))

-- = select | read | reads users | gives n=~, v=users.email+users.ssn
select n, v from users unpivot (v for n in (email, ssn))

-- = select | read | reads users | gives id=users.id, v=users.email+users.ssn
select id, v from users unpivot (v for n in (email, ssn)) where n = 'ssn'

-- = select | read | reads users | gives id=users.id, name=users.name, n=~, v=users.email+users.ssn
select * from users unpivot include nulls (v for n in (email, ssn))

-- = select | read | reads users | gives id=users.id, n=~, a=users.email+users.ssn, b=users.name
select * from users unpivot ((a, b) for n in ((email, name), (ssn, name)))

-- = select | read | reads users | gives id=users.id, name=users.name, n=~, v=users.email+users.ssn
select * from users unpivot (v for n in (email as 'e', ssn as 's'))

-- = select | read | reads users | gives id=users.id, n=~, v=users.email+users.name+users.ssn
select * from users unpivot (v for n in (columns('e.*|ssn')))

-- = select | read | reads users | gives v=users.email+users.ssn | looks at users.id equality where
from users unpivot (v for n in (email, ssn)) select v where id = 1

-- = select | read | reads users | gives v=users.email+users.ssn
select u.v from users unpivot (v for n in (email, ssn)) as u

-- = select | read | reads users | gives x=~users.email+users.id+users.name+users.ssn
select u.x from users unpivot (v for n in (email, ssn)) as u(x)

-- = select | read | reads users | gives v=users.email+users.ssn
with u as (unpivot users on email, ssn into name n value v) select v from u

-- = select | read | reads users | gives id=users.id, name=users.name, n=~, v=users.email+users.ssn | looks at users.email equality where, users.ssn equality where
select * from (unpivot users on email, ssn into name n value v) where v = 'x'

-- = create | ddl read write | reads users | writes t3 | looks at users.email other group by, users.id other group by, users.name other pivot | flows users.email>t3.email, users.id>t3.id, users.name>t3.a, users.name>t3.b, users.ssn>t3.a, users.ssn>t3.b
create table t3 as pivot users on name in ('a', 'b') using max(ssn)

-- = create | ddl read write | reads users | writes t3 | flows users.email>t3.v, users.id>t3.id, users.name>t3.name, users.ssn>t3.v
create table t3 as unpivot users on email, ssn into name n value v

-- = create | ddl read | reads users | writes v3 | flows users.email>v3.v, users.id>v3.id, users.name>v3.name, users.ssn>v3.v
create view v3 as select * from users unpivot (v for n in (email, ssn))

-- = create | ddl read | reads users | writes v3 | looks at users.id other group by, users.name other pivot | flows users.id>v3.id, users.name>v3.a, users.name>v3.b, users.ssn>v3.a, users.ssn>v3.b
create view v3 as pivot users on name in ('a', 'b') using max(ssn) group by id

-- = insert | read write | reads users | writes orders | flows users.email>orders.note, users.ssn>orders.note
insert into orders (note) select v from users unpivot (v for n in (email, ssn))
