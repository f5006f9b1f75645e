-- = unknown | - | gives ? | conceded
E'x'

-- = unknown | - | gives ? | conceded
select u&"d\0061ta" from users

-- = unknown | - | gives ? | conceded
frobnicate the database
