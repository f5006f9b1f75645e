select rowid, * from users
select rowid from users
select oid, pet from pets
select "email", [ssn], `name` from users
select "no_such_column" from users
select users.rowid from users
select json_object('a', email, 'b', ssn) from users
select group_concat(email) from users
select j.value from users, json_each(json_array(users.email, users.ssn)) j
select value from users, json_each(json_array(users.email, users.ssn))
select * from users, json_each(json_array(users.email))
select iif(id > 0, ssn, email) from users
select max(ssn), email from users
select main.users.email from main.users
select * from users left join orders using (k) left join items using (k)
select * from users right join orders using (k)
select * from users full join orders using (k)
select * from (users join orders using (k))
select * from users natural left join pets
with t as (select email from users) select * from t, orders
with b as (select e from a), a as (select email as e from users) select * from b
insert into pets (id, k, pet) values (5, 5, 'p') returning *
insert into pets (id, k, pet) select id + 70, 7, ssn from users returning pet, id
update users set name = ssn where id = 9001 returning name, email
update users set name = lower(email) returning *
update pets set pet = (select max(ssn) from users) returning pet
update users set name = name where id = 9002 returning ssn as x, email
update users set name = users.name from orders o where o.user_id = users.id returning *
delete from items where id = 9002 returning *
insert into users (id, email) values (9001, 'q') on conflict (id) do update set name = users.name returning *
replace into pets (id, k, pet) select id, k, email from users returning *
select email from users where rowid = 9001
select * from (select email from users) as x, (select ssn from users) as y
select email as a from users where a like 'users%'
select u.email from users as u group by 1 order by 1
select ifnull(email, ssn), printf('%s', name), hex(ssn) from users
select * from v_users, v_deep
select email glob 'u*' from users
values ((select max(ssn) from users))
