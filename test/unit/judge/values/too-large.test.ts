import { describe, expect, it } from "vitest";
import { judgementOf } from "../../../support/judging.ts";

const SCHEMA =
  "create table sums (id integer primary key, small smallint, number integer, big bigint, exact numeric, price numeric(6,2), note text)";

async function downSucceeds(down: string): Promise<string> {
  const scripts = { schema: SCHEMA, up: "create table others (id integer)", down };
  return (await judgementOf("postgresql", scripts)).down.succeeds;
}

describe("a number that is computed", () => {
  it.each(["price = exact / 100", "number = big / 1000", "small = coalesce(number, 0)", "number = round(exact)"])(
    "may be too large where larger ones were read: %s",
    async (assignment) => {
      expect(await downSucceeds(`update sums set ${assignment}`)).toBe("data_dependent");
    },
  );

  it.each([
    "number = number * 100",
    "big = number * 100",
    "price = price * exact * 0.5",
    "price = 10 * price",
    "number = small * number",
  ])("may be too large where it is a product: %s", async (assignment) => {
    expect(await downSucceeds(`update sums set ${assignment}`)).toBe("data_dependent");
  });

  it.each([
    "number = small * 100",
    "number = price * 100",
    "price = price * 0.9",
    "exact = exact * 100",
    "exact = price / 100",
    "small = case when big > 0 then 1 else 0 end",
    "number = small + 1",
    "number = length(note)",
  ])("has room where none was: %s", async (assignment) => {
    expect(await downSucceeds(`update sums set ${assignment}`)).toBe("yes");
  });

  it.each(["exact = price / small", "note = chr(number)", "note = substr(note, 1, number)"])(
    "may not be computed for all there is: %s",
    async (assignment) => {
      expect(await downSucceeds(`update sums set ${assignment}`)).toBe("data_dependent");
    },
  );

  it.each(["note = upper(substr(note, 1, 5))", "exact = price % 7", "note = to_char(exact, '99')"])(
    "is computed whatever it is of: %s",
    async (assignment) => {
      expect(await downSucceeds(`update sums set ${assignment}`)).toBe("yes");
    },
  );
});
