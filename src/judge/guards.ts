// Conditions in `do` blocks that a schema which is known whole can answer.
import type { Asked, Change, Statement } from "../model/change.ts";
import type { Schema } from "./schema/schema.ts";
import { keyOf } from "./schema/schema.ts";

/** What conditions came to when they were asked: each once, before the first statement that depends on it. */
export type Answers = Map<Asked, boolean | null>;

/** The changes of a statement that are made, as far as its condition is answered. */
export function happening({ asked, changes }: Statement, now: Schema, answers: Answers): readonly Change[] {
  if (asked === undefined) return changes;
  if (!answers.has(asked)) answers.set(asked, answerOf(asked, now));
  const answer = answers.get(asked) ?? null;
  if (answer === null) return changes;
  return answer ? changes.filter((change) => change.kind !== "opaque" || change.isGuard !== true) : NOTHING;
}

const NOTHING: readonly Change[] = [{ kind: "read" }];

/** Null where it cannot be told: names that are looked for along a path, or that the database may have chosen itself. */
function answerOf({ relation, exists }: Asked, now: Schema): boolean | null {
  const key = keyOf(now, relation);
  if (!now.complete || now.doubtful || now.session.has("search_path") || now.types.has(key)) return null;
  const isThere = [now.tables, now.views, now.sequences].some((family) => family.has(key)) || isIndex(key, now);
  return !isThere && CHOSEN.test(key) ? null : isThere === exists;
}

function isIndex(key: string, { tables }: Schema): boolean {
  return [...tables.values()].some(({ indexes, constraints }) =>
    [...indexes, ...constraints].some(({ definition }) => definition.name === key),
  );
}

/** As PostgreSQL calls what has no name: `t_pkey`, `t_a_key`, `t_a_idx`, `t_a_seq`. */
const CHOSEN = /_(?:pkey|key|idx|excl|seq)\d*$/;
