import type { CorpusCase, Setting } from "../case.ts";

const PAGES: Setting = {
  schema: `
    create table pages (id integer primary key, title text not null, slug text);
    create table links (id integer primary key, page_id integer not null references pages (id));
    create view titles as select title from pages;
    create function slug_of(words text) returns text language sql immutable as
      $$ select lower(replace(words, ' ', '-')) $$;
    create function short_slug_of(words text) returns text language plpgsql as
      $$ declare made text; begin made := slug_of(words); return left(made, 20); end $$`,
  seed: "insert into pages values (1, 'First Steps', null), (2, 'Last Words', 'last'); insert into links values (1, 1)",
  old: [
    "select id, title, slug from pages",
    "insert into pages (id, title, slug) values (3, 'More', 'more')",
    "update pages set title = 'Other' where id = 1",
  ],
};

const FILLING = `
  create function fill_slug() returns trigger language plpgsql as
    $$ begin if new.slug is null then new.slug := short_slug_of(new.title); end if; return new; end $$`;
const FILLS = "create trigger fills before insert on pages for each row execute function fill_slug()";

const CLEARING = `
  create function clear_links() returns trigger language plpgsql as
    $$ begin delete from links where page_id = old.id; return old; end $$`;
const CLEARS = "create trigger clears before delete on pages for each row execute function clear_links()";

/** Functions that others call, and what depends on them. */
export const POSTGRESQL_CALLED: readonly CorpusCase[] = [
  {
    ...PAGES,
    name: "fills a new column by a function of its own that only reads",
    up: "alter table pages add column path text; update pages set path = short_slug_of(title)",
    down: "alter table pages drop column path",
    new: ["select path from pages", "insert into pages (id, title, path) values (4, 'New', 'new')"],
    says: {
      oldOnNew: "compatible",
      down: "yes",
      loses: ["column:pages.path"],
      newOnReverted: "reads_and_writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...PAGES,
    name: "adds a trigger whose function calls another that only reads",
    oldIfData: ["insert into pages (id, title) values (5, 'No Slug') returning slug"],
    up: `${FILLING}; ${FILLS}`,
    down: "drop trigger fills on pages; drop function fill_slug()",
    new: ["select slug from pages"],
    newIfData: ["insert into pages (id, title) values (5, 'No Slug') returning slug"],
    says: {
      oldOnNew: "behaviour_change if_data",
      down: "yes",
      newOnReverted: "behaviour_change if_data",
      hazard: "brief_block",
    },
  },
  {
    ...PAGES,
    name: "drops a trigger that gives a required column its value",
    schema: `${PAGES.schema}; ${FILLING}; ${FILLS}; alter table pages alter column slug set not null`,
    seed: "insert into pages values (1, 'First Steps', 'first'), (2, 'Last Words', 'last')",
    old: ["select id, title, slug from pages", "insert into pages (id, title) values (3, 'More')"],
    up: "drop trigger fills on pages",
    down: FILLS,
    new: ["insert into pages (id, title, slug) values (3, 'More', 'more') returning slug"],
    says: {
      oldOnNew: "writes_break if_referenced",
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...PAGES,
    name: "drops a trigger that clears the rows that hold back a delete",
    schema: `${PAGES.schema}; ${CLEARING}; ${CLEARS}`,
    old: ["select id, title, slug from pages"],
    oldIfData: ["delete from pages where id = 1"],
    up: "drop trigger clears on pages",
    down: CLEARS,
    new: ["select id from pages"],
    says: {
      oldOnNew: "writes_break if_data",
      down: "yes",
      restores: "structure_only",
      newOnReverted: "compatible",
      hazard: "brief_block",
    },
  },
  {
    ...PAGES,
    name: "drops a view that a trigger's function reads",
    schema: `${PAGES.schema};
      create function compare_titles() returns trigger language plpgsql as
        $$ begin perform 1 from titles where title = new.title; return new; end $$;
      create trigger compares before insert on pages for each row execute function compare_titles()`,
    old: ["select title from titles", "insert into pages (id, title, slug) values (3, 'More', 'more')"],
    up: "drop view titles",
    down: "create view titles as select title from pages",
    new: ["select title from pages"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      down: "yes",
      restores: "full",
      newOnReverted: "compatible",
      hazard: "none",
    },
  },
  {
    ...PAGES,
    name: "brings back a trigger whose function writes to a table that is gone",
    schema: `${PAGES.schema};
      create table visits (page_id integer);
      create function note_visit() returns trigger language plpgsql as
        $$ begin insert into visits values (new.id); return null; end $$;
      create trigger notes after insert on pages for each row execute function note_visit()`,
    old: ["select page_id from visits", "insert into visits values (1)"],
    up: "drop trigger notes on pages; drop table visits",
    down: "create trigger notes after insert on pages for each row execute function note_visit()",
    new: ["select id from pages", "insert into pages (id, title, slug) values (3, 'More', 'more')"],
    says: {
      oldOnNew: "reads_and_writes_break if_referenced",
      upLoses: ["table:visits"],
      down: "yes",
      restores: "none",
      inverse: "differs",
      newOnReverted: "writes_break if_referenced",
      hazard: "brief_block",
    },
  },
  {
    ...PAGES,
    name: "makes a view of stars and joins again with one more column",
    schema: `${PAGES.schema}; create view listed as
      with all_pages as (select *, (select count(*) from links l where l.page_id = pages.id) as links from pages)
      select p.*, u.page_id from all_pages p left join links u on u.page_id = p.id`,
    old: [...PAGES.old, "select id, title, links, page_id from listed"],
    up: `drop view listed; create view listed as
      with all_pages as (select *, (select count(*) from links l where l.page_id = pages.id) as links from pages)
      select p.*, u.page_id, length(p.title) as size from all_pages p left join links u on u.page_id = p.id`,
    down: `drop view listed; create view listed as
      with all_pages as (select *, (select count(*) from links l where l.page_id = pages.id) as links from pages)
      select p.*, u.page_id from all_pages p left join links u on u.page_id = p.id`,
    new: ["select size from listed"],
    limit: "that the columns which stay are computed as before",
    says: {
      oldOnNew: "compatible",
      down: "yes",
      restores: "full",
      newOnReverted: "reads_break if_referenced",
      hazard: "brief_block",
    },
  },
];
