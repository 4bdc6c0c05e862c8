import { describe, expect, it } from "vitest";
import { judge } from "../../../src/judge/judge.ts";
import { statementsOf } from "../../../src/sql/statements.ts";

const NOTES = "create table notes (id int, tenant text); create table papers (id int, tenant text)";
const ON = "alter table notes enable row level security";

async function verdict(up: string, schema = NOTES): Promise<string> {
  const { oldOnNew } = judge({
    dialect: "postgresql",
    schema: await statementsOf("postgresql", schema),
    up: await statementsOf("postgresql", up),
    down: null,
  });
  return `${oldOnNew.verdict} ${oldOnNew.when}`;
}

describe("a policy that asks for a setting which the code of before does not make", () => {
  it.each([
    `${ON}; create policy own on notes using (tenant = current_setting('shop.tenant'))`,
    `create policy own on notes using (tenant = current_setting('shop.tenant')::text); ${ON}`,
    `${ON}; create policy own on notes for select using (tenant = pg_catalog.current_setting('shop.tenant'))`,
  ])("fails whatever reads the table: %s", async (up) => {
    expect(await verdict(up)).toBe("reads_and_writes_break if_referenced");
  });

  it.each([
    `${ON}; create policy own on notes using (tenant = current_setting('shop.tenant', true))`,
    `${ON}; create policy own on notes using (tenant = current_setting('TimeZone'))`,
    `${ON}; create policy own on notes for insert with check (tenant = current_setting('shop.tenant'))`,
  ])("refuses writes at most where it does not fail, or is not for reading: %s", async (up) => {
    expect(await verdict(up)).toBe("writes_break if_data");
  });

  it("does nothing while row security is off", async () => {
    expect(await verdict("create policy own on notes using (tenant = current_setting('shop.tenant'))")).toBe(
      "compatible always",
    );
  });

  it("is met by code that makes it for another table", async () => {
    const schema = `${NOTES}; alter table papers enable row level security;
      create policy own on papers using (tenant = current_setting('shop.tenant'))`;
    const up = `${ON}; create policy own on notes using (tenant = current_setting('shop.tenant'))`;
    expect(await verdict(up, schema)).toBe("writes_break if_data");
  });
});
