import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

async function oldOnNew(collate: string, to: string): Promise<string> {
  const schema = `create table words (id int primary key, word varchar(20), unique key by_word (word)) ${collate}`;
  const up = `alter table words convert to character set ${to}`;
  return (await judgementOf("mysql", { schema, up, down: null })).oldOnNew.verdict;
}

describe("texts of a unique key, once the whole table has another collation", () => {
  it.each([
    ["collate=utf8mb4_bin", "utf8mb4 collate utf8mb4_unicode_ci"],
    ["collate=utf8mb4_bin", "utf8mb4"],
    ["collate=utf8mb4_general_ci", "utf8mb4 collate utf8mb4_unicode_ci"],
  ])("may be there twice: %s, %s", async (collate, to) => {
    expect(await oldOnNew(collate, to)).toBe("writes_break");
  });

  it("may be there twice in a table that nobody listed", async () => {
    const up = "alter table words convert to character set utf8mb4 collate utf8mb4_bin";
    const down = up.replace("utf8mb4_bin", "utf8mb4_general_ci");
    expect((await judgementOf("mysql", { up, down })).down.succeeds).toBe("data_dependent");
  });

  it.each([
    ["default charset=utf8mb4", "utf8mb4 collate utf8mb4_unicode_ci"],
    ["collate=utf8mb3_general_ci", "utf8mb4 collate utf8mb4_general_ci"],
    ["collate=utf8mb4_general_ci", "utf8mb4 collate utf8mb4_bin"],
  ])("are told apart as before: %s, %s", async (collate, to) => {
    expect(await oldOnNew(collate, to)).toBe("behaviour_change");
  });
});
