create table people (
    id int primary key, name varchar(100), email varchar(200), ssn varchar(20), phone varchar(30), card_number varchar(30),
    birth_date date, salary int, password varchar(60), unique key (email)) engine=InnoDB;

create table orders (
    id int primary key auto_increment, person_id int, total decimal(10,2), status varchar(20), note varchar(200),
    created_at datetime, data json, key (person_id)) engine=InnoDB;

create table notes (id int primary key auto_increment, txt text) engine=InnoDB;

create table counters (id int primary key, n bigint) engine=InnoDB;

create table jobs (id int primary key, state varchar(20), version int default 1, unique key (state)) engine=InnoDB;

create table contacts (id int primary key, email varchar(200), kind varchar(20), constraint fk foreign key (email)
    references people (email)) engine=InnoDB;

create table hidden (id int, email varchar(200) invisible, label varchar(200), pin varchar(20)) engine=InnoDB;

create table twins (email varchar(200), id int, extra int) engine=InnoDB;

create table Mixed (id int, email varchar(200)) engine=InnoDB;

create table `odd ``name` (id int, `e-mail` varchar(200), email varchar(200)) engine=InnoDB;

create table past (id int primary key, email varchar(200)) engine=InnoDB with system versioning;

create table parted (id int primary key, email varchar(200)) engine=InnoDB
    partition by range (id) (partition p0 values less than (10), partition p1 values less than maxvalue);

create view v_people as select id, email as contact, name from people;

create view v_count as select count(*) as n, min(email) as low from people;

create function email_of(i int) returns varchar(200) reads sql data
    return (select email from people where id = i);

create procedure emails() reads sql data select email from people;

create procedure wipe() modifies sql data delete from orders;

create sequence ticket;

insert into people values
    (1, 'Ann', '{1}', '{2}', '+41 79 640 {3} 17', '{4} 5591', '1987-{5}', {6}, '{7}'),
    (2, 'Bob', 'a{1}', '9{2}', '+41 79 552 {3} 46', '{4} 7725', '1964-{5}', 1{6}, '{7}z');

insert into orders (person_id, total, status, note, created_at, data) values
    (1, 10.50, 'open', 'a', '2024-01-05 10:00', '{"sku": "A1", "lines": [{"n": 1}, {"n": 2}]}'),
    (1, 20.00, 'paid', 'b', '2024-02-06 11:00', '{"sku": "B2", "lines": []}'),
    (2, 33.25, 'open', 'c', '2024-03-07 12:00', '{"sku": "C3"}');

insert into notes (txt) values ('first note'), ('second note');

insert into counters values (1, 10);

insert into jobs (id, state) values (1, 'new'), (2, 'old');

insert into contacts values (1, '{1}', 'work');

insert into hidden (id, email, label, pin) values (1, '{1}', 'one', '{3}');

insert into twins values ('{1}', 1, 5);

insert into Mixed values (1, '{1}');

insert into `odd ``name` values (1, '{1}', '{1}');

insert into past values (1, '{1}');

update past set email = 'gone@mail.test' where id = 1;

insert into parted values (1, '{1}');
