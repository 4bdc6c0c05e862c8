import type { Judgement } from "../../src/model/judgement.ts";
// What is judged of a case from its SQL alone.
import type { Dialect } from "../../src/model/situation.ts";
import type { CorpusCase } from "./case.ts";
import { judge } from "../../src/judge/judge.ts";
import { statementsOf } from "../../src/sql/statements.ts";

export async function judgementOf(dialect: Dialect, { schema, up, down }: CorpusCase): Promise<Judgement> {
  return judge({
    dialect,
    schema: await statementsOf(dialect, schema),
    up: await statementsOf(dialect, up),
    down: down === undefined ? null : await statementsOf(dialect, down),
  });
}
