-- = unknown | - | gives ? | conceded
frobnicate

-- = unknown | - | reads users | gives ? | conceded
SELECT #3 FROM users
