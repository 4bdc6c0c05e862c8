import type { CorpusCase, Setting } from "../case.ts";

const PAGES: Setting = {
  schema: `
    create table pages (id int primary key, title text not null, slug text not null);
    create table visits (id int primary key, page_id int references pages (id));
    create function slug() returns trigger language plpgsql as $$
      begin new.slug := coalesce(new.slug, lower(new.title)); return new; end $$;
    create function no_visits() returns trigger language plpgsql as $$
      begin delete from visits where page_id = old.id; return old; end $$;
    create trigger slugged before insert on pages for each row execute function slug();
    create trigger unvisited before delete on pages for each row execute function no_visits()`,
  seed: "insert into pages (id, title) values (1, 'Home'), (2, 'News'); insert into visits values (1, 1)",
  old: ["select slug from pages order by id", "insert into pages (id, title) values (9, 'Shop')"],
};

const NEW = ["insert into pages (id, title, slug) values (8, 'Jobs', 'work')"];

const REFUSED = {
  down: "yes",
  restores: "structure_only",
  newOnReverted: "compatible",
  hazard: "brief_block",
} as const;

/** Writes that pass only because of what a trigger does first. */
export const POSTGRESQL_FILLED_BY_TRIGGERS: readonly CorpusCase[] = [
  {
    ...PAGES,
    name: "a trigger that fills a required column is switched off",
    onlyWithSchema: "what the trigger fills",
    up: "alter table pages disable trigger slugged",
    down: "alter table pages enable trigger slugged",
    new: NEW,
    says: { ...REFUSED, oldOnNew: "writes_break if_referenced" },
  },
  {
    ...PAGES,
    name: "all triggers of a user are switched off",
    onlyWithSchema: "what the triggers do",
    up: "alter table pages disable trigger user",
    down: "alter table pages enable trigger user",
    oldIfData: ["delete from pages where id = 1"],
    new: NEW,
    says: { ...REFUSED, oldOnNew: "writes_break if_referenced" },
  },
  {
    ...PAGES,
    name: "a trigger that clears the children is switched off",
    onlyWithSchema: "what the trigger does",
    up: "alter table pages disable trigger unvisited",
    down: "alter table pages enable trigger unvisited",
    oldIfData: ["delete from pages where id = 1"],
    new: NEW,
    says: { ...REFUSED, oldOnNew: "writes_break if_data" },
  },
  {
    ...PAGES,
    name: "the function of a trigger does nothing any more",
    onlyWithSchema: "what it did",
    up: "create or replace function slug() returns trigger language plpgsql as $$ begin return new; end $$",
    down: `create or replace function slug() returns trigger language plpgsql as $$
      begin new.slug := coalesce(new.slug, lower(new.title)); return new; end $$`,
    new: NEW,
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "yes",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...PAGES,
    name: "another trigger fills what one had filled",
    onlyWithSchema: "what the trigger filled",
    up: `create function path() returns trigger language plpgsql as $$
        begin new.slug := coalesce(new.slug, new.title); return new; end $$;
      create trigger pathed before insert on pages for each row execute function path();
      drop trigger slugged on pages`,
    down: `create trigger slugged before insert on pages for each row execute function slug();
      drop trigger pathed on pages; drop function path()`,
    oldIfData: ["select slug from pages where id = 9"],
    new: NEW,
    says: {
      oldOnNew: "behaviour_change if_referenced",
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
];

const TASKS: Setting = {
  schema: `
    create table tasks (id int primary key, name text);
    create table changes (task_id int, at timestamptz default now());
    create function note() returns trigger language plpgsql as $$
      begin insert into changes (task_id) values (new.id); return new; end $$;
    create trigger noted after insert on tasks for each row execute function note();
    create function many() returns bigint language sql as $$ select count(*) from tasks $$;
    create function one() returns int language sql as $$ select 1 $$`,
  seed: "insert into tasks values (1, 'a')",
  old: ["select many(), one()", "insert into tasks values (9, 'b')"],
};

const HIDDEN = { down: "yes", newOnReverted: "compatible", hazard: "none" } as const;

/** Functions that get a search path of their own. */
export const POSTGRESQL_SEARCH_PATHS: readonly CorpusCase[] = [
  {
    ...TASKS,
    name: "a trigger's function finds nothing without a schema",
    onlyWithSchema: "what its body names",
    up: "alter function note() set search_path = ''",
    down: "alter function note() reset search_path",
    new: ["select id from tasks"],
    says: { ...HIDDEN, oldOnNew: "writes_break if_referenced" },
  },
  {
    ...TASKS,
    name: "a function finds no table without a schema",
    onlyWithSchema: "what its body names",
    up: "alter function many() set search_path to pg_catalog, pg_temp",
    down: "alter function many() reset search_path",
    new: ["select id from tasks"],
    says: { ...HIDDEN, oldOnNew: "reads_break if_referenced" },
  },
  {
    ...TASKS,
    name: "a function that names nothing gets an empty search path",
    up: "alter function one() set search_path = ''",
    down: "alter function one() reset search_path",
    new: ["select id from tasks"],
    says: { ...HIDDEN, oldOnNew: "behaviour_change if_referenced" },
  },
  {
    ...TASKS,
    name: "a function that gets an empty search path and names its schemas",
    up: `create or replace function note() returns trigger language plpgsql set search_path = '' as $$
      begin insert into public.changes (task_id) values (new.id); return new; end $$`,
    down: `create or replace function note() returns trigger language plpgsql as $$
      begin insert into changes (task_id) values (new.id); return new; end $$`,
    new: ["insert into tasks values (8, 'c')"],
    says: { ...HIDDEN, oldOnNew: "behaviour_change if_referenced", newOnReverted: "behaviour_change if_referenced" },
  },
  {
    ...TASKS,
    name: "a function that is made again with an empty search path alone",
    onlyWithSchema: "that it had none",
    up: `create or replace function note() returns trigger language plpgsql set search_path = '' as $$
      begin insert into changes (task_id) values (new.id); return new; end $$`,
    down: `create or replace function note() returns trigger language plpgsql as $$
      begin insert into changes (task_id) values (new.id); return new; end $$`,
    new: ["select id from tasks"],
    says: { ...HIDDEN, oldOnNew: "writes_break if_referenced" },
  },
];
