-- # Stars, FROM-first, struct, list and map access, lambdas, aggregates, windows, set operations, samples.

-- = select | read | reads users | gives email=users.email
select users.email from users

-- = select | read | reads users | gives email=users.email
select u.email from users as u

-- = select | read | reads users | gives email=users.email
select u.email from main.users u

-- = select | read | reads users | gives email=users.email
select memory.main.users.email from memory.main.users

-- = select | read | reads users | gives email=users.email
select "Email" from "USERS"

-- = select | read | reads users | gives email=users.email, x=users.email
select EMAIL, "eMail" as X from Users

-- = select | read | reads users | gives id=users.id, ssn=users.ssn | looks at users.id other where
from users u select u.id, u.ssn where u.id > 1

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.id equality where
from users where id = 1

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.id other order by
from users order by id limit 2

-- = select | read | reads users | gives ?=~
from users select count(*)

-- = select | read | reads users | gives ?=~users.email
from (from users select email) select upper(email)

-- = select | read | reads orders users | gives email=users.email, total=orders.total | looks at orders.user_id join join, users.id join join
from users u join orders o on u.id = o.user_id select u.email, o.total

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note
from users, orders

-- = select | read | reads users | gives id=users.id, email=users.email
from users select * exclude (ssn, name)

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name
from users select * exclude ssn

-- = select | read | reads users | gives id=users.id, name=~users.name, ssn=users.ssn
select * exclude (email) replace (lower(name) as name) from users

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=~users.ssn
select * replace (ssn || 'x' as ssn) from users

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.email, ssn=users.ssn
select * replace (email as name) from users

-- = select | read | reads users | gives id=~, email=~users.email, name=users.name, ssn=users.ssn
select * replace (lower(email) as email, 1 as id) from users

-- = select | read | reads users | gives id=users.id, mail=users.email, name=users.name, tax=users.ssn
select * rename (email as mail, ssn as tax) from users

-- = select | read | reads users | gives mail=users.email, name=users.name, ssn=users.ssn
select * exclude (id) rename (email as mail) from users

-- = select | read | reads users | gives email=users.email
select * like 'e%' from users

-- = select | read | reads users | gives email=users.email
select * ilike 'E%' from users

-- = select | read | reads users | gives id=users.id, name=users.name, ssn=users.ssn
select * not like 'e%' from users

-- = select | read | reads users | gives email=users.email, name=users.name
select * similar to 'e.*' from users

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at orders.user_id join join, users.id join join
select users.* from users join orders on users.id = orders.user_id

-- = select | read | reads orders users | gives id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note, id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at orders.user_id join join, users.id join join
select orders.*, users.* from users join orders on users.id = orders.user_id

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, note=orders.note | looks at orders.user_id join join, users.id join join
select u.* exclude (ssn), o.note from users u join orders o on u.id = o.user_id

-- = select | read | reads users | gives id=users.id, email=~users.email, name=users.name, ssn=users.ssn
select u.* replace (lower(u.email) as email) from users u

-- = select | read | reads orders users | gives id=users.id, email=users.email, name=users.name, id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note | looks at orders.user_id join join, users.id join join
select * exclude (users.ssn) from users join orders on users.id = orders.user_id

-- = select | read | reads users | gives email=users.email, ssn=users.ssn
select columns('^(email|ssn)$') from users

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select columns(*) from users

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name
select columns(* exclude (ssn)) from users

-- = select | read | reads users | gives id=users.id, email=~users.email, name=users.name, ssn=users.ssn
select columns(* replace (lower(email) as email)) from users

-- = select | read | reads users | gives email=users.email, ssn=users.ssn
select columns(['email', 'ssn']) from users

-- = select | read | reads users | gives ?
select columns(lambda c: c in ('email', 'name')) from users

-- = select | read | reads users | gives email=~users.email, name=~users.name
select lower(columns('email|name')) from users

-- = select | read | reads users | gives id=~users.id, email=~users.email, name=~users.name, ssn=~users.ssn
select max(columns(*)) from users

-- = select | read | reads users | gives ?
select coalesce(*columns(['email', 'name'])) from users

-- = select | read | reads users | gives ?=users.email
select columns('(e)mail') as 'm_\1' from users

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
select columns(u.*) from users u

-- = select | read | reads users | gives ?=~users.email+users.id+users.name+users.ssn
select u.columns('e.*') from users u

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.email other where, users.id other where, users.name other where, users.ssn other where
select * from users where columns(*) is not null

-- = select | read | reads users | gives id=users.id | looks at users.email other where, users.id other where, users.name other where, users.ssn other where
select id from users where columns('em.*') like 'a%'

-- = select | read | reads orders | gives user_id=~orders.id+orders.user_id, total=~orders.id+orders.total
select id + columns('user_id|total') from orders

-- = select | read | reads users | gives users=~users.email+users.id+users.name+users.ssn
select users from users

-- = select | read | reads users | gives ?=~users.email
select users.email.lower() from users

-- = select | read | reads users | gives ?=~users.email
select email.lower().upper() from users

-- = select | read | reads users | gives ?=~users.email
select ('a' || email).length() from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email
select email[1:3], email[2], email[-1] from users

-- = select | read | reads users | gives ?=~users.email
select array_slice(email, 1, 2) from users

-- = select | read | reads users | gives ?=~users.email+users.name
select [email, name][1] from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select {'a': email, 'b': ssn}.a from users

-- = select | read | reads users | gives x=~users.email+users.ssn
select ({'a': email, 'b': ssn}).b as x from users

-- = select | read | reads users | gives ?=~users.email
select {'a': {'b': email}}['a']['b'] from users

-- = select | read | reads users | gives ?=~users.email
select struct_extract({'a': email}, 'a') from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select row(email, ssn) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select (email, ssn) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select struct_pack(a := email, b := ssn) from users

-- = select | read | reads users | gives ?=~users.email
select map {'k': email} from users

-- = select | read | reads users | gives ?=~users.email
select map {'k': email}['k'] from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select map([email], [ssn]) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select map_from_entries([(email, ssn)]) from users

-- = select | read | reads users | gives ?=~users.email
select element_at(map {'k': email}, 'k') from users

-- = select | read | reads users | gives ?=~users.email
select map_keys(map {email: 1}) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select list_value(email, ssn) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select list_transform([email, ssn], lambda x: lower(x)) from users

-- = select | read | reads users | gives ?=~users.id
select list_transform([1, 2], lambda x: x + id) from users

-- = select | read | reads users | gives ?=~users.email
select list_transform([email], lambda x, i: x || i) from users

-- = select | read | reads users | gives ?=~users.email
select list_filter([email], lambda x: x like 'a%') from users

-- = select | read | reads users | gives ?=~users.email+users.name
select list_reduce([email, name], lambda a, b: a || b) from users

-- = select | read | reads users | gives ?=~users.ssn
select list_apply([ssn], x -> x || 'z') from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select [lower(x) for x in [email, ssn] if x <> 'q'] from users

-- = select | read | reads users | gives ?=~users.name
select [x || name for x in ['a', 'b']] from users

-- = select | read | reads users | gives ?=~users.email
select list_sort(list(email)) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select list(email order by ssn) from users

-- = select | read | reads users | gives ?=~users.email
select list(distinct email) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn | looks at users.ssn equality filter
select array_agg(email) filter (where ssn is not null) from users

-- = select | read | reads users | gives ?=~users.email+users.id
select string_agg(email, ',' order by id) from users

-- = select | read | reads users | gives ?=~users.email+users.id
select first(email order by id) from users

-- = select | read | reads users | gives ?=~users.email+users.id, ?=~users.id+users.ssn
select arg_max(email, id), min_by(ssn, id) from users

-- = select | read | reads orders | gives ?=~orders.total, ?=~orders.total, ?=~orders.note
select quantile_cont(total, 0.5), median(total), mode(note) from orders

-- = select | read | reads orders | gives ?=~orders.total
select percentile_cont(0.5) within group (order by total) from orders

-- = select | read | reads orders | gives ?=~orders.total
select percentile_disc(0.5) within group (order by total desc) from orders

-- = select | read | reads users | gives ?=~users.email, ?=~users.email
select approx_count_distinct(email), count(distinct email) from users

-- = select | read | reads users | gives ?=~users.name
select histogram(name) from users

-- = select | read | reads orders | gives ?=~orders.total, ?=~orders.total, ?=~orders.note, ?=~orders.note
select sum(total), avg(total), min(note), max(note) from orders

-- = select | read | reads users | gives ?=~, ?=~, ?=~
select count(*), count(), count(1) from users

-- = select | read | reads orders | gives ?=~orders.total, ?=~orders.total, ?=~orders.total, ?=~orders.total, ?=~orders.total
select total / 2, total // 2, total % 2, total ** 2, -total from orders

-- = select | read | reads users | gives ?=~users.email+users.name, ?=~users.email, ?=~users.email, ?=~users.email, ?=~users.email
select email || name, email like 'a%', email ilike 'A%', email ~ 'a.*', email similar to 'a' from users

-- = select | read | reads users | gives ?=~users.email
select email glob 'a*' from users

-- = select | read | reads users | gives ?=~users.email+users.name+users.ssn | looks at users.ssn other case
select case when ssn is null then email else name end from users

-- = select | read | reads users | gives ?=~users.email+users.name+users.ssn | looks at users.ssn other case
select if(ssn = 'x', email, name) from users

-- = select | read | reads users | gives ?=~users.email+users.name, ?=~users.email+users.name, ?=~users.email
select coalesce(email, name), nullif(email, name), ifnull(email, 'x') from users

-- = select | read | reads orders users | gives ?=~users.email, ?=~users.email, ?=~orders.total
select cast(email as varchar), email::varchar, try_cast(total as integer) from users, orders

-- = select | read | reads users | gives ?=~users.email+users.name, ?=~users.email+users.name
select greatest(email, name), least(email, name) from users

-- = select | read | reads users | gives ?=~users.email+users.name, ?=~users.email, ?=~users.email+users.name
select email is distinct from name, email is not null, email in ('a', name) from users

-- = select | read | reads orders users | gives ?=~users.ssn, ?=~orders.user_id+users.id | looks at orders.user_id join where, users.id join where
select (select max(ssn) from users), exists (select 1 from orders where user_id = u.id) from users u

-- = select | read | reads orders users | gives n=orders.note | looks at orders.user_id join where, users.id join where
select (select o.note from orders o where o.user_id = u.id limit 1) as n from users u

-- = select | read | reads users | gives ?=~users.email
select array(select email from users)

-- = select | read | reads users | gives email=users.email, ?=~users.id+users.name | looks at users.id other window, users.name other window
select email, row_number() over (partition by name order by id) from users

-- = select | read | reads users | gives ?=~users.email+users.id, ?=~users.ssn | looks at users.id other window, users.name other window
select lag(email) over (order by id), first_value(ssn) over w from users window w as (partition by name order by id)

-- = select | read | reads users | gives email=users.email, ?=~users.id | looks at users.id other window
select email, sum(id) over (order by id rows between unbounded preceding and current row exclude current row) from users

-- = select | read | reads users | gives ?=~users.email+users.id+users.ssn | looks at users.id other window
select lead(email, 1, ssn) over (order by id) from users

-- = select | read | reads users | gives email=users.email | looks at users.ssn other having, users.ssn other window
select email from users qualify rank() over (order by ssn) <= 2

-- = select | read | reads users | gives email=users.email, rn=~users.id | looks at users.id other having, users.id other window
select email, row_number() over (order by id) as rn from users qualify rn = 1

-- = select | read | reads users | gives name=users.name, ?=~ | looks at users.name other group by, users.ssn other having
select name, count(*) from users group by name having max(ssn) > 'a'

-- = select | read | reads users | gives name=users.name, ?=~ | looks at users.name other group by
select name, count(*) from users group by all

-- = select | read | reads users | gives name=users.name, email=users.email, ?=~ | looks at users.email other group by, users.name other group by
select name, email, count(*) from users group by rollup (name, email)

-- = select | read | reads users | gives name=users.name, email=users.email, ?=~ | looks at users.email other group by, users.name other group by
select name, email, count(*) from users group by cube (name, email)

-- = select | read | reads users | gives name=users.name, email=users.email, ?=~, ?=~users.name | looks at users.email other group by, users.name other group by
select name, email, count(*), grouping(name) from users group by grouping sets ((name), (email), ())

-- = select | read | reads users | gives n=users.name, ?=~ | looks at users.name other group by
select name n, count(*) from users group by n

-- = select | read | reads users | gives name=users.name, ?=~users.ssn | looks at users.name other group by
select name, max(ssn) from users group by 1

-- = select | read | reads users | gives email=users.email | looks at users.email other distinct
select distinct email from users

-- = select | read | reads users | gives name=users.name, email=users.email | looks at users.name other distinct, users.name other order by, users.ssn other order by
select distinct on (name) name, email from users order by name, ssn

-- = select | read | reads users | gives email=users.email | looks at users.email other order by, users.ssn other order by
select email from users order by ssn desc nulls last, 1

-- = select | read | reads users | gives email=users.email | looks at users.email other order by
select email from users order by all desc

-- = select | read | reads users | gives email=users.email
select email from users limit 1 offset 2

-- = select | read | reads orders users | gives email=users.email
select email from users limit (select count(*) from orders)

-- = select | read | reads users | gives email=users.email
select email from users limit 50%

-- = select | read | reads users | gives email=users.email
select email from users fetch first 2 rows only

-- = select | read | reads users | gives email=users.email
select email from users using sample 5

-- = select | read | reads users | gives email=users.email
select email from users using sample 10 percent (bernoulli)

-- = select | read | reads users | gives email=users.email
select email from users using sample reservoir(5 rows) repeatable (42)

-- = select | read | reads users | gives email=users.email
select email from users tablesample 10%

-- = select | read | reads users | gives email=users.email
select email from users tablesample reservoir(3)

-- = select | read | reads users | gives email=users.email
select email from users tablesample system(10 percent) repeatable (1)

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
table users

-- = select | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
(table users)

-- = select | read | reads users | gives email=users.email
(select email from users)

-- = select | read | reads users | gives email=users.email | looks at users.email other order by
((select email from users)) order by 1

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select email from users union select note from orders

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other order by, users.email other order by
select email from users union all select note from orders order by 1

-- = select | read | reads orders users | gives id=users.id, email=orders.note+users.email, ssn=orders.total | looks at orders.note other set operation, orders.total other set operation, users.email other set operation, users.id other set operation
select id, email from users union by name select note as email, total as ssn from orders

-- = select | read | reads users | gives id=users.id, email=users.email
select id, email from users union all by name select email, id from users

-- = select | read | reads orders users | gives id=orders.id+users.id, email=users.email, name=users.name, ssn=users.ssn, user_id=orders.user_id, total=orders.total, note=orders.note
from users union all by name from orders

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select email from users except select note from orders

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select email from users except all select note from orders

-- = select | read | reads orders users | gives email=orders.note+users.email | looks at orders.note other set operation, users.email other set operation
select email from users intersect select note from orders

-- = select | read | reads users | gives email=users.email+users.ssn
(select email from users limit 1) union all (select ssn from users limit 1)

-- = select | read | gives col0=~, col1=~
values (1, 'a'), (2, 'b')

-- = select | read | gives col0=~, col1=~
select * from (values (1, 'a')) as v

-- = select | read | gives a=~
select v.a from (values (1, 'a')) as v(a, b)

-- = select | read | reads users | gives a=users.email, b=users.ssn
select * from (select email, ssn from users) as t(a, b)

-- = select | read | reads users | gives a=users.id, b=users.email, c=users.name, d=users.ssn
select * from users as u(a, b, c, d)

-- = select | read | reads users | gives d=users.ssn
select u.d from users as u(a, b, c, d)

-- = select | read | reads users | gives a=users.id
select a from users as u(a)

-- = select | read | reads users | gives e=users.email
select x.e from (select email as e, ssn from users) x

-- = select | read | gives one=~, x=~, ?=~, ?=~, ?=~, ?=~, ?=~
select 1 as one, 'x' as x, null, true, 1.5, date '2020-01-01', interval 1 day

-- = select | read | reads users | gives e=users.email, s=~users.ssn
select e: email, s: lower(ssn) from users

-- = select | read | reads users | gives n=~users.name, id=users.id
select n: (select max(name) from users), id from users

-- = select | read | reads users | gives a=users.email, b=~users.email
select a: email, a || 'x' as b from users

-- = select | read | reads users | gives a=users.email, b=~users.email+users.ssn
select email as a, a || ssn as b from users

-- = select | read | reads users | gives email=users.ssn, e2=users.email
select ssn as email, email as e2 from users

-- = select | read | reads users | gives a=users.email | looks at users.email other where
select email as a from users where a like 'x%'

-- = select | read | reads users | gives ssn=users.email | looks at users.ssn equality where
select email as ssn from users where ssn = 'x'

-- = select | read | reads users | gives email=users.email
select email from users where rowid = 1

-- = select | read | reads users | gives rowid=~, email=users.email
select rowid, email from users

-- = select | read | reads users | gives rowid=~
select users.rowid from users

-- = select | read | reads users | gives email=users.email | looks at users.id equality where, users.ssn equality where
select email from users where id = ? and ssn = $2

-- = select | read | reads users | gives email=users.email | looks at users.name equality where
select email from users where name = $name

-- = select | read | reads users | gives select=users.email
select "select" from (select email as "select" from users)

-- = select | read | reads users | gives delete=users.email
select email as delete from users

-- = select | read | reads users | gives update=users.email
select email as "update" from users

-- = select | read | gives s=~
select 'INSERT INTO users VALUES (1)' as s

-- = select | read | reads users | gives ?=~users.email
select replace(email, 'a', 'b') from users

-- = select | read | gives ?=~
-- = select | read | reads users | gives email=users.email
-- = select | read | reads orders | gives id=orders.id, user_id=orders.user_id, total=orders.total, note=orders.note
select 1; select email from users; from orders

-- = select | read | gives ?=~
select 1;;

-- = select | read | reads users | gives email=users.email
select email from users;
