import type { JudgeAsked } from "./commands/invocation.ts";
import type { Migration } from "./judge/judge.ts";
import type { Statement } from "./model/change.ts";
import type { Judgement, Loss } from "./model/judgement.ts";
import type { Dialect } from "./model/situation.ts";
import type { Spellings } from "./sql/statements.ts";
import { judge } from "./judge/judge.ts";
import { readSqlFile } from "./local/sql-file.ts";
import { otherSection } from "./sql/sections.ts";
import { withRefusal } from "./sql/sqlite/compiled.ts";
import { spelt } from "./sql/sqlite/names.ts";
import { statementsIn, statementsOf } from "./sql/statements.ts";

/** Judges a migration that lies in files on this machine. @throws file-not-readable */
export async function judgeFiles({ dialect, up, down, schema }: JudgeAsked): Promise<Judgement> {
  const spellings: Spellings = new Map<string, string>();
  const read = async (file: string, flag: Flag): Promise<readonly Statement[]> => {
    const bytes = await readSqlFile(file, flag);
    const mixed = await mixedIn(dialect, bytes, flag);
    return mixed === null ? statementsIn(dialect, bytes, spellings) : [mixed];
  };
  const sides = {
    schema: schema === undefined ? null : await read(schema, "--schema"),
    up: await read(up, "--up"),
    down: down === undefined ? null : await read(down, "--down"),
  };
  const judgement = judge({ dialect, ...sides, down: dialect === "sqlite" ? compiled(sides) : sides.down });
  return dialect === "sqlite" ? asSpelt(judgement, spellings) : judgement;
}

function compiled({ schema, up, down }: Omit<Migration, "dialect">): Migration["down"] {
  return schema === null || down === null ? down : withRefusal({ schema, up, down });
}

type Flag = "--up" | "--down" | "--schema";

/** One statement that nobody understands where a file holds both sides; a schema is made by ups. */
async function mixedIn(dialect: Dialect, bytes: Uint8Array, flag: Flag): Promise<Statement | null> {
  const found = otherSection(new TextDecoder().decode(bytes), flag === "--down" ? "down" : "up");
  if (found === null || (await statementsOf(dialect, found.rest)).length === 0) return null;
  const { mark, line } = found;
  const because = `the file holds more than what ${flag} is for: another part begins with ${mark} (line ${line}); give each part in a file of its own`;
  return { text: mark, changes: [{ kind: "opaque", because }] };
}

function asSpelt(judgement: Judgement, spellings: Spellings): Judgement {
  const { upLoses, down } = judgement;
  const all = (losses: readonly Loss[]): readonly Loss[] => losses.map((loss) => spelt(loss, spellings));
  return { ...judgement, upLoses: all(upLoses), down: { ...down, loses: all(down.loses) } };
}
