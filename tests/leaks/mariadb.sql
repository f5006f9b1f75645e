-- Attacks on guarded MariaDB connections, and ordinary use that must stay as it is; the schema is in mariadb_schema.sql.
-- The statements of a case end with a semicolon at a line's end and run one after another, whatever fails.
-- attack: unguarded, what comes out depends on hidden values; guarded, it may not.
-- write: unguarded, it changes what the policy protects; guarded, nothing changes and the last one is refused.
-- refuse: it concerns the whole server or opens a way out that does not show at once. It is decided and never sent: if the
--   guard erred, it would change the server for everybody.
-- benign: guarded, it gives what it gives unguarded.

-- [attack] plain column
select email from people;
-- [attack] star
select * from people;
-- [attack] qualified star
select p.* from people p;
-- [attack] upper case
SELECT EMAIL FROM people;
-- [attack] quoted names
select `people`.`email` from `people`;
-- [attack] database-qualified
select {db}.people.ssn from {db}.people;
-- [attack] database-qualified and quoted
select `{db}`.`people`.`password` from `{db}`.`people`;
-- [attack] alias
select p.ssn as name from people as p;
-- [attack] alias without as, quoted as a string
select ssn 'name' from people;
-- [attack] alias that is another column
select email as id, id as email from people;
-- [attack] concatenation
select concat(email, '!') from people;
-- [attack] concat_ws
select concat_ws(',', id, ssn, password) from people;
-- [attack] fragments
select left(password, 6), right(password, 6), mid(password, 3, 6) from people;
-- [attack] substring from for
select substring(password from 1 for 7) from people;
-- [attack] reverse
select reverse(password) from people;
-- [attack] upper
select upper(password) from people;
-- [attack] hex
select hex(password) from people;
-- [attack] base64
select to_base64(password) from people;
-- [attack] conv
select conv(hex(left(password, 6)), 16, 10) from people;
-- [attack] ascii
select ascii(mid(password, 1, 1)), ord(mid(password, 2, 1)) from people;
-- [attack] bits
select bin(ascii(password)), bit_count(salary), bit_length(email) from people;
-- [attack] length
select length(email), char_length(password) from people where id = 1;
-- [attack] cast
select cast(email as char), cast(salary as decimal(20,4)) from people;
-- [attack] convert using
select convert(email using latin1) from people;
-- [attack] convert type
select convert(salary, char) from people;
-- [attack] binary
select binary email from people;
-- [attack] collate
select email collate utf8mb4_bin from people;
-- [attack] brackets
select ((email)) from people;
-- [attack] unary minus
select -salary, +salary, ~salary, !salary from people;
-- [attack] arithmetic
select salary + 0, salary * 2, salary div 10, salary mod 1000, salary % 97 from people;
-- [attack] bit operators
select salary ^ 0, salary | 0, salary & 65535, salary << 1, salary >> 3 from people;
-- [attack] date parts
select month(birth_date), day(birth_date), date_format(birth_date, '%d.%m.') from people;
-- [attack] date arithmetic
select birth_date + interval 1 day, datediff('2024-01-01', birth_date) from people;
-- [attack] extract
select extract(day from birth_date), to_days(birth_date), dayofyear(birth_date) from people;
-- [attack] timestampdiff
select timestampdiff(day, birth_date, '2024-01-01') from people;
-- [attack] interval of a column
select date_add('2000-01-01', interval salary second) from people;
-- [attack] min and max
select min(email), max(ssn) from people;
-- [attack] sum and avg
select sum(salary), avg(salary), std(salary), variance(salary), bit_xor(salary) from people;
-- [attack] group_concat
select group_concat(email order by id separator ';') from people;
-- [attack] group_concat distinct
select group_concat(distinct ssn, '/', password) from people;
-- [attack] json_arrayagg
select json_arrayagg(email) from people;
-- [attack] json_objectagg
select json_objectagg(id, ssn) from people;
-- [attack] json_object
select json_object('e', email, 's', ssn) from people;
-- [attack] json key
select json_object(email, 1) from people;
-- [attack] json_table
select j.x from people, json_table(json_array(email), '$[*]' columns (x varchar(200) path '$')) as j;
-- [attack] json functions
select json_quote(email), json_unquote(json_array(ssn)), json_extract(json_array(password), '$[0]') from people;
-- [attack] dynamic columns
select column_json(column_create('a', email)) from people;
-- [attack] window first_value
select first_value(email) over (order by id) from people;
-- [attack] window lag
select lag(email) over (order by id), lead(ssn, 1) over w from people window w as (order by id);
-- [attack] window rank
select id, rank() over (order by salary % 7) from people;
-- [attack] median
select median(salary) over () from people;
-- [attack] percentile
select percentile_cont(0.5) within group (order by salary) over () from people;
-- [attack] case
select case when password like 'h%' then 'yes' else 'no' end, case id when 1 then email end from people;
-- [attack] if
select if(password like 'h%', 1, 0) from people;
-- [attack] ifnull, coalesce, nullif, nvl2
select ifnull(email, ''), coalesce(ssn), nullif(password, ''), nvl(phone, ''), nvl2(id, email, 1) from people;
-- [attack] elt, field, make_set, interval
select elt(1, email), field(email, 'a'), make_set(1, ssn), interval(salary, 1, 2, 500000) from people;
-- [attack] greatest and least
select greatest(email, ''), least(ssn, '~') from people;
-- [attack] strcmp
select strcmp(email, 'm'), find_in_set('a', email), locate('q', password), instr(password, 'Q') from people;
-- [attack] comparison as a value
select email > 'm', ssn between '2' and '3', email in ('a', 'b'), password like 'h%' from people;
-- [attack] regexp functions
select regexp_replace(email, '@.*', ''), regexp_substr(password, '.*'), regexp_instr(password, 'Q') from people;
-- [attack] sounds like
select soundex(email), email sounds like 'zorblat' from people;
-- [attack] hashes
select md5(ssn), sha1(ssn), sha2(ssn, 256), crc32(ssn), password(ssn) from people;
-- [attack] encryption
select aes_encrypt(email, 'k'), encode(email, 'k'), compress(email) from people;
-- [attack] xml
select extractvalue(concat('<a>', email, '</a>'), '/a') from people;
-- [attack] format
select format(salary, 2), lpad(salary, 20, '0'), sformat('{}', email) from people;
-- [attack] row comparison
select row(email, 1) > row('y', 1) from people where id = 1;
-- [attack] quote and char
select quote(email), char(ascii(password)), repeat(email, 2), space(ascii(email)) from people;
-- [attack] weight_string
select weight_string(email), hex(weight_string(password)) from people;
-- [attack] scalar subquery
select (select email from people where id = 1);
-- [attack] scalar subquery in an expression
select id, concat((select p.email from people p where p.id = o.person_id)) from orders o;
-- [attack] derived table
select x from (select email as x from people) t;
-- [attack] derived table with a forged name
select name from (select ssn as name from people) people;
-- [attack] derived star
select * from (select * from people) orders;
-- [attack] nested derived
select a.z from (select b.y as z from (select c.email as y from people c) b) a;
-- [attack] cte
with t as (select email as note from people) select note from t;
-- [attack] cte with names
with t(id, note) as (select ssn, email from people) select note, id from t;
-- [attack] cte under a table's name in another case
with Orders as (select id, 'x' as email, 'y' as ssn from notes) select o.* from (with Orders as (select email as status from people) select status from Orders) o;
-- [attack] recursive cte
with recursive r as (select id, email from people where id = 1 union all select r.id + 1, p.email from r join people p on p.id = r.id + 1) select email from r;
-- [attack] recursive cte walks through a value
with recursive r(i, c) as (select 1, cast('' as char(50)) union all select i + 1, (select mid(password, i, 1) from people where id = 1) from r where i < 20) select group_concat(c) from r;
-- [attack] union
select note from orders union all select email from people;
-- [attack] union by position
select 1 as email, 2 as id union select ssn, 3 from people;
-- [attack] union in brackets
(select note from orders) union all (select password from people) order by 1;
-- [attack] intersect
select name from people intersect select name from people where email like 'z%';
-- [attack] except
select email from people except select 'x';
-- [attack] values with a subquery
values ((select email from people limit 1));
-- [attack] values in from
select * from (values ((select ssn from people limit 1))) v;
-- [attack] exists as a value
select exists (select 1 from people where password like 'h%');
-- [attack] any and all
select 'y' > all (select email from people);
-- [attack] in subquery as a value
select 'hunter' in (select left(password, 6) from people);
-- [attack] view
select contact from v_people;
-- [attack] star of a view
select * from v_people;
-- [attack] view of an aggregate
select low from v_count;
-- [attack] stored function
select email_of(1);
-- [attack] stored function, qualified
select `{db}`.`email_of`(1);
-- [attack] stored procedure
call emails();
-- [attack] natural join
select email from people natural join contacts;
-- [attack] using
select email from people join contacts using (email);
-- [attack] star of using
select * from people join contacts using (email);
-- [attack] order of columns merged by using
with c(a, b, c1, d, e, f, g, h, i, j) as (select * from people join twins using (email, id)) select b from c;
-- [attack] order of columns merged by using, turned round
with c(a, b, c1, d, e, f, g, h, i, j) as (select * from twins join people using (id, email)) select a from c;
-- [attack] order of columns merged by a natural join
with c(a, b, c1, d, e, f, g, h, i, j) as (select * from twins natural join people) select a, b from c;
-- [attack] right join using
select * from contacts right join people using (email);
-- [attack] invisible column by name
select email from hidden;
-- [attack] an invisible column shifts the star
with c(a, b, c1) as (select * from hidden) select c1 from c;
-- [attack] an invisible column shifts the star of a derived table
with c(a, b, c1) as (select * from (select * from hidden) h) select c1 from c;
-- [attack] table name in another case
select P.email from orders p, people P;
-- [attack] alias in another case
select X.email from notes x join people X;
-- [attack] alias in another case with a qualified star
select X.* from notes x join people X;
-- [attack] mixed-case table
select email from Mixed;
-- [attack] odd names
select `e-mail`, email from `odd ``name`;
-- [attack] history of a versioned table
select email from past for system_time all;
-- [attack] history between
select * from past for system_time between '2000-01-01' and now();
-- [attack] partition
select email from parted partition (p0);
-- [attack] index hint
select email from people force index (primary);
-- [attack] select modifiers
select sql_no_cache high_priority email from people;
-- [attack] straight_join
select straight_join email from people;
-- [attack] distinctrow
select distinctrow email from people;
-- [attack] sql_calc_found_rows
select sql_calc_found_rows email, ssn from people limit 1;
-- [attack] lock in share mode
select email from people lock in share mode;
-- [attack] limit rows examined
select email from people limit 2 rows examined 100;
-- [attack] fetch first
select email from people order by id offset 0 rows fetch first 1 rows only;
-- [attack] odbc join
select email from { oj people left outer join orders on orders.person_id = people.id };
-- [attack] odbc braces
select {x email} from people;
-- [attack] brackets around tables
select email from (people, orders);
-- [attack] bracketed join
select p.email from (people p join orders o on o.person_id = p.id);
-- [attack] leading dot
select email from .people;
-- [attack] procedure analyse
select email, ssn from people procedure analyse();
-- [attack] executable comment
select /*! email, */ id from people;
-- [attack] executable comment with a version
select id /*!50000 , email */ from people;
-- [attack] executable comment of MariaDB
select id /*M! , email */ from people;
-- [attack] executable comment hides a name
select /*!99999 id as */ email from people;
-- [attack] dashes without a space
select 1 --1, email from people;
-- [attack] dashes that are no comment
select 5--id, ssn from people;
-- [attack] hash comment
select id, # x
 email from people;
-- [attack] comment between
select/**/email/**/from/**/people;
-- [attack] backslash closes nothing
select 'a\' , ' , email from people -- ';
-- [attack] national literal with a backslash
select N'a\' , ' , email from people -- ';
-- [attack] national literal in lower case with a backslash
select n'\', ', password from people where 1 or ' ';
-- [attack] charset introducer with a backslash
select _latin1'a\' , ' , email from people -- ';
-- [attack] double quotes with a backslash
select "a\" , " , email from people -- ";
-- [attack] hex literal
select concat(0x41, email), x'41', b'1', email from people;
-- [attack] variable assigned in a select list
select @x := email from people;
select @x;
-- [attack] variable assigned in a condition
select id from people where (@x := email) is not null;
select @x;
-- [attack] variable assigned in a function
set @y = '';
select count(@y := concat(@y, email)) from people;
select @y;
-- [attack] variable set beside a condition
select id, salary > 500000 and (@b := id) from people;
select @b;
-- [attack] variable set to a constant beside a condition
select salary > 500000 and (@c := 7) from people where id = 1;
select @c;
-- [attack] variable shows the row before
select @p, @p := ssn from people;
-- [attack] set two variables
set @r = 1, @s = (select ssn from people where id = 1);
select @s;
-- [attack] variable assigned in order by
select id from people order by (@z := ssn);
select @z;
-- [attack] variable assigned in having
select id from people having (@z := id) or (@w := (select ssn from people where id = 1));
select @w;
-- [attack] variable with odd quoting
select @`a b` := email from people;
select @`a b`;
-- [attack] select into a variable
select email into @v from people where id = 1;
select @v;
-- [attack] select into a variable at the end
select email, ssn from people where id = 1 into @v, @w;
select @v, @w;
-- [attack] set a variable from a table
set @s = (select email from people where id = 1);
select @s;
-- [attack] set a variable with assignment
set @s := (select password from people where id = 1), @t = 1;
select @s;
-- [attack] variable in an update
update orders set status = (@u := (select email from people where id = 1)) where id = 1;
select @u;
-- [attack] do with assignment
do @d := (select email from people where id = 1);
select @d;
-- [attack] last_insert_id keeps a value
select last_insert_id(salary) from people where id = 1;
select last_insert_id();
-- [attack] last_insert_id in a condition
select id from people where id = 1 and last_insert_id(salary) > 0;
select last_insert_id();
-- [attack] last_insert_id in an update
update counters set n = last_insert_id((select salary from people where id = 1)) where id = 1;
select last_insert_id();
-- [attack] prepared statement
prepare s from 'select email from people';
execute s;
-- [attack] prepared statement from a variable
set @q = concat('select em', 'ail from people');
prepare s from @q;
execute s;
-- [attack] execute immediate
execute immediate 'select email from people';
-- [attack] execute immediate with an expression
execute immediate concat('select em', 'ail from people');
-- [attack] handler
handler people open;
handler people read first;
-- [attack] handler with an alias that is a table
handler people open as orders;
handler orders read first;
-- [attack] handler of an index
handler people open;
handler people read email first;
-- [attack] handler with an alias
handler people open as h;
handler h read `primary` = (1);
-- [attack] compound statement
begin not atomic select email from people; end;
-- [attack] set statement
set statement max_statement_time = 10 for select email from people;
-- [attack] explain extended tells constants
explain extended select name from people p join orders o on o.note = p.email where p.id = 1;
show warnings;
-- [attack] explain json tells constants
explain format=json select o.id from people p join orders o on o.note > p.email where p.id = 1;
-- [attack] analyze json tells constants
analyze format=json select o.id from people p join orders o on o.note > p.email where p.id = 1;
-- [attack] analyze tells rows
analyze select o.id from orders o, people p where p.password like 'h%';
-- [attack] warnings after a cast
select cast(password as int) from people where id = 1;
show warnings;
-- [attack] warnings after a cast and a pause
select cast(password as int) from people where id = 1;
select 1;
show warnings;
-- [attack] warnings after a cast and a setting
select cast(password as int) from people where id = 1;
set @a = 1;
show warnings;
-- [attack] diagnostics area
select cast(password as int) from people where id = 1;
get diagnostics condition 1 @m = message_text;
select @m;
-- [attack] error of extractvalue
select extractvalue(1, concat(0x7e, (select password from people where id = 1)));
-- [attack] error of updatexml
select updatexml(1, concat(0x7e, (select email from people where id = 1)), 1);
-- [attack] error of a doubled group
select count(*), concat((select ssn from people where id = 1), floor(rand(0) * 2)) x from information_schema.columns group by x;
-- [attack] error of a duplicate through insert select
insert into people (id, email) select 9, email from people where id = 1;
-- [attack] error of a duplicate key
update people set email = (select email from (select * from people) p where id = 1) where id = 2;
-- [attack] error of a duplicate through a join
update jobs set state = left((select password from people where id = 1), 20);
-- [attack] error of a new unique key
update people set ssn = (select ssn from (select ssn from people where id = 1) q) where id = 2;
alter table people add unique key u (ssn);
-- [attack] error of a changed type
alter table people modify password int;
-- [attack] error of a changed type, ignored
alter ignore table people modify password int;
show warnings;
-- [attack] error of a check
alter table people add constraint c check (password < 5);
-- [attack] error of a conversion
create table t (n int not null) select password as n from people where id = 1;
-- [attack] error of an insert
insert into counters select id, password from people where id = 1;
-- [attack] error of json
select json_value(concat('{"a":"', email, '"}'), '$.a') from people;
-- [attack] engine status
insert into contacts values (7, 'nobody@mail.test', 'x');
update people set email = 'other@mail.test' where id = 1;
show engine innodb status;
-- [attack] copy into another table
insert into notes (txt) select email from people;
select txt from notes;
-- [attack] copy by values
insert into notes (txt) values ((select email from people where id = 1));
select txt from notes;
-- [attack] copy by set
insert into notes set txt = (select password from people where id = 1);
select txt from notes;
-- [attack] copy by update
update orders set note = (select email from people where id = 1) where id = 1;
select note from orders;
-- [attack] copy by a joined update
update orders o join people p on p.id = o.person_id set o.note = p.ssn where o.id = 1;
select note from orders;
-- [attack] copy inside of a table
update people set name = email where id = 1;
select name from people;
-- [attack] copy on a duplicate
insert into people (id, name) values (1, 'x') on duplicate key update name = email;
select name from people;
-- [attack] copy with values()
insert into people (id, email) select 1, email from people where id = 2 on duplicate key update name = values(email);
select name from people;
-- [attack] copy by replace
replace into notes select id, email from people;
select txt from notes;
-- [attack] copy into a new table
create table t as select email as x from people;
select x from t;
-- [attack] copy into a new table with names
create table t (x varchar(200)) as select email as x from people;
select x from t;
-- [attack] copy into a new table where columns are appended
create table t (id int) select ssn, email as label from people;
select label from t;
-- [attack] copy into a temporary table
create temporary table t as select email as x from people;
select x from t;
-- [attack] a temporary table hides another one
create temporary table notes (id int, email varchar(200)) as select id, email from people;
with c(a, b) as (select * from notes) select b from c;
-- [attack] a temporary table like another one
create temporary table notes (id int, email varchar(200));
insert into notes (id, email) select id, email from people;
with c(a, b) as (select * from notes) select b from c;
-- [attack] generated column
alter table people add column x varchar(200) as (email);
select x from people;
-- [attack] default of another column
alter table people add column x varchar(200) default (email);
select x from people;
-- [attack] virtual column on insert
alter table notes add column e varchar(200) default (txt);
insert into notes (txt) select password from people;
select e from notes;
-- [attack] view that is made
create view v as select email as x from people;
select x from v;
-- [attack] view over a view
create or replace view v as select concat(contact, '') as y from v_people;
select y from v;
-- [attack] renamed column
alter table people change email contact varchar(200);
select contact from people;
-- [attack] renamed column, short form
alter table people rename column password to hint;
select hint from people;
-- [attack] returning of an insert
insert into people (id, email, name) values (1, 'n@mail.test', 'x') on duplicate key update name = 'x' returning email, ssn;
-- [attack] returning of a delete
delete from people where id = 2 returning email, password;
-- [attack] returning of a replace
replace into notes (id, txt) values (1, 'x') returning (select email from people where id = 1);
-- [attack] trigger
create trigger tr before insert on notes for each row set new.txt = (select email from people where id = 1);
insert into notes (txt) values ('x');
select txt from notes;
-- [attack] procedure of one's own
create procedure p() select email from people;
call p();
-- [attack] function of one's own
create function f() returns varchar(200) return (select email from people where id = 1);
select f();
-- [attack] like
select id from people where password like 'h%';
-- [attack] not equal
select id from people where salary <> 918273;
-- [attack] range
select id from people where salary between 900000 and 930000;
-- [attack] range in a row
select id from people where (salary, id) > (900000, 0);
-- [attack] regexp
select id from people where password regexp '^h';
-- [attack] rlike
select id from people where password rlike '^h';
-- [attack] substring equality
select id from people where left(password, 1) = 'h';
-- [attack] sounds like condition
select id from people where email sounds like 'zorblatquux@mail.test';
-- [attack] strcmp condition
select id from people where strcmp(password, 'i') < 0;
-- [attack] field condition
select id from people where field(left(password, 1), 'h') = 1;
-- [attack] instr condition
select id from people where instr(password, 'u') = 2;
-- [attack] is true of a column
select id from people where salary - 918273;
-- [attack] xor condition
select id from people where (password like 'h%') xor 0;
-- [attack] condition in count
select count(*) from people where password like 'h%';
-- [attack] condition in a join
select o.id from orders o join people p on p.id = o.person_id and p.password like 'h%';
-- [attack] condition in a left join
select o.id, p.name from orders o left join people p on p.id = o.person_id and p.password like 'h%';
-- [attack] having
select id from people group by id having left(max(password), 1) = 'h';
-- [attack] having of an aggregate
select count(*) from people having min(salary) > 500000;
-- [attack] order by
select id from people order by salary % 7, id;
-- [attack] order by an alias
select id, salary % 7 as x from people order by x;
-- [attack] order by position
select id, salary % 7 from people order by 2;
-- [attack] order by a subquery
select id from orders order by (select salary % 7 from people p where p.id = person_id), id;
-- [attack] order by field
select id from people order by field(salary, 918273, 1482619), id;
-- [attack] group_concat order
select group_concat(id order by salary % 7) from people;
-- [attack] group by
select count(*) from people group by salary = 918273;
-- [attack] group by with rollup
select left(email, 1), count(*) from people group by left(email, 1) with rollup;
-- [attack] distinct count
select count(distinct salary = 918273) from people;
-- [attack] count of a condition
select count(if(password like 'h%', 1, null)), sum(password like 'h%') from people;
-- [attack] count of an expression
select count(nullif(left(password, 1), 'h')) from people;
-- [attack] exists condition
select id from orders where exists (select 1 from people where password like 'h%');
-- [attack] in a subquery's condition
select id from orders where person_id in (select id from people where password like 'h%');
-- [attack] scalar subquery condition
select id from orders where 'h' = (select left(password, 1) from people where id = 1);
-- [attack] condition of an update
update counters set n = 99 where id = 1 and exists (select 1 from people where password like 'h%');
select n from counters;
-- [attack] condition of a delete
delete from notes where id = 1 and 'h' = (select left(password, 1) from people where id = 1);
select count(*) from notes;
-- [attack] join with numbers
with recursive n as (select 100 as v union all select v + 1 from n where v < 999) select n.v from people p join n on n.v = p.salary div 1000 where p.id = 1;
-- [attack] guesses through using
select salary from people join (select 918273 as salary union all select 482619) g using (salary);
-- [attack] match against
alter table people add fulltext key ft (password);
select id from people where match (password) against ('hunter*' in boolean mode);
-- [attack] match against as a value
alter table people add fulltext key ft (password);
select match (password) against ('hunterKw9xPz') from people;
-- [attack] multi-statement text
select 1; select email from people; select 2;
-- [attack] use changes names
use information_schema; select email from {db}.people;
-- [attack] information_schema of innodb
select * from information_schema.innodb_ft_index_table;
select email from people;
-- [attack] show with a subquery
show tables where (select email from people where id = 1) like 'z%';
-- [attack] show status with a subquery
show status where variable_name = 'Uptime' and (select password from people where id = 1) like 'h%';
-- [attack] show with exists
show databases where exists (select 1 from people where password like 'h%');
-- [attack] lock and read
lock tables people read;
select email from people;
-- [attack] checksum of a table
checksum table people;
-- [attack] bit by overflow
select id from people where ~0 + (password like 'h%') > 0;
-- [attack] select from dual with a subquery
select (select ssn from people limit 1) from dual;
-- [attack] subquery in a window
select sum(1) over (order by (select salary % 7 from people p where p.id = o.person_id)) from orders o;
-- [attack] convoluted case
select case (select left(password, 1) from people where id = 1) when 'h' then 'yes' else 'no' end;
-- [attack] multi-table delete with returning names
delete o from orders o join people p on p.id = o.person_id where p.password like 'h%';
select count(*) from orders;
-- [attack] insert with a labelled condition
insert into notes (txt) select 'yes' from people where password like 'h%';
select count(*) from notes;
-- [attack] decode histogram
analyze table people persistent for all;
select * from mysql.column_stats where db_name = '{db}';
-- [attack] load into a variable
select id, email into @a, @b from people limit 1;
select concat(@a, @b);

-- [write] delete without where
delete from orders;
-- [write] delete with a true where
delete from orders where 1;
-- [write] delete with a comparison that is true
delete from orders where 'a' = 'a' or id = 3;
-- [write] delete with not
delete from orders where not 0;
-- [write] delete with limit
delete from orders limit 1000;
-- [write] delete with order by and limit
delete from orders order by id limit 99;
-- [write] delete low priority quick
delete low_priority quick ignore from orders;
-- [write] delete with returning
delete from orders returning id;
-- [write] delete through an alias
delete o from orders o;
-- [write] delete with a star
delete o.* from orders as o;
-- [write] delete using
delete from o using orders o;
-- [write] delete with a join
delete o from orders o join people p on 1 = 1;
-- [write] delete from several
delete orders, notes from orders, notes;
-- [write] delete with a cross join and a true where
delete o from orders o, people p where 1;
-- [write] delete history
delete history from past;
-- [write] delete history before
delete history from past before system_time now();
-- [write] delete in a cte-like subquery
delete from orders where true or id in (select id from notes);
-- [write] delete where a column is itself
delete from orders where id = id;
-- [write] delete where like anything
delete from orders where id like '%';
-- [write] delete from a partition
delete from parted partition (p0);
-- [write] analyze delete
analyze delete from orders;
-- [write] analyze json delete
analyze format=json delete from orders;
-- [write] analyze update
analyze update orders set status = 'x';
-- [write] analyze table delete
analyze format = json update orders set status = 'x';
-- [write] update without where
update orders set status = 'x';
-- [write] update with a true where
update orders set status = 'x' where 1 = 1;
-- [write] update with a variable
update orders set status = 'x' where @nothing is null;
-- [write] update with limit
update orders set status = 'x' limit 100;
-- [write] update with a join
update orders o join people p on true set o.status = 'x';
-- [write] update of several
update orders, notes set status = 'x', txt = 'y';
-- [write] update ignore
update low_priority ignore orders set status = 'x';
-- [write] update through a view
update v_people set name = 'x';
-- [write] truncate
truncate orders;
-- [write] truncate table
truncate table orders wait 1;
-- [write] truncate a partition
alter table parted truncate partition p0;
-- [write] drop a partition
alter table parted drop partition p0;
-- [write] drop a table
drop table notes;
-- [write] drop if exists, several
drop table if exists jobs, notes;
-- [write] drop in an executable comment
/*! drop table notes */;
-- [write] drop in an executable comment of MariaDB
/*M!100000 drop table notes */;
-- [write] drop behind a select
select 1; drop table notes;
-- [write] drop a view
drop view v_count;
-- [write] drop an index
drop index person_id on orders;
-- [write] drop a sequence
drop sequence ticket;
-- [write] drop a function
drop function email_of;
-- [write] create or replace drops
create or replace table notes (id int);
-- [write] create or replace as select drops
create or replace table notes as select 1 as id;
-- [write] create or replace like
create or replace table notes like jobs;
-- [write] create or replace sequence
create or replace sequence ticket start with 77;
-- [write] create or replace a whole function
create or replace function email_of(i int) returns varchar(200) return 'x';
-- [write] call deletes
call wipe();
-- [write] compound statement deletes
begin not atomic delete from orders; end;
-- [write] if deletes
if 1 then delete from orders; end if;
-- [write] loop deletes
for i in 1..1 do delete from orders; end for;
-- [write] prepare deletes
prepare s from 'delete from orders';
execute s;
-- [write] execute immediate deletes
execute immediate 'delete from orders';
-- [write] set statement deletes
set statement max_statement_time = 10 for delete from orders;
-- [write] multi-statement delete
select 1; delete from orders;
-- [write] multi-statement delete with a comment
select 1; /* x */ delete from orders # y;
-- [write] replace of the whole table
create or replace table notes select * from jobs;
-- [write] alter drops a column
rename table notes to notes2; drop table notes2;

-- [refuse] set statement changes quoting
set statement sql_mode = 'ansi_quotes' for select "email" from people;
-- [refuse] outfile
select 1 into outfile '/tmp/guarded_db_leak.txt';
-- [refuse] dumpfile
select 1 into dumpfile '/tmp/guarded_db_leak.txt';
-- [refuse] outfile before from
select id into outfile '/tmp/guarded_db_leak.txt' fields terminated by ',' from orders;
-- [refuse] load_file
select load_file('/etc/hostname');
-- [refuse] load_file in a condition
select id from orders where load_file('/etc/hostname') is null;
-- [refuse] load data
load data infile '/etc/hostname' into table notes (txt);
-- [refuse] load data local
load data local infile '/etc/hostname' into table notes (txt);
-- [refuse] load xml
load xml local infile '/etc/hostname' into table notes;
-- [refuse] sql_mode
set sql_mode = 'ansi_quotes';
-- [refuse] sql_mode of the session
set session sql_mode = 'no_backslash_escapes';
-- [refuse] sql_mode with @@
set @@session.sql_mode = 'ansi_quotes';
-- [refuse] sql_mode with a quoted name
set @@session.`sql_mode` = 'ansi_quotes';
-- [refuse] sql_mode with spaces
set @@session . sql_mode = 'ansi_quotes';
-- [refuse] sql_mode with a comment
set @@session/**/./**/sql_mode = 'ansi_quotes';
-- [refuse] sql_mode behind another
set @a = 1, sql_mode = 'ansi_quotes';
-- [refuse] sql_mode behind set names
set names utf8mb4, sql_mode = 'ansi_quotes';
-- [refuse] sql_mode local
set local sql_mode = default;
-- [refuse] set names gbk
set names gbk;
-- [refuse] set names gbk, quoted
set names 'gbk';
-- [refuse] set names behind another
set @a = 1, names gbk;
-- [refuse] character set behind another
set @a = 1, character set gbk;
-- [refuse] character_set_client
set character_set_client = gbk;
-- [refuse] character_set_client with @@
set @@session.character_set_client = 'sjis';
-- [refuse] character_set_client by number
set character_set_client = 28;
-- [refuse] character_set_client behind set names
set names utf8mb4, @@character_set_client = gbk;
-- [refuse] set charset
set charset gbk;
-- [refuse] set character set
set character set big5;
-- [refuse] global setting
set global max_connections = 152;
-- [refuse] global setting with @@
set @@global.max_connections = 152;
-- [refuse] global setting with spaces
set @@global . max_connections = 152;
-- [refuse] global setting with a quoted name
set @@global.`max_connections` = 152;
-- [refuse] global setting behind set names
set names utf8mb4, global max_connections = 152;
-- [refuse] general log
set global general_log = 1;
-- [refuse] password
set password = password('x');
-- [refuse] password behind a variable
set @a = 1, password = password('x');
-- [refuse] password behind set names
set names utf8mb4, password = password('x');
-- [refuse] role
set role none;
-- [refuse] default role
set default role none;
-- [refuse] binary log
set sql_log_bin = 0;
-- [refuse] grant
grant select on *.* to 'guarded_db_nobody'@'localhost';
-- [refuse] create user
create user guarded_db_nobody;
-- [refuse] alter user
alter user root@localhost account unlock;
-- [refuse] revoke
revoke select on {db}.* from 'guarded_db_nobody'@'localhost';
-- [refuse] create role
create role guarded_db_nobody;
-- [refuse] users
select user, host from mysql.user;
-- [refuse] global_priv
select * from mysql.global_priv;
-- [refuse] show create user
show create user root@localhost;
-- [refuse] show grants of another
show grants for root@localhost;
-- [refuse] show processlist
show full processlist;
-- [refuse] processlist
select info from information_schema.processlist;
-- [refuse] performance schema
select sql_text from performance_schema.events_statements_history;
-- [refuse] user variables
select * from information_schema.user_variables;
-- [refuse] query cache
select * from information_schema.query_cache_info;
-- [refuse] innodb transactions
select trx_query from information_schema.innodb_trx;
-- [refuse] binlog events
show binlog events;
-- [refuse] relay log events
show relaylog events;
-- [refuse] profiling
select * from sys.processlist;
-- [refuse] install plugin
install soname 'ha_blackhole';
-- [refuse] create udf
create function sys_exec returns integer soname 'x.so';
-- [refuse] create server
create server s foreign data wrapper mysql options (host '127.0.0.1');
-- [refuse] federated table
create table t (id int) engine=federated connection='mysql://root@127.0.0.1/x/y';
-- [refuse] connect engine
create table t (id int) engine=connect table_type=csv file_name='/etc/passwd';
-- [refuse] data directory
create table t (id int) data directory='/tmp';
-- [refuse] change master
change master to master_host='x';
-- [refuse] start slave
start slave;
-- [refuse] stop slave
stop slave;
-- [refuse] reset master
reset master;
-- [refuse] purge logs
purge binary logs before now();
-- [refuse] shutdown
binlog 'AAAA';
-- [refuse] drop a database
drop database guarded_db_nothing;
-- [refuse] replace a database
create or replace database guarded_db_nothing;
-- [refuse] drop a user
drop user guarded_db_nobody;
-- [refuse] anonymous block
begin delete from orders; end;
-- [refuse] show explain
show explain for 1;
-- [refuse] get diagnostics
get diagnostics @n = number;
-- [refuse] resignal
signal sqlstate '45000';
-- [refuse] unknown function
select no_such_function(1);
-- [refuse] udf family
select lib_mysqludf_sys_info();
-- [refuse] write to a system table
update mysql.global_priv set priv = '{}' where user = 'guarded_db_nobody';
-- [refuse] insert into a system table
insert into mysql.proc select * from mysql.proc where 1 = 0;

-- [benign] a distributed transaction
xa start '{db}';
update notes set txt = 'xa' where id = 1;
xa end '{db}';
xa rollback '{db}';
-- [benign] constant
select 1, 'x', now() > '2000-01-01', null;
-- [benign] version and database
select version(), database(), user(), connection_id() > 0, @@version_comment;
-- [benign] settings
select @@autocommit, @@sql_mode, @@session.tx_isolation, @@lower_case_table_names;
-- [benign] plain columns
select id, name from people;
-- [benign] qualified
select p.id, p.name from people as p where p.id = 1;
-- [benign] db-qualified
select p.id from {db}.people p;
-- [benign] star without labels
select * from orders;
-- [benign] orm style
select `orders`.`id` as `orders_id`, `orders`.`status` as `orders_status` from `orders` where `orders`.`id` = 1 limit 1;
-- [benign] sqlalchemy anonymous
select anon_1.orders_id from (select orders.id as orders_id from orders) as anon_1 left outer join people as people_1 on people_1.id = anon_1.orders_id;
-- [benign] django style
select (1) as `a` from `orders` where `orders`.`status` = 'open' limit 1;
-- [benign] django count
select count(*) as `__count` from `orders`;
-- [benign] join
select o.id, p.name from orders o join people p on p.id = o.person_id order by o.id;
-- [benign] left join
select p.name, o.total from people p left join orders o on o.person_id = p.id and o.status = 'paid' order by 1, 2;
-- [benign] right join
select p.name, o.total from orders o right join people p on o.person_id = p.id order by 1, 2;
-- [benign] straight join
select o.id from orders o straight_join people p on p.id = o.person_id order by 1;
-- [benign] using
select id, status, state from orders join jobs using (id) order by 1;
-- [benign] star with using
select * from notes join jobs using (id) order by id;
-- [benign] natural join
select * from notes natural join jobs order by id;
-- [benign] right join using
select id, txt, state from notes right join jobs using (id) order by id;
-- [benign] cross join
select n.id, j.id from notes n cross join jobs j order by 1, 2;
-- [benign] aggregate
select status, count(*), sum(total), avg(total), min(created_at), max(id) from orders group by status order by status;
-- [benign] aggregate with having
select person_id, count(*) c from orders group by person_id having c > 1;
-- [benign] rollup
select status, sum(total) from orders group by status with rollup;
-- [benign] group_concat
select person_id, group_concat(distinct status order by status separator '|') from orders group by person_id order by 1;
-- [benign] count distinct
select count(distinct status) from orders;
-- [benign] count of a labelled column
select count(email), count(distinct ssn) from people;
-- [benign] equality on a labelled column
select id, name from people where email = 'nobody@mail.test';
-- [benign] in on a labelled column
select id from people where email in ('a@mail.test', 'b@mail.test');
-- [benign] equality with a subquery of one value
select id from people where email = (select 'nobody@mail.test');
-- [benign] join on a labelled column
select p.name, c.kind from people p join contacts c on c.email = p.email;
-- [benign] window
select id, row_number() over (partition by person_id order by id) from orders order by id;
-- [benign] window frame
select id, sum(total) over (order by id rows between unbounded preceding and current row) from orders order by id;
-- [benign] named window
select id, lag(total) over w, lead(total) over w from orders window w as (order by id) order by id;
-- [benign] rank
select id, rank() over (order by total desc), ntile(2) over (order by id), percent_rank() over (order by id) from orders order by id;
-- [benign] cte
with t as (select person_id, sum(total) s from orders group by person_id) select p.name, t.s from t join people p on p.id = t.person_id order by 1;
-- [benign] two ctes
with a as (select id from orders), b as (select id from a where id > 1) select count(*) from b;
-- [benign] recursive cte
with recursive n(i) as (select 1 union all select i + 1 from n where i < 5) select i from n;
-- [benign] recursive calendar
with recursive d as (select date('2024-01-01') as day union all select day + interval 1 day from d where day < '2024-01-05') select d.day, count(o.id) from d left join orders o on date(o.created_at) = d.day group by d.day;
-- [benign] union
select id from orders union select id from notes order by id;
-- [benign] union all with limit
(select id from orders limit 1) union all (select id from notes limit 1);
-- [benign] intersect and except
select id from orders intersect select id from notes except select 2;
-- [benign] derived
select t.status, t.n from (select status, count(*) n from orders group by status) t order by 1;
-- [benign] subquery in where
select name from people where id in (select person_id from orders where status = 'paid');
-- [benign] exists
select name from people p where exists (select 1 from orders o where o.person_id = p.id and o.total > 30);
-- [benign] not exists
select name from people p where not exists (select * from orders o where o.person_id = p.id and o.total > 30);
-- [benign] scalar subquery
select name, (select count(*) from orders o where o.person_id = p.id) n from people p order by id;
-- [benign] case
select id, case when total > 15 then 'big' else 'small' end from orders order by id;
-- [benign] if and nullif
select id, if(status = 'open', 1, 0), nullif(status, 'paid'), ifnull(note, ''), coalesce(note, status) from orders order by id;
-- [benign] like
select id from orders where status like 'o%' and note not like '%x%' order by id;
-- [benign] regexp
select id from orders where status regexp '^o' or status rlike 'd$' order by id;
-- [benign] between
select id from orders where total between 10 and 20 and created_at >= '2024-01-01' order by id;
-- [benign] in list
select id from orders where id in (1, 2, 3, 4, 5) and status not in ('x', 'y') order by id;
-- [benign] row in list
select id from orders where (id, status) in ((1, 'open'), (2, 'paid')) order by id;
-- [benign] null tests
select id from orders where note is not null and not (status is null) and note <=> 'a';
-- [benign] pagination
select id, name from people order by id desc limit 1 offset 1;
-- [benign] pagination in the other form
select id from orders order by created_at limit 1, 2;
-- [benign] pagination with fetch
select id from orders order by id offset 1 rows fetch next 1 rows only;
-- [benign] keyset pagination
select id from orders where (created_at, id) < ('2024-03-01', 100) order by created_at desc, id desc limit 2;
-- [benign] distinct
select distinct status from orders order by status;
-- [benign] date functions
select id, date(created_at), year(created_at), month(created_at), date_format(created_at, '%Y-%m'), dayname(created_at) from orders order by id;
-- [benign] date arithmetic
select id, date_add(created_at, interval 1 month), created_at - interval 3 day, datediff('2024-12-31', created_at), timestampdiff(hour, created_at, '2024-12-31') from orders order by id;
-- [benign] extract
select extract(year_month from created_at), unix_timestamp(created_at) > 0, last_day(created_at), week(created_at, 3) from orders order by id;
-- [benign] group by month
select date_format(created_at, '%Y-%m') as m, sum(total) from orders group by m order by m;
-- [benign] json
select id, json_value(data, '$.sku'), json_extract(data, '$.lines[0].n'), json_length(data, '$.lines') from orders order by id;
-- [benign] json unquote
select json_unquote(json_extract(data, '$.sku')) from orders where json_value(data, '$.sku') = 'A1';
-- [benign] json aggregates
select json_arrayagg(id), json_objectagg(id, status) from orders;
-- [benign] json_object
select json_object('id', id, 'total', total), json_array(id, status), json_contains(data, '"A1"', '$.sku') from orders order by id;
-- [benign] json_table
select o.id, j.n from orders o, json_table(o.data, '$.lines[*]' columns (n int path '$.n')) as j order by 1, 2;
-- [benign] strings
select concat(name, ' ', id), upper(name), left(name, 1), length(name), replace(name, 'A', 'B'), trim(name), lpad(id, 5, '0'), substring_index(name, 'n', 1) from people order by id;
-- [benign] string literals
select 'it''s', "double ""quoted""", 'back\\slash', 'semi;colon', '-- no comment', '/* none */', '%', _utf8mb4'x', n'y', x'41', 0x42, b'1';
-- [benign] adjacent literals
select 'a' 'b' 'c';
-- [benign] comments
select /* a */ id -- b
from orders # c
order by id;
-- [benign] casts
select cast(total as char), cast('5' as signed), cast(id as unsigned), convert('7', decimal(5, 2)), cast('2024-01-01' as date) from orders order by id;
-- [benign] arithmetic
select id * 2 + 1, id % 2, id div 2, id / 2, -id, id << 2, id & 1, id | 4, id ^ 1, abs(-id), round(total, 1), floor(total), greatest(id, 2) from orders order by id;
-- [benign] logic
select id from orders where (status = 'open' || status = 'paid') && not id = 2 xor 0 order by id;
-- [benign] index hint
select id from orders use index (primary) where id = 1;
-- [benign] force index
select id from orders force index (person_id) where person_id = 1 order by id;
-- [benign] for update
select id, status from orders where id = 1 for update;
-- [benign] skip locked
select id from jobs where state = 'new' order by id limit 1 for update skip locked;
-- [benign] share mode
select id from orders where id = 1 lock in share mode;
-- [benign] select modifiers
select sql_no_cache id from orders order by id;
-- [benign] calc found rows
select sql_calc_found_rows id from orders order by id limit 1;
-- [benign] collate
select name from people order by name collate utf8mb4_bin;
-- [benign] binary comparison
select id from orders where binary status = 'open' order by id;
-- [benign] view without labels
select id, name from v_people order by id;
-- [benign] view's count
select n from v_count;
-- [benign] user variables
set @a = 5, @b := 'x';
select @a + 1, @b;
-- [benign] running number
select @r := 1;
-- [benign] session settings of drivers
set autocommit = 1;
set names utf8mb4;
set names utf8mb4 collate utf8mb4_unicode_ci;
set time_zone = '+00:00';
set session wait_timeout = 100;
set session transaction isolation level read committed;
set @@session.group_concat_max_len = 2048, @@net_read_timeout = 40;
set foreign_key_checks = 0;
set sql_select_limit = default;
-- [benign] transactions
start transaction;
savepoint a;
insert into notes (id, txt) values (50, 't');
rollback to savepoint a;
release savepoint a;
commit;
begin;
rollback;
start transaction read only;
commit and chain;
rollback;
begin work;
commit work;
start transaction with consistent snapshot;
commit;
-- [benign] insert
insert into notes (id, txt) values (70, 'x'), (71, 'y');
select count(*) from notes;
-- [benign] insert set
insert into notes set id = 72, txt = 'z';
-- [benign] insert ignore
insert ignore into jobs (id, state) values (1, 'new');
-- [benign] insert select
insert into notes (id, txt) select id + 80, status from orders;
-- [benign] insert default
insert into jobs (id, state, version) values (9, 's', default);
insert into notes () values ();
-- [benign] insert labelled values of the application
insert into people (id, name, email, password) values (7, 'Eve', 'eve@mail.test', 'pw');
-- [benign] upsert
insert into counters (id, n) values (1, 1) on duplicate key update n = n + values(n);
select n from counters;
-- [benign] upsert of the application's values
insert into people (id, name, email) values (2, 'Ann', 'new@mail.test') on duplicate key update email = values(email), name = values(name);
-- [benign] insert returning
insert into jobs (id, state) values (5, 'r') returning id, state, version;
-- [benign] replace
replace into notes (id, txt) values (1, 'again');
-- [benign] update
update orders set status = 'done', note = concat(note, '!') where id = 1;
select status, note from orders where id = 1;
-- [benign] update with a join
update orders o join people p on p.id = o.person_id set o.note = p.name where p.id = 1;
-- [benign] update with limit
update orders set status = 'late' where total > 5 order by id limit 1;
-- [benign] update a labelled column with a value
update people set email = 'ann@mail.test', password = 'p2' where id = 2;
-- [benign] optimistic lock
update jobs set state = 'done', version = version + 1 where id = 1 and version = 1;
-- [benign] last_insert_id sequence
update counters set n = last_insert_id(n + 1) where id = 1;
select last_insert_id();
-- [benign] delete
delete from notes where id = 1;
select count(*) from notes;
-- [benign] delete with limit
delete from orders where status = 'open' order by id limit 1;
-- [benign] delete with a join
delete o from orders o join people p on p.id = o.person_id where p.id = 2;
-- [benign] sequence
select nextval(ticket) > 0;
-- [benign] versioned table
select id from past;
-- [benign] migration
create table if not exists things (id int unsigned not null auto_increment primary key, label varchar(50) not null default '', created timestamp default current_timestamp, key k (label)) engine=InnoDB default charset=utf8mb4;
alter table things add column qty int default 0, add index q (qty);
create index l2 on things (label, qty);
insert into things (label, qty) values ('a', 1);
select id, label, qty from things;
-- [benign] show
show tables;
show databases like 'guarded_db_nothing';
show variables like 'sql_mode';
show session variables where variable_name = 'autocommit';
show columns from orders;
show full columns from `people`;
show index from people;
show create table people;
show full tables from {db};
show table status like 'jobs';
show collation where charset = 'utf8mb4' and id = 255;
show character set like 'utf8mb4';
show engines;
show triggers;
show warnings;
-- [benign] describe
describe people;
desc orders status;
explain jobs;
-- [benign] explain
explain select id, status from orders where id = 1;
explain format=json select status from orders where id = 1;
-- [benign] information_schema
select table_name, table_type from information_schema.tables where table_schema = database() order by 1;
select column_name, data_type, is_nullable, column_key from information_schema.columns where table_schema = '{db}' and table_name = 'people' order by ordinal_position;
select constraint_name, referenced_table_name from information_schema.key_column_usage where table_schema = database() and table_name = 'contacts' order by 1;
select index_name, column_name from information_schema.statistics where table_schema = database() and table_name = 'orders' order by 1, 2;
select schema_name from information_schema.schemata where schema_name = database();
-- [benign] use
use {db};
select count(*) from orders;
-- [benign] invisible column
select id, label from hidden;
-- [benign] mixed-case names
select M.id from Mixed M;
select ID, Status from orders O where O.Id = 1;
-- [benign] aliases in clauses
select year(created_at) as y, status as s, count(*) as c from orders group by y, s having c > 0 order by y, s;
-- [benign] tuple join of values
select v.a from (select 1 as a union all select 2) v join orders o on o.id = v.a order by 1;
-- [benign] found rows and row count
select found_rows() >= 0, row_count() <= 0, last_insert_id() >= 0;
-- [benign] uuid and random
select length(uuid()), rand() < 1, rand(5) < 1;
-- [benign] hashes of unlabelled
select md5(name), sha2(name, 256), crc32(name), hex(name), to_base64(name) from people order by id;
-- [benign] group by position
select status, person_id, count(*) from orders group by 1, 2 order by 1, 2;
-- [benign] lock and unlock
lock tables orders read;
select count(*) from orders;
unlock tables;
-- [benign] check and optimise
checksum table orders;
analyze table orders;
check table jobs;
-- [attack] prepared statement with quotes
prepare s from 'select email from people where name <> ''x''';
execute s;
-- [attack] prepared again under the same name
prepare s from 'select id as email from people';
prepare s from 'select email from people';
execute s;
-- [benign] a temporary table
create temporary table scratch (a int, b varchar(20));
insert into scratch values (1, 'x');
select a, b from scratch;
-- [benign] prepared statement
prepare s from 'select id from orders where id = ?';
set @a = 1;
execute s using @a;
