// What a verdict comes from that no statement shows alone.
import { expect, it } from "vitest";
import { judgementOf } from "../../support/judging.ts";

async function reasonOf(schema: string, up: string): Promise<string | undefined> {
  return (await judgementOf("postgresql", { schema, up, down: null })).statements[0]?.because;
}

it("is said of a new table whose rows refuse what follows", async () => {
  const up =
    "create table calls (person int references people (id) on delete set null, number text, check (person is not null or number is not null))";
  expect(await reasonOf("create table people (id int primary key)", up)).toContain("may refuse what follows");
});

it("is said of a trigger that writes needed", async () => {
  const schema = `create table pages (id int, slug text not null);
    create function slug() returns trigger language plpgsql as $$ begin new.slug := coalesce(new.slug, 'x'); return new; end $$;
    create trigger slugged before insert on pages for each row execute function slug()`;
  expect(await reasonOf(schema, "alter table pages disable trigger slugged")).toContain("needed what a trigger did");
});

it("is the statement's own where that is all", async () => {
  expect(await reasonOf("create table pages (id int)", "create table notes (id int)")).toBe("notes is new");
});

it("says that others make up for it", async () => {
  const up = "alter table pages add column slug text not null; alter table pages alter column slug set default ''";
  expect(await reasonOf("create table pages (id int)", up)).toMatch(/inserts that do not name it fail.*is no matter$/);
});
