-- = unknown | - | gives ? | conceded
E'x'

-- = select | read | reads users | gives data=~users.email+users.id+users.name+users.ssn
select u&"d\0061ta" from users

-- = unknown | - | gives ? | conceded
frobnicate the database
