import type { Statement } from "./model/change.ts";
import type { Judges, MigrationSql, SqlSeen } from "./ports.ts";

/** The parsers and the rules are loaded when there is something to judge, and not before. */
export const judges: Judges = {
  range: async (dialect, migrations, earlier) => {
    const [{ judgeRange }, { schemaOf }, { statementsOf }] = await Promise.all([
      import("./judge/range.ts"),
      import("./judge/judge.ts"),
      import("./sql/statements.ts"),
    ]);
    const parse = async (text: string): Promise<readonly Statement[]> => statementsOf(dialect, text);
    const before = await Promise.all((earlier ?? []).map(parse));
    const named = await Promise.all(migrations.map(async (migration) => namedOf(migration, parse)));
    return judgeRange(named, schemaOf(dialect, before.flat(), "incomplete"));
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

function opaque(because: string): Statement {
  return { text: "", changes: [{ kind: "opaque", because }] };
}

/** What was not seen is one statement that nobody understands. */
async function sideOf(side: SqlSeen, parse: Parse): Promise<readonly Statement[] | null> {
  if (side.kind === "absent") return null;
  if (side.kind === "sql") return parse(side.text);
  if (side.kind === "unseen") return [opaque(side.because)];
  const statements = await Promise.all(side.statements.map(parse));
  return [...statements.flat(), ...side.doubts.map(opaque)];
}
