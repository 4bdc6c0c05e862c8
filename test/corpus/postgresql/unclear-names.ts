import type { CorpusCase, Setting } from "../case.ts";

const ORDERS: Setting = {
  schema: `
    create table items (id int primary key, order_id int, price int);
    create table orders (id int primary key, due int);
    create function sum_up() returns trigger language plpgsql as $$
      declare total int;
      begin
        select sum(price) into total from items where order_id = new.order_id;
        update orders set due = total where id = new.order_id;
        return null;
      end $$;
    create trigger summed after insert on items for each row execute function sum_up();
    create function dear(floor int) returns table (item int, state text) language plpgsql as $$
      begin return query select id, coalesce(state, 'dear') from items where price > floor; end $$;
    create function prices() returns setof int language sql stable as $$
      select price from items join orders on orders.id = order_id $$`,
  seed: "insert into orders values (1, 0); insert into items values (1, 1, 5)",
  // Each connection has made its plans before, and makes them anew when a table changes.
  old: ["select id, price from items", "select due from orders"],
};

const SAYS = {
  down: "yes",
  newOnReverted: "reads_break if_referenced",
  hazard: "brief_block",
} as const;

/** Columns that are called like what functions name without a table. */
export const POSTGRESQL_UNCLEAR_NAMES: readonly CorpusCase[] = [
  {
    ...ORDERS,
    name: "a new column is called like a variable of a trigger",
    onlyWithSchema: "what the function names",
    up: "alter table orders add column total int",
    down: "alter table orders drop column total",
    old: [...ORDERS.old, "insert into items values (8, 1, 3)"],
    new: ["select total from orders"],
    says: { ...SAYS, oldOnNew: "writes_break if_referenced" },
  },
  {
    ...ORDERS,
    name: "a new column is called like an output of a function",
    onlyWithSchema: "what the function names",
    up: "alter table items add column state text",
    down: "alter table items drop column state",
    old: [...ORDERS.old, "select item, state from dear(2)"],
    new: ["select state from items"],
    says: { ...SAYS, oldOnNew: "reads_break if_referenced" },
  },
  {
    ...ORDERS,
    name: "a new column is called like one of another table that a function joins",
    onlyWithSchema: "what the function names",
    up: "alter table orders add column price int",
    down: "alter table orders drop column price",
    old: [...ORDERS.old, "select prices()"],
    new: ["select price from orders"],
    says: { ...SAYS, oldOnNew: "reads_break if_referenced" },
  },
  {
    ...ORDERS,
    name: "a new column is called like a variable, of a table that its queries do not ask",
    up: "alter table items add column total int",
    down: "alter table items drop column total",
    old: [...ORDERS.old, "insert into items values (8, 1, 3)"],
    new: ["select id from items"],
    written: "update items set total = 1",
    says: { ...SAYS, oldOnNew: "compatible", loses: ["column:items.total"], newOnReverted: "compatible" },
  },
];
