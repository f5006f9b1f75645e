-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select users.* from users

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, note=orders.note
select u.*, o.note from users u, orders o

-- = select | read | reads orders users | gives id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note, id=users.id, email=users.email, name=users.name, ssn=users.ssn
select o.*, u.* from users u cross join orders o

-- = select | read | reads orders | gives id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note
select *, * from orders

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.user_id join join, users.id join join
select * from users u left join orders o on o.user_id = u.id

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.user_id join join, users.id join join
select * from users u right join orders o on o.user_id = u.id

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users u full outer join orders o using (id)

-- = select | read | reads orders users | gives id=orders.id+users.id | looks at orders.id join join, users.id join join
select id from users natural join orders

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users natural left join orders

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, note=orders.note | looks at orders.id join join, users.id join join
select * from (select id, email from users) natural join (select id, note from orders)

-- = select | read | reads users | gives email=users.email, ssn=users.ssn | looks at users.id join where
select a.email, b.ssn from users a, users b where a.id = b.id

-- = select | read | reads users | gives x=users.email
select * from (select email as x from users) as t

-- = select | read | reads users | gives x=users.email
select t.x from (select email as x, ssn from users) t

-- = select | read | gives column1=~, column2=~
select * from (values (1, 2)) as t

-- = select | read | reads users | gives email=users.email
select email from (users)

-- = select | read | reads orders users | gives email=users.email | looks at orders.user_id join join, users.id join join
select u.email from (users u join orders o on u.id = o.user_id)

-- = select | read | reads orders users | gives email=users.email
select x.email from (users join orders) as x

-- = select | read | reads orders users | gives email=users.email | looks at orders.note join where, orders.user_id join where, users.id join where, users.ssn join where
select email from users where exists (select 1 from orders where user_id = users.id and note = users.ssn)

-- = select | read | reads users | gives email=users.email | looks at users.id other where, users.name other where
select email from users where (id, name) = (1, 'x')

-- = select | read | reads orders users | gives email=users.email | looks at orders.note other where, orders.user_id other where, users.id other where, users.name other where
select email from users where (id, name) in (select user_id, note from orders)

-- = select | read | reads orders users | gives email=users.email | looks at orders.id other where, orders.note other where, orders.total other where, orders.user_id other where, users.id other where
select email from users where id in orders

-- = select | read | reads orders users | gives ?=orders.note | looks at orders.user_id join where, users.id join where
select (select note from orders where user_id = users.id) from users

-- = select | read | reads users | gives ?=users.email
select (select email) from users

-- = select | read | reads users | gives ?=~ | looks at users.ssn other where
select 1 from users where ssn > 'm'

-- = select | read | reads users | gives ?=~
select count(*) from users

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select email from users except select note from orders

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select email from users intersect select note from orders

-- = select | read | reads orders users | gives email=orders.note+users.email+users.name | looks at orders.note other set operation, users.email other set operation
select email from users union select note from orders union all select name from users

-- = select | read | reads orders users | gives id=orders.id+users.id, email=orders.note+users.email | looks at orders.note other order by, users.email other order by
select id, email from users union all select id, note from orders order by 2

-- = select | read | reads users | gives email=users.email | looks at users.email other set operation
select email from users union values ('x')

-- = select | read | reads users | gives column1=users.ssn
values (1), ((select ssn from users limit 1))

-- = select | read | reads users | gives column1=users.id, column2=users.ssn | looks at users.id other set operation, users.ssn other set operation
values (1, 2) union select id, ssn from users

-- = select | read | gives column1=~
select * from (values (1), (2)) order by column1

-- = select | read | reads users | gives ?=~users.ssn, ?=~users.id, email=users.email, ?=~users.id
select not ssn, -id, +email, ~id from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email, ?=~users.email, ?=~users.email+users.name
select email is null, email isnull, email notnull, email is not 'x', email is distinct from name from users

-- = select | read | reads users | gives ?=~users.ssn
select ssn between 'a' and 'b' from users

-- = select | read | reads users | gives ?=~users.id, ?=~users.id, ?=~users.id, ?=~users.id, ?=~users.id, ?=~users.id, ?=~users.id
select id % 2, id << 1, id & 3, id | 4, id == 1, id <> 2, id != 3 from users

-- = select | read | reads users | gives ssn=~users.ssn, ssn=~users.ssn
select cast(ssn as blob), cast(ssn as "my type") from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.ssn
select email collate rtrim, ssn collate binary from users

-- = select | read | reads users | gives ?=~users.email+users.id+users.name+users.ssn | looks at users.id other case
select case when id = 1 then email when id = 2 then ssn else name end from users

-- = select | read | reads users | gives ?=~users.id+users.ssn | looks at users.id other case
select case id when 1 then ssn end from users

-- = select | read | reads users | gives ?=~users.id+users.ssn, ?=~users.ssn, ?=~users.ssn | looks at users.id other case
select iif(id = 1, ssn, 'x'), ifnull(ssn, 'x'), nullif(ssn, 'x') from users

-- = select | read | reads users | gives ?=~users.ssn, ?=~users.email, ?=~users.name
select likely(ssn), unlikely(email), likelihood(name, 0.5) from users

-- = select | read | reads users | gives ?=~users.email+users.name, ?=~users.ssn
select max(email, name), min(ssn, 'x') from users

-- = select | read | reads users | gives ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn
select substr(ssn, 1, 1), instr(ssn, 'a'), unicode(ssn), length(ssn), trim(ssn), printf('%s', ssn), format('%s', ssn) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select email || ssn from users

-- = select | read | reads users | gives ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.id
select quote(ssn), hex(ssn), typeof(ssn), soundex(ssn), upper(ssn), char(id) from users

-- = select | read | reads users | gives ssn=users.ssn, email=users.email | looks at users.email other distinct, users.ssn other distinct
select distinct ssn, email from users

-- = select | read | reads users | gives email=users.email
select all email from users

-- = select | read | reads users | gives email=users.email | looks at users.id equality where
select email from users where id = 1 or id = 2

-- = select | read | reads users | gives email=users.email | looks at users.ssn other where
select email from users where not (ssn = 'x')

-- = select | read | reads users | gives email=users.email | looks at users.name other where, users.ssn other where
select email from users where ssn = name

-- = select | read | reads users | gives email=users.email | looks at users.ssn equality where
select email from users where ssn is ?

-- = select | read | reads users | gives email=users.email | looks at users.ssn equality where
select email from users where ssn = lower(?)

-- = select | read | reads users | gives email=users.email | looks at users.id equality where, users.id other limit
select email from users where id = 1 limit 1 offset (select max(id) from users)

-- = select | read | reads orders users | gives rowid=users.id, oid=users.id, _rowid_=users.id, rowid=~
select u.rowid, u.oid, u._rowid_, o.rowid from users u, orders o

-- = select | read | reads users | gives email=users.email | looks at users.id equality where
select email from users where rowid = 1

-- = select | read | reads orders | gives ?=~
select max(rowid) from orders

-- = select | read | reads orders | gives rowid=~, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note
select rowid, * from orders

-- = select | read | reads users | gives rowid=~
select rowid from (select email from users)

-- = select | read | reads users | gives rowid=users.email
select email as rowid from users

-- = select | read | reads orders users | gives email=users.email | looks at users.id join where
select email from users where rowid in (select rowid from orders)

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~, ?=~
select zeroblob(10), randomblob(4), random(), abs(-1), round(1.5), sign(1)

-- = select | read | gives ?=~, ?=~, ?=~, ?=~
select last_insert_rowid(), changes(), sqlite_source_id(), sqlite_compileoption_used('x')

-- = select | read | reads users | gives email=users.email, ssn=users.ssn | looks at users.id equality where, users.name other order by
select email, ssn from users where id = 1 order by length(name) desc nulls last

-- = select | read | reads users | gives email=users.email
select email from users order by random()

-- = select | read | reads users | gives ?=~ | looks at users.ssn other where
select 1 where exists (select 1 from users where ssn like 'a%')

-- = select | read | reads users | gives email=users.email | looks at users.ssn other where
select email from users where ssn glob '1*'

-- = select | read | reads orders | gives total=orders.total | looks at orders.total other where
select total from orders where total > (select avg(total) from orders)

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select * from users where 0

-- = select | read | gives ?=~, ?=~, ?=~
select true, false, null

-- = select | read | reads users | gives a=users.email | looks at users.email equality where
select email as a from users where a = 'x'

-- = explain | read | reads orders users | gives ? | looks at orders.id join join, users.id join join
explain query plan select * from users join orders using (id)

-- = explain | read | reads users | gives ?
explain select ssn from users
