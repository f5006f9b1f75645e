-- = pragma | read | gives ?
pragma table_info(users)

-- = pragma | read | gives ?
pragma main.table_info('users')

-- = pragma | read | gives ?
pragma foreign_keys

-- = pragma | session | gives ?
pragma foreign_keys = on

-- = pragma | maintenance | gives ?
pragma journal_mode = wal

-- = pragma | ddl | gives ?
pragma writable_schema = 1

-- = pragma | ddl | gives ?
pragma writable_schema(1)

-- = pragma | read | gives ?
pragma user_version

-- = pragma | write | gives ?
pragma user_version = 5

-- = pragma | file | gives ?
pragma temp_store_directory = '/tmp'

-- = pragma | - | gives ? | conceded
pragma no_such_pragma

-- = pragma | - | gives ? | conceded
pragma key = 'x'

-- = pragma | read | gives ?
pragma integrity_check

-- = pragma | session | gives ?
pragma trusted_schema = off

-- = attach | file session
attach 'other.db' as other

-- = attach | file session
attach database ':memory:' as other

-- = detach | session
detach other

-- = begin | transaction
begin

-- = begin | transaction
begin immediate

-- = begin | transaction
begin exclusive transaction

-- = commit | transaction
commit

-- = commit | transaction
end transaction

-- = rollback | transaction
rollback

-- = savepoint | transaction
savepoint a

-- = release | transaction
release savepoint a

-- = rollback | transaction
rollback to a
