import type { JudgeAsked } from "./commands/invocation.ts";
import type { Statement } from "./model/change.ts";
import type { Judgement, Loss } from "./model/judgement.ts";
import type { Spellings } from "./sql/statements.ts";
import { judge } from "./judge/judge.ts";
import { readSqlFile } from "./local/sql-file.ts";
import { spelt } from "./sql/sqlite/names.ts";
import { statementsIn } from "./sql/statements.ts";

/** Judges a migration that lies in files on this machine. @throws file-not-readable */
export async function judgeFiles({ dialect, up, down, schema }: JudgeAsked): Promise<Judgement> {
  const spellings: Spellings = new Map<string, string>();
  const read = async (file: string, flag: string): Promise<readonly Statement[]> =>
    statementsIn(dialect, await readSqlFile(file, flag), spellings);
  const judgement = judge({
    dialect,
    schema: schema === undefined ? null : await read(schema, "--schema"),
    up: await read(up, "--up"),
    down: down === undefined ? null : await read(down, "--down"),
  });
  return dialect === "sqlite" ? asSpelt(judgement, spellings) : judgement;
}

function asSpelt(judgement: Judgement, spellings: Spellings): Judgement {
  const { upLoses, down } = judgement;
  const all = (losses: readonly Loss[]): readonly Loss[] => losses.map((loss) => spelt(loss, spellings));
  return { ...judgement, upLoses: all(upLoses), down: { ...down, loses: all(down.loses) } };
}
