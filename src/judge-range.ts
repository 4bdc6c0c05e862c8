import type { Statement } from "./model/change.ts";
import type { RangeJudgement } from "./model/judgement.ts";
import type { MigrationSql, SqlSeen } from "./model/migration-sql.ts";
import type { SchemaSeen } from "./model/schema-seen.ts";
import type { Dialect } from "./model/situation.ts";
import type { Judges } from "./ports/world.ts";
import type { Spellings } from "./sql/statements.ts";

/** The parsers and the rules are loaded when there is something to judge, and not before. */
export const judges: Judges = {
  range: async (dialect, migrations, seen) => {
    const { statementsOf } = await import("./sql/statements.ts");
    // Shared, and one text after the other: a column is spelled as it was spelled first.
    const spellings: Spellings = new Map<string, string>();
    const parse = async (text: string): Promise<readonly Statement[]> => statementsOf(dialect, text, spellings);
    const live = seen.live === null ? null : await parsedAll(seen.live, parse);
    const earlier = seen.earlier === null ? null : await parsedAll(seen.earlier, parse);
    const named: Named[] = [];
    for (const migration of migrations) named.push(await namedOf(migration, parse));
    return judged(dialect, await compiledOn(dialect, live, named), { live, earlier });
  },
};

type Parse = (text: string) => Promise<readonly Statement[]>;

type Parsed = { readonly [Key in keyof SchemaSeen]: readonly Statement[] | null };

async function judged(dialect: Dialect, named: readonly Named[], { live, earlier }: Parsed): Promise<RangeJudgement> {
  const [{ judgeRange }, { schemaOf }, { unwound }, { driftBetween }] = await Promise.all([
    import("./judge/range.ts"),
    import("./judge/judge.ts"),
    import("./judge/unwind.ts"),
    import("./judge/drift.ts"),
  ]);
  const ups = named.flatMap(({ up }) => up);
  const now = live === null ? null : schemaOf(dialect, live, "incomplete");
  const changes = ups.flatMap(({ changes: made }) => made);
  const before = now === null ? schemaOf(dialect, earlier ?? [], "incomplete") : unwound(now, changes);
  const isSeen = earlier !== null && changes.every(({ kind }) => kind !== "opaque");
  const implied = isSeen ? schemaOf(dialect, [...earlier, ...ups], "incomplete") : null;
  const drift = now === null || implied === null ? [] : driftBetween(implied, now);
  return { ...judgeRange(named, before), drift };
}

async function parsedAll(texts: readonly string[], parse: Parse): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  for (const text of texts) statements.push(...(await parse(text)));
  return statements;
}

async function namedOf({ name, up, down }: MigrationSql, parse: Parse): Promise<Named> {
  return { name, up: (await sideOf(up, parse)) ?? [], down: await sideOf(down, parse) };
}

/** On SQLite, the downs with the first statement marked that cannot be compiled where it stands, newest first. */
async function compiledOn(
  dialect: Dialect,
  live: readonly Statement[] | null,
  named: readonly Named[],
): Promise<readonly Named[]> {
  if (dialect !== "sqlite" || live === null) return named;
  const { withRefusal } = await import("./sql/sqlite/compiled.ts");
  const reached = named.slice(named.findLastIndex(({ down }) => down === null) + 1).toReversed();
  const down = withRefusal({ schema: live, up: [], down: reached.flatMap((one) => one.down ?? []) });
  let place = 0;
  const compiled = reached.map((one): Named => {
    const from = place;
    place += one.down?.length ?? 0;
    return { ...one, down: down.slice(from, place) };
  });
  return [...named.slice(0, named.length - reached.length), ...compiled.toReversed()];
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
