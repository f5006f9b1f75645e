-- = create | ddl read write | writes temp.users
create temp table users as select 1 as id

-- = create | ddl | writes temp.scratch
create temp table scratch (a, b)

-- = create | ddl | writes temp.scratch
create temporary table if not exists scratch (a integer primary key)

-- = create | ddl read write | reads users | writes temp.scratch | flows users.ssn>temp.scratch.ssn
create table temp.scratch as select ssn from main.users

-- = create | ddl | writes temp.users
-- = select | read | reads temp.users | gives email=temp.users.email
create temp table users (email); select email from users

-- = create | ddl | writes temp.users
-- = select | read | reads users | gives email=users.email
create temp table users (email); select email from main.users

-- = create | ddl | writes temp.users
-- = insert | read write | reads users | writes temp.users | flows users.ssn>temp.users.email
-- = select | read | reads temp.users | gives email=temp.users.email
create temp table users (email); insert into users select ssn from main.users; select email from users

-- = create | ddl | writes temp.users
-- = drop | ddl | writes temp.users
-- = select | read | reads users | gives ssn=users.ssn
create temp table users (email); drop table users; select ssn from users

-- = create | ddl read | writes temp.users
-- = select | read | reads temp.users | gives email=temp.users.email
create temp view users as select 'x' as email; select email from users

-- = create | ddl read | reads users | writes temp.v | flows users.ssn>temp.v.s
create temp view v as select ssn as s from users

-- = create | ddl read | writes users
create temp trigger t after insert on users begin select 1; end

-- = insert | read write | reads users | writes temp.scratch | flows users.email>temp.scratch.*, users.id>temp.scratch.*, users.name>temp.scratch.*, users.ssn>temp.scratch.* | conceded
insert into temp.scratch select * from users

-- = drop | ddl | writes temp.scratch
drop table temp.scratch

-- = select | read | reads sqlite_temp_schema | gives name=sqlite_temp_schema.name
select name from sqlite_temp_schema

-- = select | read | reads temp.sqlite_master | gives ?
select * from temp.sqlite_master

-- = select | read | reads sqlite_master | gives type=sqlite_master.type, name=sqlite_master.name | looks at sqlite_master.tbl_name equality where
select type, name from main.sqlite_master where tbl_name = 'users'
