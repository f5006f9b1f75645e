from users
from users select email
select * exclude (ssn) from users
select * exclude (ssn, email) from users
select u.* exclude (email), o.note from users u join orders o on o.user_id = u.id
select * replace (upper(email) as email) from users
select * replace (ssn as email) from users
select columns('e.*') from users
select columns(*) from users
select u from users u
select users from users
select u.email from users u
select (u).ssn from users u
select struct_pack(a := email, b := ssn) from users
select {'a': email, 'b': ssn} from users
select {'a': email, 'b': ssn}.b from users
select [email, ssn] from users
select [email, ssn][1] from users
select unnest([email, ssn]) from users
select unnest(u) from users u
select list(email) from users
select list_transform([email], lambda x: x || ssn) from users
select [x || name for x in [email, ssn] if x is not null] from users
select map([email], [ssn]) from users
select e: email, s: ssn from users
select email as e, e || 'x' as f from users
select email as e from users where e is not null
select email from users union by name select ssn, email from users
select ssn, email from users union by name select email from users
select * from users asof join orders on users.k >= orders.k
select * from users positional join orders
select * from users semi join orders using (k)
select * from users anti join orders using (k)
select * from users right join orders using (k)
select * from users full join orders using (k)
select * from (users join orders using (k))
select * from users natural full join pets
select * from (select email, ssn from users) x(e, s)
select x.s from (select email, ssn from users) x(e, s)
select * from users u, lateral (select o.note from orders o where o.user_id = u.id) x
select * from users u, (select o.note from orders o where o.user_id = u.id) x
select * from users u, unnest([u.email, u.ssn]) t(v)
select max_by(email, ssn), arg_min(name, id) from users
select first(email order by ssn) from users
select string_agg(email, ',' order by ssn) from users
select email, row_number() over () as r from users qualify row_number() over (order by ssn) = 1
select 'x' || email.upper() from users
select email.upper().lower() from users
select rowid, email from users
select max(ssn) filter (where email is not null) from users
select email from users group by all order by all
select to_json(u) from users u
select json_object('a', email) from users
select json_group_array(ssn) from users
select * from (values (1, 2)) v(a, b)
select main.users.email from main.users
select EMAIL from Users
update users set name = name where id = 9002 returning *
insert into pets (id, k, pet) select id + 70, 7, ssn from users returning pet, id
update users set name = ssn where id = 9001 returning name, email
update users set name = lower(email) returning *
insert into pets by name select email as pet, k, id + 40 as id from users returning *
delete from items where id = 9002 returning *
select * from users pivot (max(ssn) for id in (9001, 9002))
summarize users
from (select email as e from users) select e
with c as materialized (select * from users) from c select ssn
select coalesce(*columns(['email', 'ssn'])) from users
select * from users u join orders o on o.user_id = u.id join items i on i.order_id = o.id
select struct_extract(u, 'ssn') from users u
select try_cast(ssn as varchar), ssn::varchar from users
select * rename (email as mail) from users
select @total from orders
select @ total, id from orders where @total > 1
select [10, 20, 30, 40][1:total - 77769] from orders
select total::varchar || ssn from users, orders
select -total, ~total from orders
