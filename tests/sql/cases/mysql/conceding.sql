-- = select | read | reads users | gives ?=users.ssn | looks at users.ssn other set operation
select 1 /*! union select ssn from users */

-- = drop | ddl | writes users
/*!50000 drop table users */

-- = unknown | - | gives ? | conceded
select 1 /*M! ; drop table users */

-- = unknown | - | gives ? | conceded
select /*+ SET_VAR(sql_mode='ANSI_QUOTES') */ 1

-- = select | read | gives ?=~
select 1 --1

-- = unknown | - | reads users | gives ? | conceded
select id from users procedure analyse()
