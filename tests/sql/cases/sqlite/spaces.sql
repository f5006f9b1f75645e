-- = select | read | reads users | gives email=users.email
select	email	from	users

-- = select | read | reads users | gives email=users.email
selectemailfrom users

-- = unknown | - | gives ? | conceded
select email from users

-- = unknown | - | gives ? | conceded
select email from users

-- = unknown | - | gives ? | conceded
select email from users

-- = unknown | - | gives ? | conceded
﻿select email from users

-- = unknown | - | gives ? | conceded
select ﻿email from users

-- = unknown | - | gives ? | conceded
select email from users​

-- = unknown | - | gives ? | conceded
select email from　users

-- = select | read | reads users | gives email=users.email
SELECT/**/EMAIL/**/FROM/**/USERS

-- = select | read | gives ?=~
select-1

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~
select+1,.5,5.,1.e3,0x1f

-- = select | read | reads users | gives email=users.email
select(email)from(users)

-- = select | read | gives email=~
select'x'email

-- = select | read | reads users | gives email=users.email
select"email"from"users"

-- = select | read | reads users | gives email=users.email
select[email]from[users]

-- = select | read | reads users | gives email=users.email
select`email`from`users`

-- = select | read | reads users | gives email=users.email
select email from users --

-- = select | read | reads users | gives email=users.email
select email from users -- é 

-- = select | read | reads users | gives email=users.email
select email from users;  	 

-- = select | read | reads users | gives email=users.email
  	 select email from users

-- = select | read | reads users | gives email=users.email
/* a */ select email /* b */ from /* c */ users /* d */

-- = delete | write | writes users | unbounded
delete/**/from/**/users

-- = delete | write | writes users | unbounded
delete	from	users	where	1

-- = empty | -
;

-- = empty | -
/* delete from users */

-- = select | read | reads users | gives é=users.ssn
select ssn as é from users

-- = select | read | reads users | gives é ü=users.ssn
select ssn as "é ü" from users

-- = select | read | reads users | gives ?=~
select 'é' from users

-- = select | read | reads users | gives email=users.email | looks at users.name equality where
select email from users where name = '‮'

-- = select | read | reads users | gives email=users.email
-- = delete | write | writes users | looks at users.id equality where
select a.email from users a; ; delete from users where id = 1

-- = delete | write | writes users | looks at users.id equality where
-- = delete | write | writes users | looks at users.id equality where
delete from users where id = 1;delete from users where id = 2

-- = begin | transaction
-- = delete | write | writes users | unbounded
-- = commit | transaction
begin; delete from users; commit

-- = select | read | gives ?=~
-- = attach | file session
-- = detach | session
select 1; attach ':memory:' as x; detach x

-- = select | read | reads users | gives email=users.email
-- = drop | ddl | writes users
select email from users; drop table users; --
