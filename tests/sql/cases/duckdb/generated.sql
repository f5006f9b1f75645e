-- # what generated statements, mutated ones and statements of others have found

-- = select | read | reads users | gives a=~users.email, b=~users.email
with recursive q(n, a, b) as (select 1, lower(email), '-' from users union all select n + 1, b, a from q where n < 3) select a, b from q

-- = delete | write | writes users | unbounded | looks at users.id other where, users.name equality where
delete from users where name is null or (name is not null and id = id)

-- = select | read | reads users | gives m=~users.email
select (select max(e) from (select * from (select email as e, nullif(ssn, ssn) as f from users) as w) z) as m from users

-- = delete | write | writes users | looks at users.email equality where
delete from users where email in ('a', null)

-- ! no column of these tables is a date
-- = select | read | reads users | gives y=~users.id
select extract(year from id) as y from users
