import type { Statement } from "./model/change.ts";
import type { MigrationSql, SqlSeen } from "./model/migration-sql.ts";
import type { Judges } from "./ports.ts";
import type { Spellings } from "./sql/statements.ts";

/** The parsers and the rules are loaded when there is something to judge, and not before. */
export const judges: Judges = {
  range: async (dialect, migrations, earlier) => {
    const [{ judgeRange }, { schemaOf }, { statementsOf }] = await Promise.all([
      import("./judge/range.ts"),
      import("./judge/judge.ts"),
      import("./sql/statements.ts"),
    ]);
    const spellings: Spellings = new Map<string, string>();
    const parse = async (text: string): Promise<readonly Statement[]> => statementsOf(dialect, text, spellings);
    // One after the other: a column is spelled as it was spelled first.
    const before: Statement[] = [];
    for (const text of earlier ?? []) before.push(...(await parse(text)));
    const named: Named[] = [];
    for (const migration of migrations) named.push(await namedOf(migration, parse));
    return judgeRange(named, schemaOf(dialect, before, "incomplete"));
  },
};

type Parse = (text: string) => Promise<readonly Statement[]>;

async function namedOf({ name, up, down }: MigrationSql, parse: Parse): Promise<Named> {
  return { name, up: (await sideOf(up, parse)) ?? [], down: await sideOf(down, parse) };
}

interface Named {
  readonly name: string;
  readonly up: readonly Statement[];
  readonly down: readonly Statement[] | null;
}

/** What was not seen is one statement that nobody understands. */
async function sideOf(side: SqlSeen, parse: Parse): Promise<readonly Statement[] | null> {
  if (side.kind === "absent") return null;
  if (side.kind === "sql") return parse(side.text);
  return [{ text: "", changes: [{ kind: "opaque", because: side.because }] }];
}
