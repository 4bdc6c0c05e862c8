import type { Statement } from "../../src/model/change.ts";
import type { Judgement } from "../../src/model/judgement.ts";
import type { Dialect } from "../../src/model/situation.ts";
import type { Spellings } from "../../src/sql/statements.ts";
import { judge } from "../../src/judge/judge.ts";
import { statementsOf } from "../../src/sql/statements.ts";

/** A migration as its author writes it; without a schema nobody showed one. */
export interface Scripts {
  readonly schema?: string | null;
  readonly up: string;
  readonly down?: string | null;
}

/** Judges the scripts as `judge` does: all read with one memory of spellings. @throws what reading throws */
export async function judgementOf(dialect: Dialect, { schema = null, up, down = "" }: Scripts): Promise<Judgement> {
  const spellings: Spellings = new Map<string, string>();
  const read = async (text: string): Promise<readonly Statement[]> => statementsOf(dialect, text, spellings);
  return judge({
    dialect,
    schema: schema === null ? null : await read(schema),
    up: await read(up),
    down: down === null ? null : await read(down),
  });
}
