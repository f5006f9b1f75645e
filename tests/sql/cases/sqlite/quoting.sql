-- = select | read | reads users | gives email=users.email
select "email" from "users"

-- = select | read | reads users | gives email=users.email
select "users"."email" from "main"."users"

-- = select | read | reads users | gives ?=~
select 'email' from users

-- = select | read | reads users | gives nope=~
select "nope" from users

-- = select | read | reads users | gives email=users.email
select [email] from [users]

-- = select | read | reads users | gives email=users.email
select `email` from `users`

-- = select | read | reads users | gives ssn=users.ssn, name=users.name
select users."ssn", "users".[name] from users

-- = select | read | reads users | gives e mail=users.email, s s n=users.ssn, n n=users.name, i=users.id
select email as "e mail", ssn as [s s n], name as `n n`, id as 'i' from users

-- = select | read | reads users | gives e=users.email, s=users.ssn
select email "e", ssn 's' from users

-- = select | read | reads users | gives a"b=~
select "a""b" from users

-- = unknown | - | gives ? | conceded
select "" from users

-- = select | read | reads users | gives ?=~
select '' from users

-- = select | read | reads users | gives email=users.email | looks at users.email other where, users.name other where
select email from users where name = "email"

-- = select | read | reads users | gives email=users.email | looks at users.name equality where
select email from users where name = "x"

-- = select | read | reads users | gives email=users.email | looks at users.ssn other order by
select email from users order by "ssn"

-- = select | read | reads users | gives email=users.email
select email from users order by 'ssn'

-- = select | read | reads users | gives email=users.email, email=users.email
select "EMAIL", EmAiL from USERS

-- = select | read | reads users | gives id=users.id | looks at users.name other where, users.ssn other where
select id from users where "ssn" = "name"

-- = select | read | reads users | gives id=users.id | looks at users.ssn equality where
select id from users where ssn in ("a", "b")

-- = select | read | reads users | gives ?=~users.ssn, ?=~
select count("ssn"), count('ssn') from users

-- = select | read | reads users | gives email=users.email
select u.email from 'users' as u

-- = select | read | reads users | gives delete=users.email, update=users.ssn
select email AS "delete", ssn AS "update" from users

-- = select | read | reads orders | gives ?=~, ?=~, ?=~, ?=~
select 'INSERT INTO users VALUES (1)', 'x;y', '--', '/*' from orders

-- = select | read | gives ?=~
select 'a''; delete from users; --'

-- = select | read | gives a'; delete from users; --=~
select "a'; delete from users; --"

-- = select | read | gives ?=~, ?=~
select x'27', X'3B'

-- = select | read | reads users | gives ?=~
select 'it''s' || "it's" from users

-- = select | read | reads users | gives email=users.email
select email from users -- ; delete from users

-- = select | read | reads users | gives email=users.email
select email /* ; delete from users */ from users

-- = select | read | reads users | gives email=users.email | conceded
select email from users /* not closed; delete from users

-- = select | read | gives ?=~
select 1 -- a

-- = select | read | gives ?=~
;select 1

-- = select | read | gives ?=~
select 1; -- comment only

-- = select | read | gives ?=~
select /* outer /* inner */ 1

-- = select | read | reads users | gives email=users.email | looks at users.id equality where, users.name equality where
select email from users where id = ?1 and name = ?1

-- = select | read | reads users | gives ?=~users.email
select replace(email, 'insert', 'delete') from users

-- = select | read | reads users | gives email=users.email | looks at users.name other where
select email from users where name like 'a\%' escape '\'

-- = select | read | gives select=~, from=~
select 1 as [select], 2 as "from"
