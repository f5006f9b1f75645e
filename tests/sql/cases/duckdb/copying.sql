-- # COPY, EXPORT, ATTACH, extensions, secrets, maintenance.

-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to 'users.csv' (header, delimiter ',')

-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*
copy users (id, email) to 'users.csv'

-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy main.users to 'users.parquet' (format parquet, compression zstd)

-- = copy | file network read | reads users | flows users.ssn>file.*
copy (select ssn from users) to 'x.parquet' (format parquet)

-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy (from users) to 'x.json'

-- = copy | file network read | reads users | looks at users.email equality where | flows users.ssn>file.*
copy (select ssn from users where email = 'x') to 'x.json' (format json, array true)

-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy (table users) to 'out' (format parquet, partition_by (name), overwrite_or_ignore)

-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to 'out' (format csv, partition_by (name))

-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to '/dev/stdout'

-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to 's3://bucket/x.parquet'

-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to 'x.csv' with (format csv)

-- = copy | file network read | reads users | flows users.email>file.*
copy (with c as (select email from users) from c) to 'x.csv'

-- = copy | file network read
copy (select 1) to 'x.csv'

-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy (summarize users) to 'x.csv'

-- = copy | file network read session | reads users | looks at users.email other group by, users.id other group by, users.name other pivot | flows users.email>file.*, users.id>file.*, users.name>file.*, users.name>temp.__pivot_enum.*, users.ssn>file.*
copy (pivot users on name using max(ssn)) to 'x.csv'

-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to $1

-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to 'x.csv' (return_files true)

-- = copy | file network read | reads users | flows users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
copy users to 'x.csv' (return_stats)

-- = copy | file network write | writes users
copy users from 'users.csv' (header true)

-- = copy | file network write | writes users
copy users (id, email) from 'x.parquet' (format parquet)

-- = copy | file network write | writes users
copy main.users from 'x.json'

-- = copy | file network write | writes users
copy users from 's3://bucket/x.csv'

-- = copy | file network write | writes users
copy users from '/dev/stdin'

-- = copy | file network write | writes users
copy users from $1

-- = export | file network read | reads orders users | flows orders.id>file.*, orders.note>file.*, orders.total>file.*, orders.user_id>file.*, users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
export database 'dir'

-- = export | file network read | reads orders users | flows orders.id>file.*, orders.note>file.*, orders.total>file.*, orders.user_id>file.*, users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
export database 'dir' (format parquet)

-- = export | file network read | reads orders users | flows orders.id>file.*, orders.note>file.*, orders.total>file.*, orders.user_id>file.*, users.email>file.*, users.id>file.*, users.name>file.*, users.ssn>file.*
export database memory to 'dir'

-- = attach | file network session
attach 'x.db'

-- = attach | file network session
attach 'x.db' as other

-- = attach | file network session
attach if not exists 'x.db' as other

-- = attach | file network session
attach or replace 'x.db' as other

-- = attach | file network session
attach 'x.db' as other (read_only)

-- = attach | file network session
attach ':memory:' as m

-- = attach | file network session
attach 'sqlite.db' as s (type sqlite)

-- = attach | file network session
attach 'host=localhost dbname=x' as pg (type postgres, read_only)

-- = attach | file network session
attach 'https://example.com/x.db' as h

-- = attach | file network session
attach database 'x.db' as other

-- = attach | file network session
attach $1 as other

-- = detach | session
detach database if exists other

-- = detach | session
detach database other

-- = use | session
use memory

-- = use | session
use memory.main

-- = use | session
use main

-- = install | extension file network
install spatial from community

-- = install | extension file network
force install spatial from 'https://example.com'

-- = load | extension
load 'x.duckdb_extension'

-- = update | extension file network | gives ?
update extensions

-- = update | extension file network | gives ?
update extensions (httpfs)

-- = create | ddl network privilege
create secret (type s3, key_id 'a', secret 'b')

-- = create | ddl network privilege
create persistent secret s (type s3, key_id 'a', secret 'b')

-- = create | ddl network privilege
create or replace secret s (type http, bearer_token 'x')

-- = create | ddl network privilege
create temporary secret if not exists s (type s3)

-- = drop | ddl network privilege
drop secret s

-- = drop | ddl network privilege
drop persistent secret if exists s

-- = checkpoint | maintenance
checkpoint memory

-- = checkpoint | maintenance
force checkpoint

-- = vacuum | maintenance
vacuum users

-- = vacuum | maintenance
vacuum analyze

-- = vacuum | maintenance
vacuum analyze users (email)

-- = analyze | maintenance
analyze users
