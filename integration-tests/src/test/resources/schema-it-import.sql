insert into base (id, name) values (1, 'a'), (2, 'b');
insert into derived (id, price) values (2, DECIMAL '1.50');
