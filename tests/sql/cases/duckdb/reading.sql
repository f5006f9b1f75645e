-- = select | read | reads users | gives id=users.id, email=users.email
select id, email from users

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
from users

-- = select | read | reads users | gives email=users.email
from users select email

-- = select | read | reads users | gives e=users.email, ?=~users.email | looks at users.ssn equality where
select email as e, lower(email) from users where ssn = ?

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.email other where
select * from users where email like 'a%'

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name
select * exclude (ssn) from users

-- = select | read | reads users | gives id=users.id, email=~users.email, name=users.name, ssn=users.ssn
select * replace (upper(email) as email) from users

-- = select | read | reads users | gives id=users.id, mail=users.email, name=users.name, ssn=users.ssn
select * rename (email as mail) from users

-- = select | read | reads users | gives email=users.email, name=users.name
select columns('e.*') from users

-- = select | read | reads users | gives ?
select columns(c -> c like 'e%') from users

-- = select | read | reads users | gives u=~users.email+users.id+users.name+users.ssn
select u from users u

-- = select | read | reads users | gives ?
select unnest(u) from users u

-- = select | read | reads users | gives ?=~users.email+users.ssn
select {'a': email, 'b': ssn} from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select [email, ssn] from users

-- = select | read | reads users | gives ?=~users.email+users.name
select list_transform([email], lambda x: x || name) from users

-- = select | read | reads users | gives ?=~users.email
select [x for x in [email] if x is not null] from users

-- = select | read | reads users | gives ?=~users.email
select struct_pack(a := email) from users

-- = select | read | reads users | gives e=users.email
select e: email from users

-- = select | read | reads users | gives e=users.email | looks at users.email equality where
select email as e from users where e is not null

-- = select | read | reads users | gives ?=~users.email
select email.upper() from users

-- = select | read | reads users | gives email=users.email, ssn=users.ssn | looks at users.email other set operation, users.ssn other set operation
select email from users union by name select ssn from users

-- = select | read | reads users | gives email=users.email, ssn=users.ssn | looks at users.email other set operation, users.ssn other set operation
select email, ssn from users union by name select ssn, email from users

-- = select | read | reads orders users | gives email=orders.note+users.email
select email from users union all select note from orders

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id other join, users.id other join
select * from users asof join orders on users.id >= orders.id

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note
select * from users positional join orders

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at orders.id join join, users.id join join
select * from users semi join orders using (id)

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at orders.user_id join join, users.id join join
select * from users anti join orders on users.id = orders.user_id

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users join orders using (id)

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.id join join, users.id join join
select * from users natural join orders

-- = select | read | reads users | gives email=users.email | looks at users.email other group by, users.email other order by
select email from users group by all order by all

-- = select | read | reads users | gives email=users.email | looks at users.id other having, users.id other window, users.ssn other having, users.ssn other window
select email from users qualify row_number() over (partition by ssn order by id) = 1

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, note=orders.note | looks at orders.user_id join where, users.id join where
select * from users u, (select note from orders o where o.user_id = u.id) x

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, e=users.email
select * from users u, lateral (select u.email as e) x

-- = select | read | reads users | gives ?=~, ?=~users.email, ?=~users.ssn, ?=~users.email, ?=~users.email
select count(*), count(email), max(ssn), list(email), string_agg(email, ',') from users

-- = select | read | reads users | gives ?=~users.email+users.ssn, ?=~users.id+users.name, ?=~users.email
select max_by(email, ssn), arg_min(name, id), first(email) from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email
select try_cast(email as int), email::int from users

-- = select | file network read | reads data.csv | gives ?
select * from 'data.csv'

-- = select | file network read | reads data.parquet | gives ?
select * from "data.parquet"

-- = select | file network read | gives ?
select * from read_csv('data.csv')

-- = select | file network read | gives ?
select * from read_parquet(['a.parquet', 'b.parquet'])

-- = select | file network read | gives content=~
select content from read_text('/etc/passwd')

-- = select | file network read | gives ?
select * from glob('/etc/*')

-- = select | file network read | gives ? | conceded
select * from sqlite_scan('x.db', 't')

-- = select | network read | gives ? | conceded
select * from postgres_query('x', 'delete from users')

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select * from query('select * from users')

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select * from query_table('users')

-- = select | program read | gives ?=~
select getenv('HOME')

-- = select | read | reads users | gives ?=~users.email | conceded
select my_function(email) from users

-- = select | read | gives ?
select * from duckdb_tables()

-- = select | read | reads information_schema.tables | gives ?
select * from information_schema.tables

-- = select | read | gives ? | conceded
select * from duckdb_secrets()

-- = select | read | gives i=~
select * from range(5) r(i)

-- = select | read | gives generate_series=~
select * from generate_series(1, 10)

-- = select | read | gives ?=~
select unnest([1, 2, 3])

-- = select | read | gives x=~
select * from unnest([1, 2]) as t(x)

-- = select | read | gives a=~, b=~
select * from (values (1, 'a')) v(a, b)

-- = select | read | reads no_such_table | gives ? | conceded
select * from no_such_table

-- = select | read session | reads users | gives ? | looks at users.email other group by, users.id other pivot, users.name other group by | flows users.id>temp.__pivot_enum.*
pivot users on id using max(ssn)

-- = select | read | reads users | gives email=users.email, name=users.name, 1=~users.id+users.ssn, 2=~users.id+users.ssn | looks at users.email other group by, users.id other pivot, users.name other group by
select * from users pivot (max(ssn) for id in (1, 2))

-- = select | read | reads users | gives id=users.id, name=users.name, n=~, v=users.email+users.ssn
unpivot users on email, ssn into name n value v

-- = summarize | read | reads users | gives column_name=~, column_type=~, min=~users.email+users.id+users.name+users.ssn, max=~users.email+users.id+users.name+users.ssn, approx_unique=~users.email+users.id+users.name+users.ssn, avg=~users.email+users.id+users.name+users.ssn, std=~users.email+users.id+users.name+users.ssn, q25=~users.email+users.id+users.name+users.ssn, q50=~users.email+users.id+users.name+users.ssn, q75=~users.email+users.id+users.name+users.ssn, count=~users.email+users.id+users.name+users.ssn, null_percentage=~users.email+users.id+users.name+users.ssn
summarize users

-- = summarize | read | reads users | gives column_name=~, column_type=~, min=~users.email, max=~users.email, approx_unique=~users.email, avg=~users.email, std=~users.email, q25=~users.email, q50=~users.email, q75=~users.email, count=~users.email, null_percentage=~users.email
summarize select email from users

-- = describe | read | reads users | gives column_name=~, column_type=~, null=~, key=~, default=~, extra=~
describe users

-- = describe | read | reads users | gives column_name=~, column_type=~, null=~, key=~, default=~, extra=~
describe select email from users

-- = show | read | gives name=~
show tables

-- = show | read | gives database=~, schema=~, name=~, column_names=~, column_types=~, temporary=~
show all tables

-- = show | read | reads users | gives column_name=~, column_type=~, null=~, key=~, default=~, extra=~
show users

-- = explain | read | reads users | gives explain_key=~, explain_value=~users.email+users.ssn | looks at users.ssn equality where
explain select email from users where ssn = 'x'

-- = explain | read write | writes users | also delete | gives explain_key=~, explain_value=~users.id | looks at users.id equality where
explain analyze delete from users where id = 1

-- = explain | read | reads users | gives explain_key=~, explain_value=~
explain delete from users

-- = select | read | gives ?=~ | conceded
select getvariable('x')

-- = select | read | gives ?=~
select E'a\'b'

-- = select | read | gives ?=~
select $$a; b$$

-- = select | read | gives ?=~
select /* /* nested */ */ 1

-- = select | read | gives ?=~, ?=~, ?=~
select $1, ?, $name

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~
select version(), current_user, now(), uuid(), random()

-- = select | read | reads users | gives ?=~users.email, ?=~users.email
select json_extract(email, '$.a'), email->'$.a' from users

-- = select | read | reads users | gives ?=~users.id+users.ssn | looks at users.ssn other window
select sum(id) over (order by ssn) from users

-- = select | read | reads users | gives email=users.email
with c as materialized (select email from users) from c

-- = select | read | gives n=~
with recursive c(n) as (select 1 union all select n + 1 from c where n < 5) select n from c

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select * from users using sample 10%

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select * from users limit 10%

-- = select | read | reads users | gives ?=~users.email+users.id | looks at users.email other case
select case email when 'x' then id else 0 end from users

-- = select | read | reads users | gives ? | conceded
from histogram(users, email)

-- = select | read | reads users | gives ? | conceded
from users, lateral "histogram"(users, email)

-- = select | read | reads users | gives ?=~users.email
select histogram(email) from users

-- = select | read | gives name=~
from (show tables)

-- = show | read | gives name=~
(show tables)

-- = describe | read | reads users | gives column_name=~, column_type=~, null=~, key=~, default=~, extra=~
(describe users)

-- = summarize | read | reads users | gives column_name=~, column_type=~, min=~users.email+users.id+users.name+users.ssn, max=~users.email+users.id+users.name+users.ssn, approx_unique=~users.email+users.id+users.name+users.ssn, avg=~users.email+users.id+users.name+users.ssn, std=~users.email+users.id+users.name+users.ssn, q25=~users.email+users.id+users.name+users.ssn, q50=~users.email+users.id+users.name+users.ssn, q75=~users.email+users.id+users.name+users.ssn, count=~users.email+users.id+users.name+users.ssn, null_percentage=~users.email+users.id+users.name+users.ssn
(summarize users)

-- = select | read | gives database=~, schema=~, name=~, column_names=~, column_types=~, temporary=~
select * from (show all tables)

-- = select | read | reads users | gives column_name=~, column_type=~, null=~, key=~, default=~, extra=~, database_name=~
select * from (desc users) x join (show databases) d on true

-- = select | read | reads users | gives max=~users.email+users.id+users.name+users.ssn
select max from (summarize users) s

-- = select | read | reads users | gives column_name=~, column_type=~, min=~users.id, max=~users.id, approx_unique=~users.id, avg=~users.id, std=~users.id, q25=~users.id, q50=~users.id, q75=~users.id, count=~users.id, null_percentage=~users.id
select * from (summarize select id from users)

-- = select | read | reads users | gives column_name=~, column_type=~, null=~, key=~, default=~, extra=~
from (describe select email from users)

-- = select | read | gives ?=~ | conceded
select 1 where exists (summarize users)

-- = select | read | gives ?
from pragma_table_info('users')
