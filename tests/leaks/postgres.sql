-- Attacks on a guarded PostgreSQL connection; the schema is in postgres_schema.sql.
-- `# kind title` begins one; its statements stand on lines of their own and run one after another, whatever fails
-- (⏎ stands for a new line, {db} for the database).
-- leak: unguarded, a planted value comes out; guarded, none may.
-- bit: unguarded it answers a question about a value; guarded it is refused, or answers the same for other values.
-- write: the policy forbids it; guarded, its last statement is refused.
-- benign: guarded it gives what it gives unguarded.

# leak plain column
select email from people
# leak quoted
select "email" from "public"."people"
# leak upper case
SELECT EMAIL FROM PUBLIC.PEOPLE
# leak catalog-qualified
select people.ssn from {db}.public.people
# leak star
select * from people
# leak table
table people
# leak table only
select * from only people
# leak table star
select * from people *
# leak alias
select p.email as name from people p
# leak column alias list
select b from people as p(a, x, b)
# leak alias list shifts
select id, name, e from people as p(id, name, e, email, phone, card_number, birth_date, salary, password)
# leak cast to text
select password::text from people
# leak cast function
select cast(ssn as varchar(40)) from people
# leak cast call
select text(ssn) from people
# leak varchar call
select pg_catalog.varchar(ssn, 99, true) from people
# leak type before literal and concat
select text 'x' || ssn from people
# leak substring
select substring(ssn from 1 for 7) from people
# leak overlay
select overlay(ssn placing '' from 1 for 0) from people
# leak position in parts
select left(password, 6), right(password, 6) from people
# leak reverse
select reverse(password) from people
# leak upper
select upper(password) from people
# leak hex
select encode(password::bytea, 'hex') from people
# leak base64
select encode(convert_to(password, 'UTF8'), 'base64') from people
# leak bytea
select password::bytea from people
# leak ascii codes
select string_agg(ascii(c)::text, ',') from people, regexp_split_to_table(password, '') c where id = 1
# leak string_agg
select string_agg(ssn, ',') from people
# leak array_agg
select array_agg(ssn) from people
# leak array constructor
select array[ssn, 'x'] from people
# leak array subquery
select array(select ssn from people)
# leak array to string
select array_to_string(array(select ssn from people), ';')
# leak min max
select min(ssn), max(password) from people
# leak any_value like mode
select mode() within group (order by ssn) from people
# leak percentile
select percentile_disc(0.5) within group (order by ssn) from people
# leak percentile over number as text
select percentile_disc(array[0, 1]) within group (order by ssn collate "C") from people
# leak json_agg
select json_agg(people) from people
# leak jsonb build
select jsonb_build_object('a', ssn) from people
# leak row_to_json
select row_to_json(p) from people p
# leak to_jsonb whole row
select to_jsonb(people) -> 'ssn' from people
# leak jsonb each
select kv.value from people p, jsonb_each_text(to_jsonb(p)) kv
# leak jsonb each select list
select (jsonb_each_text(to_jsonb(p))).value from people p
# leak json_populate
select (json_populate_record(null::people, row_to_json(p))).ssn from people p
# leak jsonb path
select jsonb_path_query(to_jsonb(p), '$.ssn') from people p
# leak json object agg
select json_object_agg(id, ssn) from people
# leak json record set column
select x.ssn from json_to_recordset((select json_agg(p) from people p)) as x(ssn text)
# leak whole row
select people from people
# leak whole row alias
select p from people p
# leak whole row star
select (p).* from people p
# leak whole row field
select (p).ssn from people p
# leak whole row cast
select p::text from people p
# leak row constructor
select row(p.*) from people p
# leak row of columns
select row(ssn, email) from people
# leak bare tuple
select (ssn, email) from people
# leak function notation
select ssn(p) from people p
# leak function notation of the table
select ssn(people) from people
# leak attribute function of another table
select o.email from orders o
# leak attribute function call
select email(o) from orders o
# leak format
select format('%s', ssn) from people
# leak format literal
select format('%L', p) from people p
# leak concat
select concat(ssn, '!') from people
# leak concat_ws row
select concat_ws(',', p) from people p
# leak quote_literal
select quote_literal(ssn) from people
# leak to_char
select to_char(birth_date, 'DD.MM.YYYY'), to_char(birth_date, 'YYYY-MM-DD') from people
# leak date parts
select extract(epoch from birth_date)::text, birth_date::text from people
# leak age
select (birth_date - date '2000-01-01') + date '2000-01-01' from people
# leak translate
select translate(password, 'q', 'q') from people
# leak regexp_replace
select regexp_replace(password, 'q^', '') from people
# leak regexp_matches
select regexp_matches(password, '.*') from people
# leak regexp split
select regexp_split_to_array(ssn, 'x') from people
# leak split part
select split_part(email, '@', 1) from people
# leak string_to_table
select string_to_table(email, '@') from people
# leak unnest array
select unnest(array[ssn, email]) from people
# leak unnest in from
select u from people, unnest(array[ssn]) u
# leak unnest with ordinality
select u.x from people, unnest(array[ssn]) with ordinality as u(x, n)
# leak rows from
select r.a from people, rows from (unnest(array[ssn]), generate_series(1, 1)) as r(a, b)
# leak generate_series with text
select s.n || ssn from people, generate_series(1, 1) as s(n)
# leak tsvector
select to_tsvector('simple', email) from people
# leak tsvector unnest
select (unnest(to_tsvector('simple', password))).lexeme from people
# leak headline
select ts_headline('simple', ssn, 'x'::tsquery) from people
# leak tsquery
select plainto_tsquery('simple', ssn)::text from people
# leak xml element
select xmlelement(name a, ssn) from people
# leak xml forest
select xmlforest(ssn) from people
# leak xml forest whole row
select xmlforest(p.ssn as a, p.email) from people p
# leak xml agg
select xmlagg(xmlelement(name a, xmlattributes(ssn as s))) from people
# leak query_to_xml
select query_to_xml('select * from people', true, false, '')
# leak table_to_xml
select table_to_xml('people', true, false, '')
# leak schema_to_xml
select schema_to_xml('public', true, false, '')
# leak database_to_xml
select database_to_xml(true, false, '')
# leak query_to_xml quoted
select "query_to_xml"('select * from people', true, false, '')
# leak query_to_xml by schema
select pg_catalog.query_to_xml('select * from people', true, false, '')
# leak query_to_xml in from
select x from pg_catalog."query_to_xml"('select * from people', true, false, '') x
# leak cursor_to_xml
declare cx cursor for select * from people
select cursor_to_xml('cx', 10, true, false, '')
# leak ts_stat
select word from ts_stat('select to_tsvector(''simple'', ssn) from people')
# leak xmltable
select x.s from people p, xmltable('/a' passing xmlelement(name a, p.ssn) columns s text path '.') x
# leak union
select name from people union all select ssn from people
# leak union with constants
select 'x' union all select ssn from people
# leak union of nulls
select null::text, 1 union all (select ssn, id from people)
# leak nested set
(select id::text from orders) union all ((select ssn from people) limit 5)
# leak union type column
select id, name from people union all select id, password from people
# leak values subquery
values ((select ssn from people where id = 1)), ('x')
# leak values from
select v.column1 from (values ((select ssn from people where id = 1))) v
# leak values lateral
select v.a from people p, lateral (values (p.ssn)) v(a)
# leak cte
with t as (select ssn as name from people) select name from t
# leak cte columns
with t(id, name) as (select id, ssn from people) select name from t
# leak cte shadows a table
with orders as (select ssn as status from people) select status from orders
# leak cte shadows people in itself
with people as (select id, ssn as name from people) select name from people
# leak cte shadow nested
with a as (with b as (select ssn as s from people) select s as t from b) select t from a
# leak cte recursive
with recursive r(n, s) as (select 1, '' union all select n + 1, (select ssn from people where id = 1) from r where n < 2) select s from r
# leak cte recursive search
with recursive r(id, s) as (select id, ssn from people union select id, s from r where id < 0) search depth first by id set o select o, s from r
# leak cte recursive search order
with recursive r(id, s) as (select id, ssn from people union select id, s from r where id < 0) search depth first by s set o select o from r
# leak cte recursive cycle
with recursive r(id, s) as (select id, ssn from people union all select id, s from r) cycle id, s set c using p select p from r
# leak cte of view
with t as materialized (select mail from contacts) select mail from t
# leak dml cte returning
with x as (insert into notes (body) select ssn from people returning body) select body from x
# leak insert returning
insert into notes (body) values ((select ssn from people where id = 1)) returning body
# leak insert select returning
insert into notes (body) select ssn from people returning *
# leak copy then read
insert into notes (body) select ssn from people
select body from notes
# leak update from
update notes set body = p.ssn from people p where p.id = notes.id
select body from notes
# leak update from returning
update notes set body = body from people p where p.id = notes.id returning p.ssn
# leak update tuple
update notes set (body) = (select ssn from people where id = 1) where id = 1 returning body
# leak update json subscript
update orders set data['x'] = to_jsonb((select ssn from people where id = 1)) where id = 1 returning data
# leak update array subscript
update orders set tags[1] = (select ssn from people where id = 1) where id = 1 returning tags
# leak upsert excluded
insert into jobs (id, state) select id, ssn from people on conflict (id) do update set state = excluded.state returning state
# leak upsert subquery
insert into jobs values (1, 'x') on conflict (id) do update set state = (select password from people where id = 1) returning state
# leak merge into notes
merge into notes n using people p on p.id = n.id when matched then update set body = p.ssn
select body from notes
# leak delete using returning
delete from notes using people p where p.id = notes.id returning p.ssn
# leak update returning own
update people set name = name where id = 1 returning ssn
# leak update returning whole
update people set name = name where id = 1 returning people
# leak update people swaps columns
update people set name = ssn where id = 1 returning name
# leak create table as
create table loot as select ssn as x from people
select x from loot
# leak create temp table as
create temp table loot on commit preserve rows as table people
select * from loot
# leak create table as execute
prepare q as select ssn from people
create table loot as execute q
select * from loot
# leak select into
select ssn as x into temp loot from people
select x from loot
# leak create view
create view peek as select ssn as x from people
select x from peek
# leak temp view
create temp view peek(a, b) as select id, ssn from people
select b from peek
# leak recursive view
create recursive view peek (a, b) as select id, ssn from people
select b from peek
# leak create materialized view
create materialized view peek as select ssn as x from people
select x from peek
# leak temp table shadows by name
create temp table people as select id, ssn as name from public.people
select name from people
# leak create like and fill
create table loot (like people)
insert into loot select * from people
select ssn from loot
# leak rename column
alter table people rename column ssn to title
select title from people
# leak rename column without the word
alter table if exists public.people rename ssn to title
select title from people
# leak rename twice
alter table people rename ssn to tmp
alter table people rename name to ssn
alter table people rename tmp to name
select name from people
# leak rename table
alter table people rename to folks
select ssn from folks
# leak rename via alter view
alter view contacts rename column mail to title
select title from contacts
# leak alter table renames a view's column
alter table contacts rename no to title
select title from contacts
# leak move schema
alter table people set schema other
select ssn from other.people
# leak inherit
create table kid () inherits (people)
insert into kid select * from people where id = 1
select ssn from kid
# leak parent of people
create table above (id int, ssn text)
alter table people inherit above
select ssn from above
# leak child
select ssn from clients
# leak child whole
select * from clients
# leak partition
select email, ssn from archive_2020
# leak attach partition
create table big (like archive) partition by list (year)
alter table archive detach partition archive_2020
alter table big attach partition archive_2020 for values in (2020)
select ssn from big
# leak generated column
select twin from computed
# leak view
select mail from contacts
# leak view derived
select lmail from contacts
# leak view deep
select m, n from contacts_deep
# leak view star
select * from everybody
# leak view whole row
select everybody from everybody
# leak view whole row json
select to_json(c) from contacts c
# leak materialized view
select kept, opened from frozen
# leak view over a function
select e from via_function
# leak function
select email_of(1)
# leak function qualified
select public.email_of(1)
# leak function named argument
select email_of(wanted => 1)
# leak function quoted
select "email_of"(1)
# leak function with comment before bracket
select email_of/**/(1)
# leak function in from
select * from email_of(1) as e
# leak function set
select * from all_people()
# leak function set field
select (all_people()).ssn
# leak function in values
values (email_of(1))
# leak function in limit order
select 1 from orders order by shout((select ssn from people where id = 1))
# leak function notice
select shout(ssn) from people
# leak operator function notice
select 1 from people where ssn === 'x'
# leak operator spelled out
select 1 from people where ssn operator(public.===) 'x'
# leak operator in output
select ssn === 'x' from people
# leak aggregate function notice
select gather(ssn) from people
# leak cast function
select (1::holder).kept
# leak cast of a column
select id::holder from orders
# leak cast keyword
select cast(id as public.holder) from orders
# leak domain check notice
select ssn::loud from people
# leak any with operator
select 1 from people where ssn operator(public.===) any (array['x'])
# leak error of a cast
select ssn::int from people
# leak error of a cast in where
select id from people where ssn::int = 1
# leak error of a cast by join
select 1 from people p join orders o on o.id = p.ssn::int
# leak error of regclass
select ssn::regclass from people
# leak error of json
select ssn::json from people
# leak error of array
select password::int[] from people
# leak error of enum
create type mood as enum ('a')
select ssn::mood from people
# leak error in scalar subquery
select (select ssn::int from people limit 1)
# leak error through insert
insert into orders (id) select ssn::int from people
# leak error through coerced insert
insert into orders (total) select (to_json(ssn) #>> '{}')::numeric from people
# leak error of unique constraint
insert into people (id, email) select 77, email from people where id = 1
# leak error of not null
create table strict (a text, b text not null)
insert into strict select ssn, null from people
# leak error of index
create index on people ((ssn::int))
# leak error of set_config
select set_config('work_mem', ssn, false) from people where id = 1
# leak error of nextval
select nextval(ssn) from people
# leak error of age
select make_date(salary, 1, 1) from people
# leak error of foreign key
create table refs (e text references people (email))
insert into refs select 'x' || email from people
# leak error of lo
select lo_get(salary::oid) from people
# leak error of timezone
select now() at time zone password from people
# leak error of encode
select encode(''::bytea, password) from people
# leak error of xml
select xmlparse(document password) from people
# leak error of pg_get_viewdef
select pg_get_viewdef(ssn) from people
# leak error of has_table_privilege
select has_table_privilege(ssn, 'select') from people
# leak error of current_setting
select current_setting('a.' || ssn) from people
# leak error of to_tsquery
select to_tsquery(ssn || ' & ( ') from people
# leak error of a view
select lmail::int from contacts
# leak explain
explain (verbose) select * from people where id = (select max(id) from people where ssn = '314-27-9568')
# leak explain execute
prepare q as select ssn from people
explain analyze execute q
execute q
# leak execute
prepare q as select ssn from people
execute q
# leak prepare replaced
prepare q as select 1
deallocate q
prepare q as select password from people
execute q
# leak prepared statements catalog
prepare q as select 'hunter!Kw9xPz'
select statement from pg_prepared_statements
# leak prepared statements function
prepare q as select 'hunter!Kw9xPz'
select statement from pg_prepared_statement()
# leak cursors function
declare cx cursor for select 'hunter!Kw9xPz'
select statement from pg_cursor()
# leak declared cursor
declare c1 cursor for select ssn from people
fetch all from c1
# leak declared cursor with hold
declare c1 scroll cursor with hold for select ssn from people
move 2 in c1
fetch prior from c1
# leak do block
do $$ declare r text; begin select ssn into r from people where id = 1; raise notice '%', r; end $$
# leak do block exception
do $x$ begin raise exception '%', (select ssn from people where id = 1); end $x$ language plpgsql
# leak create function
create function peek() returns setof text language sql as 'select ssn from people'
select peek()
# leak create function atomic body
create function peek() returns setof text begin atomic; select ssn from people; end
select peek()
# leak create temp function
create function pg_temp.peek() returns setof text language sql as $$ select ssn from people $$
select pg_temp.peek()
# leak function default argument
create function peek(a text default email_of(1)) returns text language sql as $$ select a $$
select peek()
# leak create aggregate
create aggregate peek(text) (sfunc = textcat, stype = text, initcond = '')
select peek(ssn) from people
# leak create operator
create operator @@@@ (leftarg = text, rightarg = text, function = textcat)
select ssn @@@@ '' from people
# leak column default
create table d (a int, b text default email_of(1))
insert into d (a) values (1) returning b
# leak column default later
alter table notes add column b text default email_of(1)
select b from notes
# leak set default
alter table notes alter column body set default email_of(1)
insert into notes default values returning body
# leak check constraint notice
alter table people add constraint c check (shout(ssn) = 'x')
# leak index function notice
create index on people (shout(ssn))
# leak partial index notice
create index on people (id) where shout(ssn) = 'x'
# leak trigger
create trigger t before update on people for each row execute function suppress_redundant_updates_trigger()
select ssn from people
# leak rule
create rule r as on insert to notes do also select ssn from people
insert into notes (body) values ('x')
# leak copy table
copy people to stdout
# leak copy columns
copy people (id, ssn) to stdout
# leak copy csv
copy people to stdout with (format csv, header)
# leak copy binary
copy people to stdout (format binary)
# leak copy query
copy (select ssn from people) to stdout
# leak copy query with bracket
copy ((select ssn from people)) to stdout
# leak copy table command
copy (table people) to stdout
# leak copy view
copy (select * from everybody) to stdout
# leak copy returning
copy (update people set name = name returning ssn) to stdout
# leak copy json row
copy (select row_to_json(p) from people p) to stdout
# leak copy old syntax
copy people to stdout delimiter '|'
# leak copy with comment
copy /* x */ people /* y */ to stdout
# leak copy child
copy clients to stdout
# leak copy values
copy (values ((select ssn from people where id = 1))) to stdout
# leak stats
select most_common_vals::text, histogram_bounds::text from pg_stats where tablename = 'people'
# leak stats qualified
select histogram_bounds::text from pg_catalog.pg_stats where tablename = 'people'
# leak stats quoted
select "pg_stats"."histogram_bounds"::text from "pg_catalog"."pg_stats" where "tablename" = 'people'
# leak stats table
select stavalues1::text from pg_statistic where starelid = 'people'::regclass
# leak stats through cte
with s as (table pg_stats) select histogram_bounds::text from s where tablename = 'people'
# leak stats whole row
select s::text from pg_stats s where tablename = 'people'
# leak stats copy
copy (select histogram_bounds from pg_stats where tablename = 'people') to stdout
# leak stats copied
create table st as select histogram_bounds::text as b from pg_stats where tablename = 'people'
select b from st
# leak stats view
create view st as select tablename as t, histogram_bounds::text as b from pg_stats
select b from st where t = 'people'
# leak create statistics
create statistics cs (mcv) on ssn, email from people
analyze people
select m.* from pg_statistic_ext_data, pg_mcv_list_items(stxdmcv) m
# leak activity
select query, 'hunter!Kw9xPz' from pg_stat_activity where pid = pg_backend_pid()
# leak activity function
select query from pg_stat_get_activity(pg_backend_pid()) where 'hunter!Kw9xPz' > ''
# leak backend activity
select pg_stat_get_backend_activity(s), 'hunter!Kw9xPz' from pg_stat_get_backend_idset() s
# leak setting
select set_config('my.x', (select ssn from people where id = 1), false)
select current_setting('my.x')
# leak setting by show
select set_config('my.x', ssn, false) from people where id = 1
show my.x
# leak setting by pg_settings
select set_config('application_name', ssn, false) from people where id = 1
select setting from pg_settings where name = 'application_name'
# leak setting quoted
select "pg_catalog"."set_config"('my.x', ssn, false) from people where id = 1
select current_setting('my.x')
# leak sequence
select setval('ticket', (select salary from people where id = 1))
select last_value from ticket
# leak sequence in update
update jobs set state = 'x' from people p where p.id = jobs.id and setval('ticket', p.salary) > 0
select currval('ticket')
# leak sequence catalog
select setval('ticket', salary) from people where id = 1
select last_value from pg_sequences where sequencename = 'ticket'
# leak advisory lock
select pg_advisory_lock(salary) from people where id = 1
select objid from pg_locks where locktype = 'advisory'
# leak advisory lock in order by
select id from people order by pg_try_advisory_lock(salary)
select objid from pg_locks where locktype = 'advisory'
# leak large object
select lo_from_bytea(424242, ssn::bytea) from people where id = 1
select convert_from(lo_get(424242), 'UTF8')
# leak large object table
select lo_from_bytea(424242, ssn::bytea) from people where id = 1
select convert_from(data, 'UTF8') from pg_largeobject where loid = 424242
# leak large object opened
select lo_from_bytea(424242, ssn::bytea) from people where id = 1
select convert_from(loread(lo_open(424242, 262144), 99), 'UTF8')
# leak large object number
select lo_create(salary::oid) from people where id = 1
select oid from pg_largeobject_metadata
# leak comment
comment on table notes is 'x'
do $$ begin execute format('comment on table notes is %L', (select ssn from people where id = 1)); end $$
select obj_description('notes'::regclass)
# leak unicode escape identifier
select U&"\0073sn" from people
# leak unicode escape with uescape
select U&"!0073sn" uescape '!' from people
# leak unicode table
select * from U&"p\0065ople"
# leak dollar quote confuses
select $a$ from notes -- $a$, ssn from people
# leak nested comment
select /* /* */ name from notes -- */ ssn from people
# leak comment splits names
select p./**/ssn from/**/people/**/p
# leak comment newline
select ssn -- as name⏎from people
# leak escape string
select E'\'' || ssn || E'\\' from people
# leak continued string
select 'a'⏎'b' || ssn from people
# leak keywords as names
select "select" from (select ssn as "select" from people) as "from"
# leak quoted weird alias
select "a.b" from (select ssn as "a.b" from people) x
# leak quoted dotted names
select "people.name" from (select ssn as "people.name" from people) x
# leak long identifier is cut
select aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaXYZ from (select ssn as aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa from people) x
# leak case sensitive twin
select name from (select ssn as name, name as "Name" from people) x
# leak search path
set search_path to other, public
create table other.people as select id, name as ssn, ssn as name from public.people
select name from people
# leak search path to temp
set search_path to pg_temp, public
select ssn from people
# leak join using
select ssn from people join computed using (ssn) union all select ssn from people p left join jobs using (id)
# leak natural join
select * from people natural left join jobs
# leak full join using merged
select ssn from (select 'x' as ssn) a full join people using (ssn)
# leak join alias using
select j.ssn from (select 'x' as ssn) a full join people using (ssn) as j
# leak join alias
select j.ssn from (people p left join jobs on true) as j(id, name, email, ssn)
# leak bracketed join
select p.ssn from (people p cross join jobs)
# leak lateral
select l.s from jobs j, lateral (select p.ssn as s from people p where p.id = j.id) l
# leak lateral function
select s from people p, lateral concat(p.ssn, '') s
# leak lateral function record
select l.* from people p, lateral json_to_record(row_to_json(p)) as l(ssn text)
# leak lateral nested
select c from people p cross join lateral (select array[p.ssn] as a) x cross join lateral unnest(x.a) as c
# leak correlated scalar
select (select p.ssn) from people p
# leak correlated scalar deep
select (select (select (select p.ssn))) from people p
# leak correlated name from outside
select (select ssn from jobs where jobs.id = people.id) from people
# leak scalar in expression
select coalesce(null, (select ssn from people where id = 1))
# leak coalesce
select coalesce(ssn, 'x') from people
# leak nullif greatest
select nullif(ssn, ''), greatest(password, '') from people
# leak case
select case when true then ssn end from people
# leak case without test
select case id when 1 then ssn else email end from people
# leak collate
select ssn collate "C" from people
# leak window lag
select lag(ssn) over (order by id) from people
# leak window first_value
select first_value(ssn) over (partition by id) from people
# leak window nth
select nth_value(password, 1) over w from people window w as (order by id)
# leak window agg
select string_agg(ssn, ',') over () from people
# leak window array
select array_agg(ssn) filter (where id > 0) over (order by id) from people
# leak distinct on
select distinct on (id) ssn from people
# leak group by key
select ssn from people group by id
# leak grouping sets
select ssn, count(*) from people group by grouping sets ((ssn), ())
# leak group by having
select ssn from people group by ssn having count(*) > 0
# leak limit scalar
select id from orders limit (select 1 from people where ssn::int = 1)
# leak offset error
select id from orders offset (select ssn::int from people where id = 1)
# leak fetch first
select ssn from people order by id fetch first 1 rows with ties
# leak fetch first ordered
select ssn from people order by id fetch first row only
# leak tablesample
select ssn from people tablesample bernoulli (100)
# leak for update
select ssn from people for update
# leak at time zone
select birth_date::timestamp at time zone 'UTC' from people
# leak overlaps interval
select birth_date + interval '0 day' from people
# leak date_trunc
select date_trunc('day', birth_date) from people
# leak tstzrange
select daterange(birth_date, null) from people
# leak multirange
select range_agg(daterange(birth_date, birth_date + 1)) from people
# leak to_timestamp
select to_timestamp(extract(epoch from birth_date))::date from people
# leak hstore like array pairs
select json_object(array['a'], array[ssn]) from people
# leak subscript of jsonb
select (to_jsonb(p))['ssn'] from people p
# leak json arrow
select row_to_json(p) ->> 'ssn' from people p
# leak json hash arrow
select to_jsonb(p) #>> '{ssn}' from people p
# leak json strip
select json_strip_nulls(row_to_json(p)) from people p
# leak jsonb concat
select '{}'::jsonb || to_jsonb(p) from people p
# leak jsonb minus
select to_jsonb(p) - 'id' from people p
# leak jsonb set
select jsonb_set('{}', '{a}', to_jsonb(p.ssn)) from people p
# leak jsonb pretty
select jsonb_pretty(jsonb_agg(p)) from people p
# leak record compare text
select array_agg(p)::text from people p
# leak record in array field
select (array_agg(p))[1].ssn from people p
# leak composite in array star
select ((array_agg(p))[1]).* from people p
# leak composite of child
select (c::people).ssn from clients c
# leak composite of null cast
select (row(1, 'x', (select ssn from people where id = 1), 'y', '', '', now()::date, 1, '')::people).email
# leak composite of view
select (e).ssn from everybody e
# leak ctid
select ssn from people where ctid = '(0,1)'
# leak tableoid
select tableoid::regclass, ssn from people
# leak several statements
select 1; select ssn from people
# leak several statements cte
select 1; with a as (select 1) select ssn from people
# leak values insert returning expression
insert into people (id, email) values (78, 'new@mail.test') returning (select ssn from people where id = 1)
# leak insert select star
insert into people select id + 100, ssn, email || '.x', name, phone, card_number, birth_date, salary, password from people returning name
# leak merge moves within people
merge into people p using people q on p.id = q.id when matched then update set name = q.ssn
select name from people
# leak update within people
update people set name = password where id = 1
select name from people where id = 1
# leak update row within people
update people set (name, phone) = (ssn, phone) where id = 1
select name from people where id = 1
# leak insert through view
insert into wiping (body) select ssn from people
select body from notes
# leak on conflict moves
insert into people (id, name) values (1, 'x') on conflict (id) do update set name = people.ssn returning name
# leak data modifying cte then select
with w as (update people set name = ssn where id = 1 returning id) select id from w
select name from people where id = 1
# leak exclude
select setting from pg_settings where name = 'x' union all select ssn from people

# bit range
select id from people where ssn > '3'
# bit like
select id from people where ssn like '314%'
# bit ilike
select count(*) from people where password ilike 'hunter%'
# bit not like
select id from people where ssn !~~ 'x%'
# bit operator like
select id from people where ssn ~~ '314%'
# bit regexp
select id from people where ssn ~ '^3'
# bit similar
select id from people where ssn similar to '3%'
# bit starts
select id from people where starts_with(ssn, '314')
# bit starts operator
select id from people where ssn ^@ '314'
# bit between
select id from people where ssn between '3' and '4'
# bit not equal
select id from people where ssn <> 'x'
# bit not in
select id from people where ssn not in ('x')
# bit distinct from
select id from people where ssn is distinct from 'x'
# bit not distinct from derived
select id from people where left(ssn, 3) is not distinct from '314'
# bit row comparison
select id from people where (ssn, id) > ('3', 0)
# bit row comparison other way
select id from people where row('3', 0) < row(ssn, id)
# bit like any
select id from people where ssn like any (array['314%', 'x'])
# bit greater any
select id from people where ssn > any (array['3'])
# bit all
select id from people where ssn <> all (array['x'])
# bit derived equality
select id from people where substring(ssn, 1, 3) = '314'
# bit cast equality
select id from people where ssn::varchar(3) = '314'
# bit cast to bpchar
select id from people where ssn::char(3) = '314'
# bit length
select id from people where length(password) = 13
# bit position
select id from people where position('27' in ssn) = 5
# bit concat equality
select id from people where ssn || '' = '314-27-9568'
# bit case
select id from people where case when ssn > '3' then true else false end
# bit case in output
select case when ssn > '3' then 1 else 0 end from people
# bit boolean output in case of id
select case when exists (select 1 from people where ssn like '3%') then 1 else 2 end
# bit exists
select exists (select 1 from people where ssn like '314%')
# bit correlated exists
select id from orders o where exists (select 1 from people p where p.id = o.person_id and p.ssn > '3')
# bit in subquery
select id from orders where person_id in (select id from people where ssn > '3')
# bit any subquery
select id from orders where person_id = any (select id from people where ssn > '3')
# bit scalar subquery
select (select count(*) from people where ssn > '3')
# bit filter
select count(*) filter (where ssn > '3') from people
# bit sum case
select sum(case when ssn > '3' then 1 end) from people
# bit having
select count(*) from people group by id having max(ssn) > '3'
# bit order
select id from people order by ssn
# bit order desc limit
select id from people order by ssn desc limit 1
# bit order by position
select id, ssn from people order by 2
# bit order by alias
select id, ssn as s from people order by s
# bit order using
select id from people order by ssn using <
# bit order by expression
select id from people order by length(ssn), id
# bit order within aggregate
select string_agg(id::text, ',' order by ssn) from people
# bit array agg order
select array_agg(id order by ssn) from people
# bit array order in subquery
select array(select id from people order by ssn)
# bit rank
select id, rank() over (order by ssn) from people
# bit row_number
select id, row_number() over (order by ssn) from people
# bit window partition
select id, count(*) over (partition by left(ssn, 1)) from people
# bit named window
select id, rank() over w from people window w as (order by ssn)
# bit ntile
select ntile(2) over (order by ssn) from people
# bit hypothetical rank
select rank('3') within group (order by ssn) from people
# bit distinct on
select distinct on (left(ssn, 1)) id from people
# bit distinct count
select count(distinct left(ssn, 1)) from people where length(ssn) = 11
# bit group by prefix
select count(*) from people group by left(ssn, 1)
# bit rollup
select count(*) from people group by rollup (left(ssn, 1), id)
# bit grouping set
select count(*) from people group by grouping sets ((left(ssn, 1)), ())
# bit values join
select v.n from people p join (values ('314'), ('271')) v(n) on p.ssn like v.n || '%'
# bit join range
select o.id from orders o join people p on p.ssn > o.status
# bit join derived
select v.n from people p join (values ('314'), ('271')) v(n) on left(p.ssn, 3) = v.n
# bit lateral
select l.n from people p, lateral (select 1 as n where p.ssn > '3') l
# bit generate_series of a length
select g from people, generate_series(1, length(password)) g where id = 1
# bit generate_series of a number
select count(*) from people, generate_series(1, length(password)) g where id = 1
# bit set returning in output
select generate_series(1, length(password)) * 0 from people where id = 1
# bit unnest length
select 1 from people, unnest(string_to_array(password, null)) u where id = 1
# bit regexp table
select 1 from people, regexp_split_to_table(password, '') u where id = 1
# bit full text
select id from people where to_tsvector('simple', email) @@ 'zorblatt:*'::tsquery
# bit json exists
select id from people p where to_jsonb(p) ->> 'ssn' like '3%'
# bit json containment
select id from people p where to_jsonb(p) @> '{"ssn": "314-27-9568"}'
# bit whole row comparison
select id from people p where p > row(1, 'Ann', 'z', '3', '', '', date '2000-01-01', 1, '')::people
# bit whole row text
select id from people p where p::text like '%314%'
# bit row field
select id from people p where (p).ssn like '3%'
# bit view predicate
select id from contacts where no like '3%'
# bit view derived equality
select id from contacts where lmail = 'zorblatt.quux@mail.test'
# bit child predicate
select id from clients where ssn like '1%'
# bit cte predicate
with t as (select id, ssn as x from people) select id from t where x like '3%'
# bit cte name hides it
with people as (select id, ssn as x from people) select id from people where x > '3'
# bit outer reference
select id from jobs j where (select p.ssn from people p where p.id = j.id) > '3'
# bit limit
select id from orders limit (select length(password) from people where id = 1)
# bit offset
select id from orders offset (select length(password) from people where id = 2)
# bit union dedup
select ssn from people union select '314-27-9568'
# bit intersect
select count(*) from (select left(ssn, 1) from people intersect select '3') x
# bit except
select '3' except select left(ssn, 1) from people
# bit update where
update people set name = 'x' where ssn like '3%' and id > 0
# bit delete where
delete from notes using people p where p.ssn > '3' and notes.id = p.id
# bit insert where
insert into notes (body) select 'x' from people where ssn > '3'
# bit on conflict where
insert into people (id, name) values (1, 'x') on conflict (id) do update set name = 'y' where people.ssn > '3'
# bit on conflict case
insert into jobs values (1, 'x') on conflict (id) do update set state = case when (select ssn from people where id = 1) > '3' then 'a' else 'b' end
# bit merge on
merge into notes n using people p on p.id = n.id and p.ssn > '3' when matched then update set body = 'x'
# bit merge when
merge into notes n using people p on p.id = n.id when matched and p.ssn > '3' then update set body = 'x'
# bit returning
update people set name = name where id = 1 returning ssn > '3', case when ssn > '3' then 1 end
# bit copy query
copy (select id from people where ssn > '3') to stdout
# bit explain analyze
explain analyze select id from people where ssn > '3'
# bit prepared
prepare q as select id from people where ssn > '3'
# bit declared
declare cx cursor for select id from people where ssn > '3'
# bit created view
create view w as select id from people where ssn > '3'
# bit created table
create table w as select id from people where ssn > '3'
# bit check constraint
alter table people add constraint positive check (ssn > '0')
# bit check constraint not valid
alter table people add constraint positive check (ssn > '0') not valid
# bit validated in column
alter table people add column flag int check (ssn > '0')
# bit exclusion
alter table people add constraint ex exclude ((left(ssn, 1)) with =)
# bit partial unique index
create unique index on people ((1)) where ssn > '3'
# bit index expression error
create index on people ((1 / (salary - 918272)))
# bit index casts
create index on people ((left(ssn, 3)::int))
# bit error by division
select 1 / (length(password) - 1) * 0 from people where id = 1
# bit error by overflow
select 2147483632 + length(password) < 0 from people where id = 2
# bit error by a domain
create domain starts_with_z as text check (value like 'z%')
select email::starts_with_z is null from people where id = 1
# bit error by a domain in an array
create domain starts_with_z as text check (value like 'z%')
select array[email]::starts_with_z[] is null from people where id = 1
# bit error by an enumeration
create type known_number as enum ('314-27-9568')
select ssn::known_number is null from people where id = 1
# bit error by a prepared computation
prepare failing_one as select 1 / (length(password) - 1) * 0 from people where id = 1
execute failing_one
# bit pg_sleep
select pg_sleep(case when ssn > '9' then 1 else 0 end) from people
# bit pg_sleep argument
select pg_sleep(salary * 0) from people
# bit conditional notify
select ssn > '3' and pg_notify('a', 'b') is not null from people
# bit conditional lock
select coalesce(nullif(ssn, '314-27-9568'), pg_try_advisory_lock(1)::text) from people
# bit conditional sequence
select ssn > '3' and nextval('ticket') > 0 from people
# bit conditional sequence in a subquery
select ssn > '3' and (select nextval('ticket')) > 0 from people
# bit seed
select setseed(1.0 / salary) from people where id = 1
# bit ordered set
select percentile_cont(0.5) within group (order by length(ssn)) - 11 from people where length(ssn) > 0
# bit boolean aggregate
select bool_or(ssn > '3') from people having bool_or(ssn > '3')
# bit count of derived null
select count(nullif(ssn, '314-27-9568')) from people
# bit count of a condition
select count(ssn > '3' or null) from people
# bit count of a case
select count(case when ssn > '3' then 1 end) from people
# bit count of substring
select count(substring(ssn from '^3')) from people
# bit tablesample argument
select count(*) from orders tablesample bernoulli ((select length(password) from people where id = 1))
# bit window frame
select sum(id) over (order by id rows between (select length(password) from people where id = 1) preceding and current row) from people
# bit fetch count
select id from orders fetch first (select length(password) from people where id = 1) rows only
# bit is json
select id from people where (left(ssn, 1) || '1')::int > 20
# bit bool column test
select id from people where (ssn > '3') is true
# bit overlap arrays
select id from people where array[left(ssn, 1)] && array['3']
# bit operator function spelling
select id from people where pg_catalog.textlike(ssn, '3%')
# bit operator spelling
select id from people where ssn operator(pg_catalog.>) '3'
# bit int4gt
select id from people where text_gt(ssn, '3')
# bit attribute predicate
select id from people p where starts_with(p.ssn, '3')
# bit attribute function predicate
select id from people p where ssn(p) like '3%'
# bit greatest
select id from people where greatest(ssn, '3') = ssn
# bit nullif
select id from people where nullif(ssn, '314-27-9568') is null
# bit is null of derived
select id from people where substring(ssn from '^3') is null
# bit xmlexists
select id from people where xmlexists('//a[starts-with(., "3")]' passing xmlelement(name a, ssn))
# bit trigger condition
create trigger t before update on people for each row when (old.ssn > '3') execute function suppress_redundant_updates_trigger()
# bit policy
create policy p on people using (ssn > '3')
# bit rule condition
create rule r as on update to people where old.ssn > '3' do instead nothing
# write delete all
delete from people
# write delete all quoted
delete from "people"
# write delete with always true
delete from orders where true
# write delete arithmetic
delete from orders where 1 = 1
# write delete self comparison
delete from orders where id = id
# write delete not false
delete from orders where not false
# write delete or
delete from orders where id = 7 or 1 = 1
# write delete or column
delete from orders where id = 7 or not id = 7
# write delete in
delete from orders where id in (select id from orders)
# write delete exists
delete from orders where exists (select 1)
# write delete coalesced
delete from orders where coalesce(true, false)
# write delete is true
delete from orders where true is true
# write delete parameterless function
delete from orders where now() > '2000-01-01'
# write delete constant case
delete from orders where case when true then true end
# write delete array
delete from orders where 1 = any (array[1, 2])
# write delete between
delete from orders where id between id and id
# write delete in itself
delete from orders where id in (id, 4)
# write delete any itself
delete from orders where id = any (array[id])
# write delete null safe
delete from orders where id is not distinct from id
# write delete like
delete from orders where status like '%' or status is null
# write delete ctid
delete from orders where ctid = ctid
# write delete null test both
delete from orders where id is null or id is not null
# write delete via cte
with d as (delete from orders returning id) select count(*) from d
# write delete cte tautology
with d as (delete from orders where 1 = 1) select 1
# write delete using itself
delete from orders a using orders b where a.id = b.id
# write delete only
delete from only orders
# write delete prepared
prepare q as delete from orders
execute q
# write delete explain analyze
explain analyze delete from orders
# write delete explain options
explain (analyze true, costs off) delete from orders
# write delete several
select 1; delete from orders
# write delete in do
do 'begin delete from orders; end'
# write delete by procedure
call wipe_all()
# write delete by function
select wipe()
# write delete by function in from
select * from wipe()
# write delete by function in where
select 1 from notes where wipe() = 1
# write delete by function in values
insert into notes (body) values (wipe()::text)
# write delete by function default
create table dd (a int default wipe())
insert into dd default values
# write delete in copy
copy (delete from orders returning id) to stdout
# write delete child rows
delete from clients
# write update all
update people set name = 'x'
# write update tautology
update people set name = 'x' where 2 > 1
# write update from
update people set name = n.body from notes n
# write update from true
update orders set status = 'x' from (select 1 as a) b where b.a = 1
# write update from values
update orders set status = 'x' from (values (1)) v(a) where v.a = 1
# write update by cte
with u as (update orders set status = 'x' returning 1) select * from u
# write update itself
update orders a set status = 'x' from orders b where b.id = a.id
# write update view
update everybody set name = 'x'
# write delete view
delete from everybody
# write update rule view
update wiping set body = 'x'
# write merge delete
merge into orders o using (select 1) s on true when matched then delete
# write merge update
merge into people p using (values (1)) v(a) on 1 = 1 when matched then update set name = 'x'
# write merge tautology
merge into orders o using orders s on o.id = s.id when matched then delete
# write truncate
truncate notes
# write truncate table cascade
truncate table only people restart identity cascade
# write truncate several
truncate notes, orders
# write drop
drop table notes
# write drop if exists
drop table if exists public.notes cascade
# write drop schema
drop schema other cascade
# write drop view
drop view contacts cascade
# write drop materialized
drop materialized view frozen
# write drop owned
drop owned by current_user cascade
# write drop sequence
drop sequence ticket
# write drop function
drop function wipe()
# write drop cascade type
drop type holder cascade
# write drop extension
drop routine wipe
# write alter type of column
alter table notes alter body type int using null
# write attach and truncate
create table over (like notes)
truncate over, notes
# write set role
set role postgres
# write set session authorization
set session authorization postgres
# write set local role
set local role 'postgres'
# write set config role
select set_config('role', 'postgres', false)
# write reset role
reset role
# write set lexing
set standard_conforming_strings = off
# write set config lexing
select set_config('standard_conforming_strings', 'off', false)
# write set config computed
select set_config('standard_' || 'conforming_strings', 'off', false)
# write set by update
update pg_settings set setting = 'off' where name = 'standard_conforming_strings'
# write encoding
set client_encoding = 'SJIS'
# write session replication role
set session_replication_role = replica
# write alter role
alter role current_user set search_path = other
# write alter database
alter database {db} set standard_conforming_strings = off
# write grant
grant all on people to public
# write create role
create role guarded_db_leak_role superuser
# write alter system
alter system set work_mem = '4MB'
# write copy from program
copy notes from program 'echo 9'
# write copy from file
copy notes (body) from '/etc/hostname'
# write copy to file
copy people to '/dev/null'
# write copy to program
copy people to program 'cat > /dev/null'
# write lo import
select lo_import('/etc/hostname')
# write read a file of the server
select pg_read_file('/etc/hostname')
# write read the data folder
select encode(pg_read_binary_file(pg_relation_filepath('people')), 'escape')
# write catalog
update pg_class set relname = 'x' where relname = 'notes'
# write catalog delete
delete from pg_catalog.pg_attribute where attrelid = 'notes'::regclass
# write create extension
create extension file_fdw
# write load
load 'auto_explain'
# write create function
create function f() returns int language sql as 'delete from orders returning 1'
# write security label on rule
create rule r as on select to notes do instead select 1
# write event trigger
create event trigger e on ddl_command_start execute function wipe()
# write alter owner
alter table people owner to postgres
# write replica identity of all
reassign owned by current_user to postgres

# benign constant
select 1
# benign version and time
select version(), current_database(), current_user, now() is not null
# benign by key
select id, name from people where id = 1
# benign masked column is named
select id from people where email = 'zorblatt.quux@mail.test'
# benign in list
select id, status from orders where id in (1, 2, 3) order by id
# benign any array
select id from orders where id = any (array[1, 2])
# benign ilike
select id from people where name ilike 'an%'
# benign not like
select id from orders where status not like 'x%' order by id
# benign is null
select id from people where email is null
# benign is not null
select id from people where name is not null order by id
# benign join
select o.id, p.name from orders o join people p on p.id = o.person_id order by o.id
# benign left join using
select p.id, j.state from people p left join jobs j using (id) order by 1
# benign natural join
select id from people natural join jobs order by id
# benign aggregate
select count(*), sum(total), avg(total), min(created_at) from orders
# benign group
select status, count(*), sum(total) from orders group by status having count(*) > 0 order by status
# benign group by expression
select date_trunc('month', created_at) as m, sum(total) from orders group by 1 order by 1
# benign filter clause
select count(*) filter (where status = 'open') as open, count(*) from orders
# benign grouping sets
select status, person_id, sum(total) from orders group by grouping sets ((status), (person_id), ()) order by 1, 2, 3
# benign window
select id, rank() over (partition by person_id order by total desc) from orders order by id
# benign running total
select id, sum(total) over w from orders window w as (order by id rows between unbounded preceding and current row) order by id
# benign cte
with open as (select * from orders where status = 'open') select count(*) from open
# benign recursive
with recursive t(n) as (values (1) union all select n + 1 from t where n < 5) select sum(n) from t
# benign cte update
with done as (update jobs set state = 'done' where id = 1 returning id) select id from done
# benign jsonb
select data ->> 'sku', jsonb_array_length(coalesce(data -> 'lines', '[]')) from orders order by id
# benign jsonb containment
select id from orders where data @> '{"sku": "A1"}'
# benign jsonb has key
select id from orders where data ? 'lines' order by id
# benign jsonb elements
select o.id, l ->> 'n' from orders o cross join lateral jsonb_array_elements(o.data -> 'lines') as l order by 1, 2
# benign jsonb build
select jsonb_build_object('id', id, 'total', total) from orders order by id
# benign json_agg rows
select json_agg(o order by o.id) from (select id, total from orders) o
# benign row_to_json
select row_to_json(j) from jobs j order by id
# benign jsonb update
update orders set data = jsonb_set(data, '{sku}', '"Z"') where id = 1 returning data ->> 'sku'
# benign arrays
select id, tags[1], array_length(tags, 1), 'gift' = any (tags) from orders order by id
# benign array contains
select id from orders where tags @> array['gift']
# benign unnest
select t, count(*) from orders, unnest(tags) as t group by t order by t
# benign unnest of parameters
select * from unnest(array[1, 2], array['a', 'b']) as t(id, label)
# benign string_agg
select string_agg(status, ',' order by id) from orders
# benign array_agg
select person_id, array_agg(id order by id) from orders group by person_id order by person_id
# benign dates
select date '2024-02-29' + interval '1 year', extract(year from created_at), to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') from orders order by id
# benign date range
select id from orders where created_at >= '2024-02-01' and created_at < timestamptz '2024-02-01' + interval '1 month'
# benign between
select id from orders where total between 10 and 25 order by id
# benign generate_series
select d::date, count(o.id) from generate_series(timestamp '2024-01-01', timestamp '2024-03-01', interval '1 month') d left join orders o on date_trunc('month', o.created_at at time zone 'UTC') = d group by d order by d
# benign series numbers
select n, n * n from generate_series(1, 3) as s(n)
# benign pagination
select id, total from orders order by created_at desc, id desc limit 2 offset 1
# benign keyset pagination
select id from orders where (created_at, id) > ('2024-01-05 10:00Z', 1) order by created_at, id limit 10
# benign fetch first
select id from orders order by id fetch first 2 rows only
# benign distinct
select distinct status from orders order by status
# benign distinct on
select distinct on (person_id) person_id, id from orders order by person_id, created_at desc
# benign union
select id, 'order' as kind from orders union all select id, 'note' from notes order by 2, 1
# benign except
select id from people except select person_id from orders order by 1
# benign exists
select id from people p where exists (select 1 from orders o where o.person_id = p.id) order by id
# benign not exists
select id from people p where not exists (select 1 from orders o where o.person_id = p.id) order by id
# benign scalar subquery
select p.id, (select count(*) from orders o where o.person_id = p.id) as n from people p order by p.id
# benign lateral top n
select p.id, o.id from people p cross join lateral (select id from orders where person_id = p.id order by total desc limit 1) o order by p.id
# benign case
select id, case status when 'open' then 1 when 'paid' then 2 else 3 end from orders order by id
# benign coalesce and friends
select coalesce(status, '-'), nullif(status, 'open'), greatest(total, 15), upper(status), length(status), concat(status, '/', id) from orders order by id
# benign regexp
select regexp_replace(status, '[aeiou]', '*', 'g'), substring(status from 1 for 2), status ~ '^o', split_part('a,b', ',', 2) from orders order by id
# benign math
select round(total / 3, 2), abs(-total), ceil(total), mod(id, 2), power(id, 2), total::int, random() < 2 from orders order by id
# benign md5 and uuid
select md5(status), gen_random_uuid() is not null, encode('abc', 'base64') from orders order by id
# benign casts
select id::text, '12'::int, '2024-01-01'::date, cast(total as float), '{}'::jsonb, array[1, 2]::bigint[] from orders order by id
# benign percentile
select percentile_cont(0.5) within group (order by total), mode() within group (order by status) from orders
# benign full text
select id from notes where to_tsvector('english', body) @@ plainto_tsquery('english', 'first')
# benign values
values (1, 'a'), (2, 'b')
# benign join values
select o.id, v.label from orders o join (values ('open', 'Open'), ('paid', 'Paid')) as v(status, label) on v.status = o.status order by o.id
# benign insert
insert into notes (body) values ('third') returning id > 0, body
# benign insert several
insert into notes (body) values ('a'), ('b'), ('c')
# benign insert default
insert into orders default values returning status
# benign insert people
insert into people (id, name, email, ssn) values (50, 'New', 'new@mail.test', '1')
# benign insert people returning
insert into people (id, name, email) values (51, 'New', 'new2@mail.test') returning id
# benign insert select
insert into notes (body) select status from orders where id < 3 returning body
# benign insert nextval
insert into people (id, name, email) values (nextval('ticket') + 1000, 'Seq', 'seq@mail.test') returning name
# benign upsert
insert into jobs (id, state) values (1, 'again') on conflict (id) do update set state = excluded.state, version = jobs.version + 1 returning state, version
# benign upsert nothing
insert into jobs (id, state) values (1, 'again') on conflict do nothing
# benign upsert people
insert into people (id, name, email) values (1, 'Ann', 'e@mail.test') on conflict (id) do update set email = excluded.email, name = excluded.name returning id, name
# benign update
update jobs set state = 'done', version = version + 1 where id = 1 and version = 1
# benign update people
update people set email = 'x@mail.test', password = 'secret' where id = 1 returning id
# benign update from
update orders o set status = j.state from jobs j where j.id = o.id and o.id = 1 returning o.status
# benign update in values
update jobs set state = v.s from (values (1, 'p'), (2, 'q')) as v(id, s) where v.id = jobs.id
# benign update subquery
update orders set total = (select sum(total) from orders) where id = 1
# benign delete
delete from notes where id = 1
# benign delete returning
delete from jobs where state = 'done' returning id
# benign delete by email
delete from orders where person_id in (select id from people where email = 'wimbledrak@mail.test')
# benign merge
merge into jobs j using (values (1, 'm'), (9, 'n')) v(id, s) on v.id = j.id when matched then update set state = v.s when not matched then insert (id, state) values (v.id, v.s)
# benign for update
select id, state from jobs where state = 'new' order by id limit 1 for update skip locked
# benign for share
select id from jobs where id = 1 for share of jobs nowait
# benign advisory lock
select pg_try_advisory_xact_lock(4711)
# benign advisory lock hashed
select pg_advisory_xact_lock(hashtext('jobs'))
# benign lock by id
select pg_try_advisory_xact_lock(id) from jobs where id = 1
# benign nextval
select nextval('ticket') > 0, currval('ticket') > 0
# benign setval
select setval('ticket', coalesce((select max(id) from jobs), 1))
# benign setval of the serial
select setval(pg_get_serial_sequence('notes', 'id'), (select max(id) from notes))
# benign notify
select pg_notify('channel', 'payload')
# benign notify a row
select pg_notify('jobs', id::text) from jobs where id = 1
# benign setting
select set_config('app.tenant', '42', true)
select current_setting('app.tenant')
# benign set local
set local statement_timeout = '5s'
show statement_timeout
# benign time zone
set time zone 'UTC'
# benign search path
set local search_path to other, public
select id from things order by id
# benign other schema
select t.id, t.label from other.things t order by t.id
# benign lock table
lock table jobs in share mode
# benign temp table
create temp table scratch (id int, label text) on commit drop
insert into scratch select id, label from other.things
select * from scratch order by id
# benign temp table as
create temp table totals as select person_id, sum(total) as total from orders group by person_id
select * from totals order by person_id
# benign create table
create table made (id bigint generated always as identity primary key, label text not null default 'x', made_at timestamptz default now(), total numeric(10, 2) check (total >= 0), job int references jobs (id) on delete cascade)
insert into made (total) values (1) returning id, label
# benign create index
create index notes_body on notes (body)
# benign create unique index
create unique index if not exists notes_lower on notes (lower(body)) where body is not null
# benign index on a masked column
create index people_email on people (email)
# benign index on lower email
create unique index people_lower on people (lower(email))
# benign alter
alter table notes add column seen timestamptz, alter column body set not null
# benign add check
alter table orders add constraint positive check (total >= 0)
# benign add key
alter table orders add constraint key foreign key (person_id) references people (id)
# benign rename
alter table notes rename column body to content
# benign rename table
alter table jobs rename to tasks
# benign create view
create view open_orders as select id, total from orders where status = 'open'
select * from open_orders order by id
# benign comment
comment on column orders.status is 'open or paid'
# benign analyze
analyze jobs
# benign explain
explain (costs off) select * from orders where total > 1
# benign reflection tables
select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and pg_catalog.pg_table_is_visible(c.oid) order by 1
# benign reflection columns
select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), (select pg_catalog.pg_get_expr(d.adbin, d.adrelid) from pg_catalog.pg_attrdef d where d.adrelid = a.attrelid and d.adnum = a.attnum and a.atthasdef) as default, a.attnotnull from pg_catalog.pg_attribute a where a.attrelid = 'people'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum
# benign reflection information schema
select table_name, column_name, data_type from information_schema.columns where table_schema = 'public' and table_name = 'people' order by ordinal_position
# benign reflection keys
select conname, pg_catalog.pg_get_constraintdef(oid, true) from pg_catalog.pg_constraint where conrelid = 'orders'::regclass and contype in ('f', 'p') order by 1
# benign reflection indexes
select i.relname, ix.indisunique, array_agg(a.attname order by a.attnum) from pg_index ix join pg_class i on i.oid = ix.indexrelid join pg_attribute a on a.attrelid = ix.indrelid and a.attnum = any (ix.indkey) where ix.indrelid = 'people'::regclass group by 1, 2 order by 1
# benign reflection settings
select name, setting from pg_settings where name = 'server_version_num'
# benign table size
select pg_relation_size('orders') > 0, pg_size_pretty(1024::bigint), to_regclass('public.people') is not null, has_table_privilege('people', 'select')
# benign copy out
copy orders (id, status) to stdout with (format csv, header)
# benign copy query out
copy (select id, total from orders where id < 3 order by id) to stdout
# benign keywords as columns
select id as "select", status as "from" from orders order by id
# benign unicode and quotes
select 'it''s', 'Grüße', E'tab\tnew', $$dollar$$, $q$x$q$ -- comment
# benign nested comment
select /* outer /* inner */ still */ 1
# benign count of a masked column
select count(email), count(*) from people
# benign deallocate
deallocate all
# benign cursor
declare c1 cursor for select id from orders order by id
close c1
# benign savepoint
savepoint sp
insert into notes (body) values ('s')
rollback to savepoint sp
release savepoint sp
# benign interval arithmetic
select now() - interval '1 day' < now(), make_interval(days => 3), age(timestamp '2024-03-01', timestamp '2024-01-01'), justify_hours(interval '30 hours')
# benign row comparison in list
select id from orders where (person_id, status) in ((1, 'open'), (2, 'paid')) order by id
# benign is distinct
select id from orders where status is distinct from 'open'
# benign similar
select id from orders where status similar to '(open|paid)' order by id
# benign overlaps
select (date '2024-01-01', date '2024-01-05') overlaps (date '2024-01-03', date '2024-01-09')
# benign xml
select xmlelement(name job, xmlattributes(id as id), state) from jobs order by id
# benign bit operations
select id & 1, id | 4, id # 2, ~id, id << 1, 7 % 4, 2 ^ 3, |/ 16 from jobs order by id
# benign ranges
select int4range(1, 5) @> 3, lower(daterange('2024-01-01', '2024-02-01')), numrange(1, 2) && numrange(1.5, 3)
# benign tablesample
select count(*) from orders tablesample system (100)
# benign orm names
SELECT "orders"."id" AS "id_1", "orders"."total" AS "total_1" FROM "orders" INNER JOIN "people" AS "p1" ON ("p1"."id" = "orders"."person_id") WHERE ("p1"."name" IN ('Ann') AND "orders"."status" = 'open') ORDER BY "orders"."id" ASC LIMIT 21
# benign orm exists
SELECT EXISTS (SELECT 1 AS "a" FROM "orders" WHERE "orders"."status" = 'open' LIMIT 1) AS "found"
# benign orm count subquery
SELECT count(*) AS count_1 FROM (SELECT orders.id AS orders_id, orders.status AS orders_status FROM orders WHERE orders.total > 1) AS anon_1
# benign orm masked rows
SELECT people.id AS people_id, people.name AS people_name FROM people WHERE people.email = 'wimbledrak@mail.test' LIMIT 1
# leak search path and query in one text
create table other.people as select id, name as ssn, name from public.people; set local search_path to public; select ssn from people
# leak path set by a function in one text
select set_config('search_path', 'public', true); select ssn from people
# leak dropped table that hid another
create temp table people as select 1 as ssn; drop table people; select ssn from people
# leak prepared and executed in one text
prepare q as select ssn from people; execute q
# leak declared and fetched in one text
declare cx cursor for select ssn from people; fetch all from cx
# leak view of the same text
create temp view peek as select ssn as x from people; select x from peek
# write prepared delete in one text
prepare q as delete from orders; execute q
# benign prepared
prepare q as select id, status from orders where id = $1
execute q (1)
# benign fetched
declare cx scroll cursor for select id from orders order by id
fetch 1 from cx
move 1 in cx
fetch backward 1 from cx
