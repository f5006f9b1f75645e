-- = unknown | - | gives ? | conceded
frobnicate

-- = unknown | - | gives ? | conceded
select from where
