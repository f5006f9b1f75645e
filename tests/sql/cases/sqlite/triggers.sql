-- = create | ddl write | writes orders users | also insert | flows users.email>orders.note
create trigger t after insert on users begin insert into orders (note) values (new.email); end

-- = create | ddl read | writes users
create trigger t before delete on users begin select raise(abort, 'no'); end

-- = create | ddl read write | writes orders users | also update | looks at orders.user_id join where, users.email other where, users.id join where | flows users.email>orders.note
create trigger t after update of email on users when new.email <> old.email begin update orders set note = new.email where user_id = old.id; end

-- = create | ddl write | writes orders users | also delete | unbounded
create trigger if not exists main.t after insert on users for each row begin delete from orders; end

-- = create | ddl write | writes orders users | also delete | looks at orders.user_id join where, users.id join where
create trigger t after delete on users begin delete from orders where user_id = old.id; end

-- = create | ddl read write | reads orders | writes orders users | also insert update | looks at users.id join where | flows orders.note>orders.note, users.name>users.name
create trigger t after insert on users begin update users set name = lower(new.name) where id = new.id; insert into orders (note) select note from orders; end

-- = create | ddl read | reads users | writes v | flows users.email>v.email, users.id>v.id
-- = create | ddl write | writes users v | also insert | flows users.email>users.email, users.id>users.id, v.email>users.email, v.id>users.id
create view v as select id, email from users; create trigger t instead of insert on v begin insert into users (id, email) values (new.id, new.email); end

-- = create | ddl write | writes orders users | also delete insert | flows orders.user_id>users.id
create trigger t after insert on orders begin replace into users (id) values (new.user_id); end

-- = create | ddl read | writes users | looks at users.email other case
create trigger t after insert on users begin select case when new.email is null then raise(abort, 'x') end; end

-- = create | ddl write | writes orders users | also insert | flows users.email>orders.note
-- = insert | write | writes orders users | flows users.email>orders.note
create trigger t after insert on users begin insert into orders (note) values (new.email); end; insert into users (id, email) values (71, 'x')

-- = create | ddl write | writes orders users | also delete | unbounded
-- = update | write | writes orders users | also delete | looks at users.id equality where
create trigger t after update of name on users begin delete from orders; end; update users set name = 'x' where id = 1

-- = create | ddl write | writes orders users | also delete | unbounded
-- = update | write | writes users | looks at users.id equality where
create trigger t after update of name on users begin delete from orders; end; update users set email = 'x' where id = 1

-- = create | ddl read write | reads users | writes orders users | also insert | looks at users.id other where | flows users.id>orders.id, users.ssn>orders.note
-- = delete | read write | reads users | writes orders users | also insert | looks at users.id equality where | flows users.id>orders.id, users.ssn>orders.note
create trigger t after delete on users when old.id > 5 begin insert into orders (id, note) select id, ssn from users; end; delete from users where id = 1

-- = create | ddl write | writes orders users | also delete | looks at orders.user_id join where, users.id join where
-- = create | ddl write | writes orders users | also update | looks at orders.user_id join where, users.id join where
-- = insert | write | writes orders users | also delete update
create trigger t after insert on orders begin delete from users where id = new.user_id; end; create trigger t2 after delete on users begin update orders set total = 0 where user_id = old.id; end; insert into orders (id, note) values (900, 'x')

-- = create | ddl write | writes orders users | also insert | flows users.email>orders.note
-- = explain | read | reads users | gives ?
create trigger t after insert on users begin insert into orders (note) values (new.email); end; explain insert into users (id) values (72)

-- = create | ddl write | writes orders users | also insert | flows users.email>orders.note
-- = drop | ddl
create trigger t after insert on users begin insert into orders (note) values (new.email); end; drop trigger t

-- = create | ddl write | writes orders users | also insert | flows users.ssn>orders.note
-- = delete | write | writes orders users | also insert | looks at users.id equality where | flows users.ssn>orders.note
create temp trigger t after delete on main.users begin insert into orders (id, note) values (901, old.ssn); end; delete from users where id = 2
