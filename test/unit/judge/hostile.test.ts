// Texts that are cut, mixed or for another database: whatever is left of them, judging ends with an answer.
import type { Judgement } from "../../../src/model/judgement.ts";
import type { Dialect } from "../../../src/model/situation.ts";
import { describe, expect, it } from "vitest";
import { CORPUS } from "../../support/corpus-cases.ts";
import { judgementOf } from "../../support/judging.ts";

const DIALECTS: readonly Dialect[] = ["postgresql", "mysql", "mariadb", "sqlite"];

describe("judging", () => {
  it.each(CORPUS)(
    "ends with an answer for what is cut off: $dialect, $name",
    async ({ dialect, name, schema, up, down = "" }) => {
      const places = placesIn(`${up};${down}`, name);
      const judged = await Promise.all(places.map(async (text) => judgeText(dialect, schema, text)));
      expect(judged.map(({ format }) => format)).toEqual(places.map(() => "safe-rollback.judgement/v1"));
    },
  );

  it.each(CORPUS)(
    "ends with an answer for another database's words: $dialect, $name",
    async ({ schema, up, down = "" }) => {
      const judged = await Promise.all(DIALECTS.map(async (dialect) => judgeText(dialect, schema, `${up};${down}`)));
      expect(judged.map(({ dialect }) => dialect)).toEqual(DIALECTS);
    },
  );

  it.each(DIALECTS.flatMap((dialect) => NESTED.map((text) => ({ dialect, text, start: text.slice(0, 20) }))))(
    "does not know what is nested too deep to be read, and is cut off there: $dialect, $start",
    async ({ dialect, text }) => {
      const { oldOnNew, down } = await judgeText(dialect, "create table t (a int)", text);
      expect([oldOnNew.verdict, down.succeeds]).toEqual(["undetermined", "undetermined"]);
    },
  );
});

const NESTED: readonly string[] = [
  "select (".repeat(2000),
  `select ${"not ".repeat(20_000)}`,
  `delete from t where a in (${"select (".repeat(2000)}`,
  `create view v as select ${"(".repeat(20_000)}`,
];

async function judgeText(dialect: Dialect, schema: string, text: string): Promise<Judgement> {
  return judgementOf(dialect, { schema, up: text, down: text });
}

/** The text up to some places and from there on, which the name chooses, so that a failure comes again. */
function placesIn(text: string, name: string): readonly string[] {
  let seed = Array.from(name).reduce(
    (sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 2_147_483_647,
    7,
  );
  return Array.from({ length: 6 }, (_, turn) => {
    seed = (seed * 48_271) % 2_147_483_647;
    const place = seed % (text.length + 1);
    return turn % 2 === 0 ? text.slice(0, place) : text.slice(place);
  });
}
