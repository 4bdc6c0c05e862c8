import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

async function oldOnNew(column: string): Promise<string> {
  const schema = "create table notes (id int primary key, body varchar(60), data json)";
  const up = `alter table notes add column found ${column}`;
  return (await judgementOf("mysql", { schema, up, down: null })).oldOnNew.verdict;
}

describe("a column that is computed from texts", () => {
  it.each([
    "int as (cast(body as signed)) stored",
    "date as (convert(body, date)) stored",
    "int as (json_extract(body, '$.a')) stored",
    "text as (body->>'$.a') stored",
    "int as (data->>'$.a') stored",
    "date as (json_unquote(json_extract(data, '$.day'))) stored",
  ])("refuses texts that are none: %s", async (column) => {
    expect(await oldOnNew(column)).toBe("writes_break");
  });

  it.each([
    "text as (data->>'$.a') stored",
    "json as (json_extract(data, '$.a')) stored",
    "json as (json_object('body', body)) stored",
    "tinyint as (body = 'x') stored",
    "tinyint as (data->>'$.on' = 'true') stored",
    "int as (char_length(body)) stored",
    "int as (json_length(data)) stored",
    "text as (cast(id as char)) stored",
    "bigint as (cast(id as signed) + 1) stored",
  ])("takes every text: %s", async (column) => {
    expect(await oldOnNew(column)).toBe("compatible");
  });
});
