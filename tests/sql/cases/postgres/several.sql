-- = select | read | gives ?=~
-- = delete | write | writes users | unbounded
select 1; delete from users

-- = begin | transaction
-- = delete | write | writes users | looks at users.id equality where
-- = commit | transaction
begin; delete from users where id = 1; commit

-- = select | read | gives ?=~
-- = delete | write | writes users | unbounded
select E'O\'Brien'; delete from users

-- = select | read | gives ?=~ | conceded
-- = delete | write | writes users | looks at users.id equality where | conceded
select 'O\'; delete from users where id = 1; --'

-- = create | ddl | writes kid
-- = select | read | reads kid | gives ? | conceded
create table kid (x int) inherits (users); select * from kid

-- = create | ddl read | reads users | writes kid
-- = select | read | reads kid | gives ? | conceded
create table kid (like users, y int); select * from kid
