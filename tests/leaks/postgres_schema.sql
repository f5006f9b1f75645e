-- The database of the attack table: planted values in labelled columns, and everything that could hand them out.
-- Statements end with a semicolon at the end of a line and are separated by empty lines.
create table people (
    id int primary key, name text, email text unique, ssn text, phone text, card_number text,
    birth_date date, salary int, password text);

create table orders (
    id serial primary key, person_id int, total numeric, status text,
    created_at timestamptz, data jsonb, tags text[]);

create table notes (id serial primary key, body text);

create table jobs (id int primary key, state text, version int default 1);

create schema other;

create table other.things (id int primary key, label text);

create sequence ticket;

insert into people values
    (1, 'Ann', 'zorblatt.quux@mail.test', '314-27-9568', '+41 79 6403817', '4929713806425591', '1987-03-29', 918273,
     'hunter!Kw9xPz'),
    (2, 'Bob', 'wimbledrak@mail.test', '271-82-8459', '+41 79 5529046', '5187264430917725', '1964-11-17', 746352,
     'sw0rdfish#Vq7Lm');

insert into orders (person_id, total, status, created_at, data, tags) values
    (1, 10.50, 'open', '2024-01-05 10:00Z', '{"sku": "A1", "lines": [{"n": 1}, {"n": 2}]}', '{new,gift}'),
    (1, 20.00, 'paid', '2024-02-06 11:00Z', '{"sku": "B2", "lines": []}', '{old}'),
    (2, 33.25, 'open', '2024-03-07 12:00Z', '{"sku": "C3"}', '{}');

insert into notes (body) values ('first'), ('second');

insert into jobs values (1, 'new'), (2, 'done');

insert into other.things values (1, 'lamp'), (2, 'chair');

create view contacts as select id, email as mail, lower(email) as lmail, ssn as no from people;

create view contacts_deep as select c.mail as m, c.no as n, o.total from contacts c join orders o on o.person_id = c.id;

create view everybody as select * from people;

create materialized view frozen as select id, email as kept, password as opened from people;

create table clients () inherits (people);

insert into clients values
    (3, 'Cyd', 'thrumpel.vane@mail.test', '161-80-3398', '+41 79 8836612', '4716550928137746', '1971-08-23', 635241,
     'tr0mbone%Xj4Bd');

create table archive (id int, name text, email text, ssn text, year int) partition by list (year);

create table archive_2020 partition of archive for values in (2020);

insert into archive values (4, 'Dan', 'gribnostle@mail.test', '141-42-1356', 2020);

create table computed (
    id int primary key, ssn text, twin text generated always as ('n' || ssn) stored);

insert into computed values (1, '173-20-5080');

create function email_of(wanted int) returns text language sql stable as $$ select email from people where id = wanted $$;

create function all_people() returns setof people language sql stable as $$ select * from people $$;

create function wipe() returns int language plpgsql as $$ begin delete from people where id = 2; return 1; end $$;

create procedure wipe_all() language sql as $$ delete from orders $$;

create function shout(text) returns text language plpgsql immutable as $$ begin raise notice '%', $1; return 'x'; end $$;

create function same(text, text) returns boolean language plpgsql as
    $$ begin raise notice '% %', $1, $2; return $1 = $2; end $$;

create operator === (leftarg = text, rightarg = text, function = same);

create function collect(state text, more text) returns text language plpgsql as
    $$ begin raise notice '%', more; return coalesce(state, '') || more; end $$;

create aggregate gather(text) (sfunc = collect, stype = text);

create type holder as (kept text);

create function to_holder(int) returns holder language sql as $$ select row(email)::holder from people where id = $1 $$;

create cast (int as holder) with function to_holder(int);

create domain loud as text check (shout(value) = 'x');

create function email(orders) returns text language sql stable as
    $$ select email from people where id = ($1).person_id $$;

create view via_function as select id, email_of(id) as e from people;

create view wiping as select id, body from notes;

create rule wiping_rule as on update to wiping do instead delete from people where id = 2;
