import type { Judgement } from "../../src/model/judgement.ts";
// What is judged of a case from its SQL alone.
import type { Dialect } from "../../src/model/situation.ts";
import type { CorpusCase } from "./case.ts";
import { judge } from "../../src/judge/judge.ts";
import { withRefusal } from "../../src/sql/sqlite/compiled.ts";
import { statementsOf } from "../../src/sql/statements.ts";

export async function judgementOf(dialect: Dialect, { schema, up, down }: CorpusCase): Promise<Judgement> {
  const sides = { schema: await statementsOf(dialect, schema), up: await statementsOf(dialect, up) };
  if (down === undefined) return judge({ dialect, ...sides, down: null });
  const written = await statementsOf(dialect, down);
  return judge({ dialect, ...sides, down: dialect === "sqlite" ? withRefusal({ ...sides, down: written }) : written });
}
