// What is dropped and made again as it was, or taken out of the way before it would be refused.
import type { CorpusCase, Says, Setting } from "../case.ts";

const GARDEN: Setting = {
  schema: `create type sky as enum ('sun', 'rain');
    create table beds (id serial primary key, name text not null, "plantedBy" text not null, kind text not null,
      sky sky not null default 'sun', level smallint not null default 1,
      constraint beds_kind check (kind in ('herb', 'tree')), constraint beds_name unique (name))`,
  seed: "insert into beds (name, \"plantedBy\", kind, sky) values ('north', 'Ada', 'herb', 'sun'), ('south', 'Bob', 'tree', 'rain')",
  old: [
    'select id, name, "plantedBy", kind, sky, level from beds',
    "insert into beds (name, \"plantedBy\", kind) values ('east', 'Eve', 'tree')",
    "insert into beds (name, \"plantedBy\", kind) values ('north', 'Eve', 'tree') on conflict (name) do nothing",
    "update beds set name = 'west', sky = 'rain' where id = 1",
  ],
};

const MORE: Says = {
  oldOnNew: "behaviour_change if_data",
  down: "yes",
  newOnReverted: "writes_break if_data",
  hazard: "long_block_all",
};

export const POSTGRESQL_MADE_AGAIN: readonly CorpusCase[] = [
  {
    ...GARDEN,
    name: "makes a unique constraint again around a column that is added",
    up: `alter table beds drop constraint beds_name; alter table beds add column note text;
      alter table beds add constraint beds_name unique (name)`,
    down: `alter table beds drop constraint beds_name; alter table beds drop column note;
      alter table beds add constraint beds_name unique (name)`,
    new: [
      "select note from beds",
      "insert into beds (name, \"plantedBy\", kind, note) values ('east', 'Eve', 'tree', 'n')",
    ],
    written: "update beds set note = 'shady' where id = 1",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:beds.note"],
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    ...GARDEN,
    name: "allows one value more, and takes it away before it refuses it",
    up: `alter table beds drop constraint beds_kind;
      alter table beds add constraint beds_kind check (kind in ('herb', 'tree', 'hedge'))`,
    down: `update beds set kind = 'tree' where kind = 'hedge'; alter table beds drop constraint beds_kind;
      alter table beds add constraint beds_kind check (kind in ('herb', 'tree'))`,
    new: GARDEN.old,
    newIfData: ["insert into beds (name, \"plantedBy\", kind) values ('edge', 'Eve', 'hedge')"],
    written: "insert into beds (name, \"plantedBy\", kind) values ('hedge', 'Eve', 'hedge')",
    says: { ...MORE, loses: ["values:beds.kind"], restores: "full" },
  },
  {
    ...GARDEN,
    name: "gives an enum one label more, and takes it away before the type is made anew",
    up: "alter type sky add value 'hail'",
    down: `update beds set sky = 'rain' where sky = 'hail'; alter table beds alter column sky drop default;
      alter type sky rename to sky_old; create type sky as enum ('sun', 'rain');
      alter table beds alter column sky type sky using sky::text::sky;
      alter table beds alter column sky set default 'sun'; drop type sky_old`,
    new: GARDEN.old,
    newIfData: ["update beds set sky = 'hail' where id = 1"],
    written: "update beds set sky = 'hail' where id = 2",
    says: { ...MORE, loses: ["values:beds.sky"] },
  },
  {
    ...GARDEN,
    name: "copies a required column to another, and back",
    up: `alter table beds add column planter text; update beds set planter = "plantedBy";
      alter table beds alter column planter set not null; alter table beds drop column "plantedBy"`,
    down: `alter table beds add column "plantedBy" text; update beds set "plantedBy" = planter;
      alter table beds alter column "plantedBy" set not null; alter table beds drop column planter`,
    new: ["select planter from beds", "insert into beds (name, planter, kind) values ('east', 'Eve', 'tree')"],
    written: "insert into beds (name, planter, kind) values ('hedge', 'Eve', 'tree')",
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "long_block_all",
    },
  },
  {
    ...GARDEN,
    name: "sets a default again in quotes, which another type keeps",
    up: "alter table beds alter column level type integer",
    down: `alter table beds alter column level drop default;
      alter table beds alter column level type smallint using (level::smallint); alter table beds alter column level set default '1'`,
    new: ["select level from beds", "update beds set level = 2 where id = 1"],
    newIfData: ["update beds set level = 70000 where id = 1"],
    downFailsAfter: "update beds set level = 70000 where id = 1",
    says: {
      oldOnNew: "compatible",
      down: "data_dependent",
      restores: "full",
      inverse: "differs",
      newOnReverted: "writes_break if_data",
      hazard: "long_block_all",
    },
  },
];
