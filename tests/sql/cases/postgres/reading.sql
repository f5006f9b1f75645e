-- = select | read | reads users | gives id=users.id, email=users.email
select id, email from users

-- = select | read | reads users | gives e=users.email, ?=~users.email | looks at users.ssn equality where
select email as e, lower(email) from users where ssn = 'x'

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.email other where
select * from users where email like 'a%'

-- = select | read | reads users | gives u=~users.email+users.id+users.name+users.ssn
select u from users u

-- = select | read | reads users | gives ?=~, ?=~users.email
select count(*), count(email) from users

-- = select | read | reads users | gives email=users.email | looks at users.id equality where, users.ssn equality where
select email from users where id in (1, 2) and ssn = $1

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.user_id join join, users.id join join
select * from users u join orders o on o.user_id = u.id

-- = select | read | reads users | gives email=users.email | looks at users.email other group by, users.email other order by
select email from users group by 1 order by email

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select email from users union select note from orders

-- = select | read | reads orders users | gives id=users.id | looks at orders.note join where, users.email join where
select id from users where email in (select note from orders)

-- = select | read | reads users | gives id=users.id | looks at users.email other where
select id from users where not email = 'a'

-- = select | read | reads users | gives id=users.id | looks at users.email equality where
select id from users where email = any(?)

-- = select | lock read | reads users | gives id=users.id
select id from users for update

-- = select | read | gives ?=~
select $$a)b$$

-- = select | read | gives ?=~
select $x$ ; drop table users $x$

-- = select | read | gives ?=~ | conceded
select /* /* nested */ ; drop table users */ 1

-- = select | read | gives x=~
with delete as (select 1 as x) select x from delete

-- = select | read | reads users | gives delete=users.id
select id as delete from users

-- = select | read | reads users | gives ?=~users.email
select replace(email, 'a', 'b') from users

-- = select | read | gives ?=~
select 'INSERT INTO users'

-- = select | file read | gives ?
select * from pg_read_file('/etc/passwd')

-- = select | file read | gives ?=~
select "pg_read_file"('x')

-- = select | file read | gives ?=~
select pg_catalog.pg_ls_dir('/')

-- = select | read sleep | gives ?=~
select pg_sleep(10)

-- = select | file read write | gives ?=~
select lo_export(1, '/tmp/x')

-- = select | network read | gives ?=~ | conceded
select dblink('host=x', 'select 1')

-- = select | read role | gives ?=~
select set_config('role', 'admin', false)

-- = select | read session | gives ?=~
select set_config('search_path', 'x', false)

-- = select | lexing read role session | gives ?=~ | conceded
select set_config('ro' || 'le', 'admin', false)

-- = select | read | gives ?=~ | conceded
select query_to_xml('select * from users', true, true, '')

-- = select | read write | gives ?=~
select nextval('s')

-- = select | maintenance read | gives ?=~
select pg_terminate_backend(1)

-- = select | read | reads users | gives ?=~users.email | conceded
select my_function(email) from users

-- = select | read | reads users | gives ?=~users.email | conceded
select other.lower(email) from users

-- = select | read | reads users | gives ?=~users.id
select percentile_cont(0.5) within group (order by id) from users

-- = select | read | reads users | gives ?=~users.email+users.name
select st_distance(a.email, a.name) from users a

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~, ?=~
select format_type(1, 2), pg_get_expr(null, 0), to_regclass('x'), version(), current_user, now()

-- = explain | read | reads users | gives QUERY PLAN=~
explain delete from users

-- = explain | read write | writes users | also delete | gives QUERY PLAN=~users.id | looks at users.id equality where
explain analyze delete from users where id = 1

-- = explain | read | reads users | gives QUERY PLAN=~
explain (analyze false) delete from users

-- = explain | read | reads users | gives QUERY PLAN=~users.email+users.ssn | looks at users.ssn equality where
explain (costs off) select email from users where ssn = 'x'

-- = select | read write | reads users | writes users | also delete | gives email=users.email | looks at users.id equality where
with d as (delete from users where id = 1 returning *) select email from d

-- = select | read write | reads orders users | writes users | also delete merge | gives email=users.email | looks at orders.user_id join join, users.id join join
with m as (merge into users u using orders o on u.id = o.user_id when matched then delete returning u.email) select * from m

-- = select | ddl read write | reads users | writes t2 | flows users.email>t2.email
select email into t2 from users

-- = show | read | gives name=~, setting=~, description=~
show all

-- = show | read | gives server_version=~
show server_version

-- = select | read | reads pg_catalog.pg_authid | gives ?
select * from pg_authid

-- = select | read | reads pg_catalog.pg_class | gives ?
select * from pg_catalog.pg_class

-- = select | read | reads information_schema.tables | gives ?
select * from information_schema.tables

-- = select | read | reads no_such_table | gives ? | conceded
select * from no_such_table

-- = select | read | gives frobnicate=~
select frobnicate

-- = select | read | reads users | gives m=~users.ssn
select (select max(ssn) from users) as m

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, note=orders.note | looks at orders.user_id join where, users.id join where
select * from users, lateral (select note from orders where user_id = users.id) n

-- = select | read | reads users | gives ?=~users.email+users.id | looks at users.email other window, users.id other window
select row_number() over (partition by email order by id) from users

-- = select | read | reads users | gives ?=~users.ssn | looks at users.ssn other case
select case when ssn like '1%' then 1 else 0 end from users

-- = select | read | reads users | gives email=users.email | looks at users.email other distinct
select distinct email from users

-- = select | read | reads users | gives ?=~users.ssn | looks at users.ssn other where
select exists(select 1 from users where ssn like '1%')

-- = select | read | reads users | gives email=users.email
select email from users limit 10 offset 5

-- = select | read | reads users | gives n=~users.id | looks at users.id other where
with recursive c(n) as (select id from users union all select n + 1 from c where n < 5) select n from c

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select * from users tablesample system (10)

-- = select | read | gives column1=~, column2=~
values (1, 'a')

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
table users

-- = select | read | reads users | gives email=users.email | looks at users.ssn join join
select a.email from users a join users b on a.ssn = b.ssn

-- = select | read | reads orders users | gives id=orders.id+users.id | looks at orders.id join join, users.id join join
select id from users natural join orders

-- = select | read | reads users | gives ?=~users.email+users.id | looks at users.email other case
select case email when 'x' then id else 0 end from users

-- = insert | read write | reads users | writes orders users | also delete | unbounded | flows users.id>orders.id
with d as (delete from users returning *) insert into orders select id from d

-- = select | read session | reads users | gives ?=~users.email | flows users.email>set_config.*
select set_config('app.x', email, false) from users

-- = select | notify read | reads users | gives ?=~users.ssn | flows users.ssn>pg_notify.*
select ssn > '3' and pg_notify('a', 'b') is not null from users

-- = select | lock read | reads orders | gives id=orders.id | looks at orders.user_id other where | flows orders.user_id>pg_try_advisory_lock.*
select id from orders where pg_try_advisory_lock(user_id)
