-- = select | read | reads users | gives ?=~users.email+users.name
select json_object('e', email, 'n', name) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select json_array(email, ssn) from users

-- = select | read | reads users | gives ?=~users.email
select json_group_array(email) from users

-- = select | read | reads users | gives ?=~users.id+users.ssn
select json_group_object(id, ssn) from users

-- = select | read | reads orders | gives ?=~orders.note
select json_extract(note, '$.a', '$.b') from orders

-- = select | read | reads orders | gives ?=~orders.note, ?=~orders.note
select note -> '$.a', note ->> 'a' from orders

-- = select | read | reads orders | gives ?=~orders.note
select note ->> 'a' ->> 'b' from orders

-- = select | read | reads orders users | gives ?=~orders.note+users.ssn
select json_set(note, '$.x', (select ssn from users limit 1)) from orders

-- = select | read | reads orders | gives ?=~orders.note, ?=~orders.note, ?=~orders.note, ?=~orders.note, ?=~orders.note
select json_patch(note, '{}'), json_remove(note, '$.a'), json_quote(note), json_type(note), json_valid(note) from orders

-- = select | read | reads orders | gives ?=~orders.note
select value ->> 'x' from orders, json_each(orders.note)

-- = select | read | reads orders | gives id=orders.id, key=~orders.note | looks at orders.note other join
select o.id, j.key from orders o join json_tree(o.note) j on j.type = 'text'

-- = select | read | reads orders | gives id=orders.id | looks at orders.note other where
select id from orders where note ->> 'a' = 'x'

-- = select | read | reads orders | gives id=orders.id | looks at orders.note other where
select id from orders where json_extract(note, '$.a') = 1

-- = select | read | reads orders | gives id=orders.id | looks at orders.note other where
select id from orders where exists (select 1 from json_each(note) where value = 'x')

-- = select | read | reads orders | gives ?=~orders.note
select json_array_length(note) from orders

-- = select | read | reads orders | gives ?=~orders.note | looks at orders.note other order by
select json(note) from orders order by note ->> 'k'

-- = select | read | reads users | gives ?=~users.email | looks at users.email other select
select (select group_concat(value) from json_each(email)) from users

-- = select | read | reads users | gives key=~users.ssn, value=~users.ssn | looks at users.ssn other from
select key, value from json_each((select json_group_array(ssn) from users))
