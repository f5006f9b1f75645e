-- = attach | file session
attach database 'file:other.db?mode=ro' as other

-- = attach | file session
-- = create | ddl | writes other.t
-- = select | read | reads other.t | gives a=other.t.a
attach ':memory:' as other; create table other.t(a); select a from other.t

-- = attach | file session
attach '' as scratch

-- = attach | file session
attach 'a' || '.db' as other

-- = attach | file session
attach ? as other

-- = attach | file session | conceded
attach database (select email from users limit 1) as other

-- = attach | file session
attach ':memory:' as "main2"

-- = attach | file session
attach 'x.db' as 'y'

-- = attach | file session
attach 'x.db' as other key 'secret'

-- = detach | session
detach database other

-- = detach | session
detach 'other'

-- = attach | file session
-- = create | ddl read write | reads users | writes o.copy | flows users.email>o.copy.email
attach ':memory:' as o; create table o.copy as select email from main.users

-- = attach | file session
-- = insert | write | writes users
-- = detach | session
attach ':memory:' as o; insert into main.users (id) values (71); detach o

-- = select | read | reads other.users | gives email=other.users.email | conceded
select email from other.users
