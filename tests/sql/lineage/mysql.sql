select * from users right join orders on users.id = orders.user_id
select `email`, `ssn` from `users`
select * from users natural right join pets
select * from users right join orders using (k)
select * from orders right join users using (k)
select * from users left join (orders join items using (k)) using (k)
select * from (users join orders using (k))
select group_concat(email order by ssn) from users
select json_object('a', email, 'b', ssn), json_arrayagg(ssn) from users
select concat(email, ssn), concat_ws('-', email, name) from users
select if(id > 0, ssn, email), ifnull(email, ssn) from users
select email div 1, binary ssn from users
select straight_join email from users
select email from users order by field(ssn, 'a')
select users.email, users.ssn from users
select * from users u, orders o
select email from users limit 1, 1
select distinctrow ssn from users
select any_ssn from (select ssn as any_ssn from users) t
insert into pets (id, k, pet) select id + 70, 7, ssn from users
update users u join orders o on o.user_id = u.id set o.note = u.ssn where u.id = 9001
delete from items where id = 9002
replace into pets (id, k, pet) select id, k, email from users
insert into pets (id, k, pet) select 11, 7, ssn from users on duplicate key update pet = values(pet)
select * from json_table('[{"x": 1}]', '$[*]' columns (x int path '$.x')) j, users
select a.email from users a join users b on a.id = b.id where b.ssn is not null
select max(ssn) over (order by id) from users
select convert(email using utf8mb4), cast(ssn as char) from users
with c as (select email e from users) select e from c
