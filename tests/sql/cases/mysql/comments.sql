-- # Comments that are executed, white space, quotes

-- = set | session
/*!40101 SET NAMES utf8 */

-- = select | read | reads users | gives ?=~, ssn=users.ssn
select 1 /*! , ssn */ from users

-- = select | read | reads users | gives ssn=users.ssn
select /*!50000ssn*/ from users

-- = select | read | reads users | gives ?=~
select /*!1 */ from users

-- = unknown | - | gives ? | conceded
-- ! it depends on the version
select 1 /*!50700 , ssn */ from users

-- = unknown | - | gives ? | conceded
-- ! it depends on the version
select 1 /*!99999 , ssn */ from users

-- = unknown | - | gives ? | conceded
-- ! it depends on the version
select 1 /*M! , 2 */

-- = select | read | gives ?=~, ?=~
select 1 /*! , '*/' */

-- = unknown | - | gives ? | conceded
select 1 /*! , /* 2 */ 3 */

-- = unknown | - | gives ? | conceded
select 1 /*! ; drop table users */

-- = select | read | gives ?=~
select 2 /*!**/ 3

-- = select | read | reads users | gives ?=~
select count(/*! * */) from users

-- = insert | write | writes users
insert into/*!50000 users*/ (id) values (1)

-- = delete | write | writes users | unbounded
/*! delete */ from users

-- = select | read | gives ?=~
select 1 --	tab makes a comment

-- = select | read | gives ?=~
select 1 - -1

-- = select | read | gives ?=~
select 2--1

-- = select | read | gives ?=~
select 1 /* plain */ + 2 # end

-- = select | read | reads users | gives email=users.email
select /* ; drop table users */ email from users

-- = select | read | gives ?=~, ?=~
select 'a' /* ' */ , 'b'

-- = select | read | reads users | gives ?=~, ?=~, ?=~
select "--" , '#', '/*' from users

-- = select | read | reads users | gives ?=~, ?=~
select 'x''y\'z"', "x""y\"z'" from users

-- = select | read | reads users | gives ?=~, email=users.email
select 'C:\\dir\\', email from users

-- = select | read | reads users | gives ?=~, ssn=users.ssn | looks at users.name equality where
select '\\', ssn from users where name = '\\'

-- = select | read | reads users | gives email=users.email | looks at users.id equality where
select email from`users`where`id`=9001

-- = select | read | reads users | gives email=users.email
select(email)from(users)

-- = select | read | reads users | gives email=users.email
select u.`email`from users`u`

-- = select | read | gives ?=~, ?=~, ?=~, ?=~, ?=~, ?=~
select .5e1, 1.e1, 0xff, 0b1, x'ff', b'1'

-- = select | read | gives ?=~, ?=~
select _latin1 x'41', _utf8mb4 'a' collate utf8mb4_bin

-- = select | read | gives ?=~
select 1;-- drop table users

-- = select | read | reads users | gives ?=~
select 'a' 'b' "c" from users

-- = select | read | reads users | gives email=users.email
select email 	from users

-- = select | read | reads users | gives email=users.email | looks at users.name equality where
select email from users where name = 'a' -- ' or 1=1

-- = select | read | reads users | gives email=users.email | looks at users.name equality where
select email from users where name = 'a\' or 1=1 -- '

-- = select | read | reads users | gives email=users.email
select/*!*/ email /*!*/from/*!50000 users */

-- = delete | write | writes users | looks at users.id equality where
delete/*!40000 from*/users where id = 9001

-- = update | write | writes users | looks at users.id equality where
update users set name = 'x' /*! where id = 9001 */

-- = alter | ddl | writes users
/*!40000 alter table users disable keys */

-- = set | session
/*!40101 set @saved = @@character_set_client */

-- = select | read | gives ?=~
select 2---1

-- = select | read | gives ?=~
select 5--/* x */1
