-- = select | read | reads users | gives ?=~users.ssn | looks at users.ssn other window
select rank() over (order by ssn) from users

-- = select | read | reads users | gives email=users.email, ?=~users.id+users.name | looks at users.id other window, users.name other window
select email, sum(id) over (partition by name order by id rows between 1 preceding and current row) from users

-- = select | read | reads users | gives ?=~users.id+users.ssn, ?=~users.id+users.name+users.ssn | looks at users.id other window
select lag(ssn) over (order by id), lead(ssn, 2, name) over (order by id) from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email | looks at users.name other window, users.ssn other window
select first_value(email) over w, nth_value(email, 2) over w from users window w as (partition by name order by ssn)

-- = select | read | reads orders | gives ?=~orders.total, ?=~orders.total | looks at orders.total other window
select ntile(4) over (order by total), percent_rank() over (order by total) from orders

-- = select | read | reads users | gives ?=~users.email+users.id+users.ssn | looks at users.id other window, users.ssn other filter
select group_concat(email, ',') filter (where ssn > 'a') over (order by id) from users

-- = select | read | reads users | gives ?=~
select count(*) over () from users

-- = select | read | reads users | gives ?=~users.ssn | looks at users.ssn equality filter
select count(*) filter (where ssn = 'x') from users

-- = select | read | reads users | gives email=users.email | looks at users.ssn other where, users.ssn other window
select email from (select email, row_number() over (order by ssn) as r from users) where r = 1

-- = select | read | reads users | gives ?=~users.id | looks at users.id other aggregate, users.id other window
select max(id) over (order by id groups between unbounded preceding and 1 following exclude ties) from users

-- = select | read | reads orders | gives ?=~orders.total, ?=~orders.total, ?=~orders.note, ?=~orders.id | looks at orders.id other aggregate, orders.note other aggregate, orders.total other aggregate, orders.total other having, orders.user_id other group by
select avg(total), total(total), min(note), max(id) from orders group by user_id having max(total) > 1

-- = select | read | reads orders | gives user_id=orders.user_id, ?=~orders.note | looks at orders.user_id other group by
select user_id, count(distinct note) from orders group by 1

-- = select | read | reads users | gives email=users.email | looks at users.name other group by
select email from users group by name

-- = select | read | reads users | gives ?=~users.id, email=users.email | looks at users.id other aggregate
select max(id), email from users

-- = select | read | reads users | gives ?=~users.name
select group_concat(distinct name) from users

-- = select | read | reads users | gives email=users.email | looks at users.email other order by
select email from users order by 1 limit 1 offset 1

-- = select | read | reads users | gives email=users.email
select email from users limit 5, 10

-- = select | read | reads orders users | gives email=users.email
select email from users limit (select count(*) from orders)
