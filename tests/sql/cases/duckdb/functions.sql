-- # Functions: pure ones, those that read files, run SQL or do more, in SELECT, FROM and CALL.

-- = select | file network read | gives ?
select * from read_csv_auto('data.csv')

-- = select | file network read | gives ?
select * from read_csv(['a.csv', 'b.csv'], union_by_name = true)

-- = select | file network read | gives name=~
select name from read_csv('data.csv', columns = {'name': 'varchar'})

-- = select | file network read | gives ?
select * from read_parquet('x.parquet')

-- = select | file network read | gives ?
select * from parquet_scan('x.parquet')

-- = select | file network read | gives ?
select * from read_json('x.json')

-- = select | file network read | gives ?
select * from read_json_auto('x.json')

-- = select | file network read | gives ?
select * from read_ndjson('x.json')

-- = select | file network read | gives ?
select * from read_json_objects('x.json')

-- = select | file network read | gives ?
select * from read_text('/etc/passwd')

-- = select | file network read | gives ?
select * from read_blob('/etc/passwd')

-- = select | file network read | gives ?
select * from glob('*')

-- = select | file network read | gives ?
select * from sniff_csv('data.csv')

-- = select | file network read | gives ?
select * from parquet_metadata('x.parquet')

-- = select | file network read | gives ?
select * from parquet_schema('x.parquet')

-- = select | file network read | gives ?
select * from parquet_kv_metadata('x.parquet')

-- = select | file network read | gives ?
select * from parquet_file_metadata('x.parquet')

-- = select | file network read | reads data.csv | gives ?
from 'data.csv'

-- = select | file network read | reads data.csv | gives ?
from "data.csv" select *

-- = select | file network read | reads https://example.com/x.parquet | gives ?
select * from 'https://example.com/x.parquet'

-- = select | file network read | reads s3://bucket/x.parquet | gives ?
select * from 's3://bucket/x.parquet'

-- = select | file network read | reads dir/*.json | gives ?
select * from 'dir/*.json'

-- = select | file network read | reads users x.csv | gives ? | looks at users.id join join, x.csv.id join join
select * from 'x.csv' t join users on users.id = t.id

-- = select | file network read | reads x.csv.gz | gives ?
select * from "x.csv.gz"

-- = select | file network read | gives ?=~
from read_csv('data.csv') select count(*)

-- = select | file network read | reads data.parquet | gives ?=~
select count(*) from 'data.parquet'

-- = select | file network read | reads data.csv users | gives email=users.email | looks at data.csv.ssn other where, users.ssn other where
select email from users where ssn in (select ssn from 'data.csv')

-- = select | file network read | gives ?=~
select (select content from read_text('/etc/passwd'))

-- = select | file network read | gives ?
with f as (from read_csv('x.csv')) select * from f

-- = select | file network read | gives ?
select * from st_read('x.shp')

-- = select | file network read | gives ?
select * from read_xlsx('x.xlsx')

-- = select | read | reads users | gives ssn=users.ssn
select * from query('select ssn from users')

-- = select | read | gives ? | conceded
select * from query('from ' || 'users')

-- = select | read | reads users | gives email=users.email | looks at users.id equality where
select email from query_table('users') u where u.id = 1

-- = select | read | reads users | gives ?=~users.email | flows users.email>getvariable.* | conceded
select getvariable('x') || email from users

-- = select | read write | gives ?=~
select nextval('s')

-- = select | read | gives ?=~
select currval('s')

-- = select | read session | gives ?=~
select setseed(0.5)

-- = select | read | gives ?=~, ?=~, ?=~
select random(), uuid(), gen_random_uuid()

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~
select now(), current_timestamp, current_date, today(), get_current_time()

-- = select | read | reads users | gives ?=~users.ssn | conceded
select error(ssn) from users

-- = select | read | gives ?=~
select json_serialize_sql('select ssn from users')

-- = select | read | gives ? | conceded
from json_execute_serialized_sql(json_serialize_sql('select ssn from users'))

-- = select | read | gives ?=~
select json_deserialize_sql('{}')

-- = select | read | reads users | gives ?=~users.email+users.ssn
select json_object('a', email, 'b', ssn) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select json_array(email, ssn) from users

-- = select | read | reads users | gives ?=~users.email+users.id+users.name+users.ssn
select to_json(users) from users

-- = select | read | reads users | gives ?=~users.email+users.id+users.name+users.ssn
select row_to_json(u) from users u

-- = select | read | reads users | gives ?=~users.email
select json_group_array(email) from users

-- = select | read | reads users | gives ?=~users.email+users.name
select json_group_object(name, email) from users

-- = select | read | gives ?=~
select json_extract_string('{"a": 1}', '$.a')

-- = select | read | reads users | gives ?=~users.email, ?=~users.email
select email ->> '$.a', email -> 'b' from users

-- = select | read | reads users | gives ?=~users.email
select email->'$.a'->>'b' from users

-- = select | read | reads users | gives ?=~users.email+users.ssn
select json_merge_patch(email, ssn) from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email
select json_keys(email), json_type(email), json_valid(email) from users

-- = select | read | gives ?
select * from json_each('[1, 2]')

-- = select | read | reads users | gives value=~users.email
select j.value from users, json_each(users.email) j

-- = select | read | reads users | gives ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn
select md5(ssn), sha256(ssn), hash(ssn), base64(ssn::blob) from users

-- = select | read | reads users | gives ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn
select encode(ssn), decode(encode(ssn)), hex(ssn), unhex(hex(ssn)) from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email, ?=~users.email
select regexp_extract(email, '(.*)@'), regexp_replace(email, 'a', 'b'), regexp_split_to_array(email, '@') from users

-- = select | read | reads users | gives ?=~users.email, ?=~users.email
select string_split(email, '@')[1], split_part(email, '@', 2) from users

-- = select | read | reads users | gives ?=~users.ssn, ?=~users.ssn, ?=~users.email+users.ssn, ?=~users.email+users.ssn
select printf('%s', ssn), format('{}', ssn), concat(email, ssn), concat_ws('-', email, ssn) from users

-- = select | read | reads users | gives ?=~users.email+users.name, ?=~users.email+users.name, ?=~users.email+users.name
select levenshtein(email, name), jaccard(email, name), damerau_levenshtein(email, name) from users

-- = select | read | reads users | gives ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn
select reverse(ssn), repeat(ssn, 2), lpad(ssn, 9, '0'), left(ssn, 3), right(ssn, 4), substring(ssn, 1, 2) from users

-- = select | read | reads users | gives ?=~users.ssn, ?=~users.ssn, ?=~users.ssn, ?=~users.ssn
select substring(ssn from 1 for 2), position('a' in ssn), trim(both 'x' from ssn), overlay(ssn placing 'x' from 1) from users

-- = select | read | gives ?=~, ?=~, ?=~
select extract(year from current_date), date_part('month', current_date), date_trunc('day', now())

-- = select | read | gives ?=~, ?=~, ?=~, ?=~
select strftime(now(), '%Y'), strptime('2020', '%Y'), make_date(2020, 1, 1), age(now())

-- = select | read | reads orders | gives ?=~orders.total, ?=~orders.total, ?=~orders.total, ?=~orders.total, ?=~orders.total, ?=~orders.total
select bin(total), round(total, 1), ceil(total), abs(total), sqrt(total), ln(total) from orders

-- = select | read | reads orders | gives ?=~orders.total, ?=~orders.total, ?=~orders.total, ?=~orders.total, ?=~orders.total
select bit_count(total), total & 1, total | 1, total << 1, xor(total, 1) from orders

-- = select | read | reads users | gives ?=~, ?=~, ?=~, ?=~users.email
select range(3), generate_series(1, 3), list_sum([1, 2]), list_contains([email], 'a') from users

-- = select | read | gives ?=~, ?=~
select array_value(1, 2), array_distance([1.0, 2.0]::float[2], [1.0, 3.0]::float[2])

-- = select | read | reads users | gives ?=~, ?=~users.email, ?=~users.email | looks at users.email other select
select list_aggregate([1, 2], 'sum'), list_distinct([email]), flatten([[email]]) from users

-- = select | read | reads users | gives ?=~users.email+users.ssn, ?=~users.email+users.ssn, ?=~users.email+users.ssn
select list_zip([email], [ssn]), list_concat([email], [ssn]), [email] || [ssn] from users

-- = select | read | reads users | gives ?=~users.email
select cast(email as struct(a varchar)) from users

-- = select | read | reads users | gives ?=~users.email
select union_value(a := email) from users

-- = select | read | reads users | gives ?=~users.email
select union_extract(union_value(a := email), 'a') from users

-- = select | read | gives ?=~
select enum_range(null::boolean::varchar)

-- = select | read | gives range=~
select * from range(3)

-- = select | read | gives x=~
select * from range(1, 10, 2) as t(x)

-- = select | read | gives t=~
select * from generate_series(1, 3) t

-- = select | read | gives i=~
select i from generate_series(1, 3) t(i) where i > 1

-- = select | read | gives generate_series=~
select * from generate_series(date '2020-01-01', date '2020-01-05', interval 1 day)

-- = select | read | gives ?
select * from repeat('x', 3)

-- = select | read | gives ?
select * from test_all_types()

-- = select | read | gives ?
select * from pg_timezone_names()

-- = select | read | reads users | gives ?=~users.email
select main.lower(email) from users

-- = select | read | reads users | gives ?=~users.email+users.id+users.name+users.ssn
select system.main.lower(email) from users

-- = select | read | reads users | gives ?=~users.email
select "lower"(email) from users

-- = select | read | reads users | gives ?=~users.email
select lower (email) from users

-- = select | read session | gives ?=~
select write_log('x')

-- = select | read session | reads users | gives ?=~users.ssn | flows users.ssn>write_log.*
select write_log(ssn) from users

-- = call | read | gives ?
call duckdb_tables()

-- = call | read | gives range=~
call range(3)

-- = call | read | gives ?
call pragma_table_info('users')

-- = select | read sleep | gives ?=~
select sleep_ms(1)

-- = select | read | gives ?
select * from icu_calendar_names()

-- = select | read | reads orders | gives ?=~orders.total
select combine(finalize(sum(total))) from orders

-- = select | read | gives ?=~, ?=~
select parse_path('/a/b'), parse_filename('/a/b.c')
