// Types that look as if they had room for each other.
import type { CorpusCase, Setting } from "../case.ts";

const PRICES: Setting = {
  schema: `
    create type state as enum ('open', 'closed');
    create domain label as varchar(8);
    create table prices (id integer primary key, amount numeric, state state default 'open', label label, code char(4), ref uuid, low integer, high integer, span integer generated always as (high - low) stored)`,
  seed: "insert into prices (id, amount, state, label, code, ref, low, high) values (1, 5.5, 'open', 'a', 'ab', 'b0b0b0b0-0000-0000-0000-000000000001', 1, 2)",
  old: [
    "select id, amount, state, label, code, ref, low, high, span from prices",
    "insert into prices (id, amount, state, label, low) values (2, 7, 'closed', 'b', 1)",
    "update prices set amount = 8, state = 'open' where id = 1",
    "delete from prices where id = 1",
  ],
};

export const POSTGRESQL_WIDENED: readonly CorpusCase[] = [
  {
    ...PRICES,
    name: "a number without limits becomes an integer",
    up: "alter table prices alter column amount type integer",
    down: "alter table prices alter column amount type numeric",
    oldIfData: ["update prices set amount = 9999999999 where id = 1", "update prices set amount = 1.5"],
    new: ["select amount from prices", "update prices set amount = 2"],
    says: {
      oldOnNew: "writes_break if_data",
      upLoses: ["values:prices.amount"],
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  },
  {
    ...PRICES,
    name: "an enum with a default becomes text and comes back",
    up: "alter table prices alter column state type text",
    down: "alter table prices alter column state type state using state::state",
    new: ["select state from prices", "update prices set state = 'open'"],
    newIfData: ["update prices set state = 'other'"],
    downPassesAfter: "update prices set state = 'closed'",
    downFailsAfter: "update prices set state = 'other'",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...PRICES,
    name: "a domain becomes text and comes back",
    up: "alter table prices alter column label type text",
    down: "alter table prices alter column label type label",
    new: ["select label from prices", "update prices set label = 'b'"],
    newIfData: ["update prices set label = 'much too long'"],
    downPassesAfter: "update prices set label = 'c'",
    downFailsAfter: "update prices set label = 'much too long'",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      restores: "full",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
  {
    ...PRICES,
    name: "a column goes with what is computed from it",
    up: "alter table prices drop column low cascade",
    down: "alter table prices add column low integer",
    new: ["select id, high from prices", "insert into prices (id, high) values (3, 1)"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:prices.low"],
      down: "yes",
      restores: "structure_only",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...PRICES,
    schema: `${PRICES.schema}; create index prices_high on prices (high) where low is not null`,
    name: "a column goes with the index whose condition names it",
    up: "alter table prices drop column low cascade",
    down: "alter table prices add column low integer; alter table prices add column span integer generated always as (high - low) stored",
    new: ["select id, high from prices", "insert into prices (id, high) values (3, 1)"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["column:prices.low"],
      down: "yes",
      restores: "structure_only",
      inverse: "differs",
      newOnReverted: "compatible",
      hazard: "long_block_all",
    },
  },
  {
    ...PRICES,
    schema: `${PRICES.schema}; create view dear as select id from prices where amount > 5`,
    name: "a column is put aside, and one of its name is read by no view",
    up: "alter table prices rename column amount to amount_old; alter table prices add column amount numeric",
    down: "alter table prices drop column amount; alter table prices rename column amount_old to amount",
    new: ["select amount_old, amount from prices", "update prices set amount = 2, amount_old = 1"],
    written: "update prices set amount = 3",
    says: {
      oldOnNew: "behaviour_change always",
      down: "yes",
      loses: ["column:prices.amount"],
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
];
