-- # HANDLER and XA

-- = handler | session | reads users | conceded
handler users open as h

-- = handler | session | reads users
handler shop.users open

-- = handler | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn
handler users read first

-- = handler | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.ssn equality where
handler users read next where ssn = 'x' limit 3

-- = handler | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.email other order by, users.id other order by, users.name other order by, users.ssn other order by
handler users read i first

-- = handler | read | reads users | gives id=users.id, email=users.email, name=users.name, ssn=users.ssn | looks at users.email other where, users.id other where, users.name other where, users.ssn other where
handler users read i = (9001)

-- = handler | session
handler users close

-- = xa | transaction
xa end 'x'

-- = xa | lock transaction
xa prepare 'x'

-- = xa | lock maintenance transaction
xa commit 'x'

-- = xa | lock maintenance transaction
xa commit 'x' one phase

-- = xa | lock maintenance transaction
xa rollback 'x'

-- = xa | maintenance read | gives ?
xa recover
