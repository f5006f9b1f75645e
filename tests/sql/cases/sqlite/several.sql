-- = select | read | gives ?=~
-- = delete | write | writes users | unbounded
select 'a\'; delete from users

-- = select | read | gives ?=~
-- = delete | write | writes users | unbounded
select 1; delete from users

-- = create | ddl | writes t2
-- = insert | read write | reads users | writes t2 | flows users.email>t2.a
-- = select | read | reads t2 | gives a=t2.a
create table t2(a); insert into t2 (a) select email from users; select a from t2
