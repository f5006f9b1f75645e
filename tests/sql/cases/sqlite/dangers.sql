-- = select | extension read | gives ?=~ | conceded
select load_extension('x.so', 'init')

-- = select | file read | gives ?
select * from readfile('/etc/passwd')

-- = select | file read write | reads users | gives ?=~users.ssn | flows users.ssn>writefile.*
select writefile('/tmp/x', ssn) from users

-- = insert | file write | writes orders
insert into orders (note) values (readfile('/etc/passwd'))

-- = select | extension read | gives ?=~ | conceded
select "load_extension"('x')

-- = select | extension read | gives ?=~ | conceded
select load_extension/**/('x')

-- = select | file read write | gives ?=~, ?=~
select [readfile]('x'), `writefile`('x', 'y')

-- = select | read | gives ?=~
select 'load_extension(1)'

-- = select | read | reads users | gives load_extension=users.email
select email as load_extension from users

-- = select | read | gives ?=~ | conceded
select unknown_fn(1)
