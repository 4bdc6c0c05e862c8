// What is judged of a case from its SQL alone.
import type { Statement } from "../../src/model/change.ts";
import type { Judgement } from "../../src/model/judgement.ts";
import type { Dialect } from "../../src/model/situation.ts";
import type { Spellings } from "../../src/sql/statements.ts";
import type { CorpusCase } from "./case.ts";
import { judge } from "../../src/judge/judge.ts";
import { withRefusal } from "../../src/sql/sqlite/compiled.ts";
import { statementsOf } from "../../src/sql/statements.ts";

export async function judgementOf(dialect: Dialect, { schema, up, down }: CorpusCase): Promise<Judgement> {
  const spellings: Spellings = new Map<string, string>();
  const read = async (text: string): Promise<readonly Statement[]> => statementsOf(dialect, text, spellings);
  const sides = { schema: await read(schema), up: await read(up) };
  if (down === undefined) return judge({ dialect, ...sides, down: null });
  const written = await read(down);
  return judge({ dialect, ...sides, down: dialect === "sqlite" ? withRefusal({ ...sides, down: written }) : written });
}
