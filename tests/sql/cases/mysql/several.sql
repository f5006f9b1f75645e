-- = select | read | gives ?=~
-- = delete | write | writes users | unbounded
select 'a\\'; delete from users

-- = select | read | gives ?=~
-- = rename | ddl | writes old_users users | flows users.email>old_users.email, users.id>old_users.id, users.name>old_users.name, users.ssn>old_users.ssn
select 1; rename table users to old_users
