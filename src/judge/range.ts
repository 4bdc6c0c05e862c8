import type { Statement } from "../model/change.ts";
import type { Impact, NamedJudgement, RangeJudgement } from "../model/judgement.ts";
import type { Done } from "./run.ts";
import type { Schema } from "./schema/schema.ts";
import { presupposing } from "./absent/presuppose.ts";
import { changesOf, judgeFrom, ownRun } from "./judge.ts";
import { netImpact } from "./net.ts";
import { originsOf } from "./origins.ts";
import { runOn } from "./run.ts";
import { filled } from "./schema/filled.ts";
import { worstImpact } from "./worst.ts";

export interface NamedMigration {
  readonly name: string;
  readonly up: readonly Statement[];
  /** null where nobody wrote one. */
  readonly down: readonly Statement[] | null;
}

/** Judges migrations one after the other, oldest first, and what becomes of either code at each point between. Pure. */
export function judgeRange(migrations: readonly NamedMigration[], known: Schema): Omit<RangeJudgement, "drift"> {
  const before = presupposing(known, {
    ups: migrations.flatMap(({ up }) => changesOf(up)),
    downs: migrations.toReversed().flatMap(({ down }) => changesOf(down ?? [])),
  });
  const { schemas, impacts } = forward(migrations, before);
  return {
    migrations: judgedEach(migrations, schemas),
    oldCode: impacts,
    newCode: backward(migrations, schemas.at(-1) ?? before),
  };
}

/** @param schemas the one before each */
function judgedEach(migrations: readonly NamedMigration[], schemas: readonly Schema[]): readonly NamedJudgement[] {
  const seen = migrations.flatMap((migration, place) => {
    const before = schemas[place];
    return before === undefined ? [] : [{ ...migration, before, ups: ownRun(migration.up, before) }];
  });
  const runs = seen.map(({ ups }) => ups);
  return seen.map(({ name, down, before, ups }, place) => {
    const judgement = judgeFrom(before, ups, down);
    const origins = originsOf(judgement.down.loses, before, [ups, ...runs.slice(place + 1)]);
    return { name, judgement, origins };
  });
}

/** The schema before each migration and after the last, and what the code that knows the first makes of each. */
function forward(
  migrations: readonly NamedMigration[],
  before: Schema,
): { readonly schemas: readonly Schema[]; readonly impacts: readonly Impact[] } {
  const schemas = [before];
  const impacts: Impact[] = [worstImpact([])];
  const done: Done[] = [];
  for (const { up } of migrations) {
    const run = runOn(up, schemas.at(-1) ?? before, { client: before, side: "up" });
    done.push(...run.done);
    schemas.push(filled(run.after));
    const ends = { client: before, after: run.after, side: "up" } as const;
    impacts.push(worstImpact(done.map((one) => netImpact(one, done, ends))));
  }
  return { schemas, impacts };
}

function backward(migrations: readonly NamedMigration[], latest: Schema): readonly Impact[] {
  const impacts: Impact[] = [worstImpact([])];
  const done: Done[] = [];
  let now = latest;
  for (const { down } of migrations.toReversed()) {
    const run = runOn(down ?? [], now, { client: latest, side: "down" });
    now = run.after;
    done.push(...run.done);
    const ends = { client: latest, after: run.after, side: "down" } as const;
    impacts.push(worstImpact(done.map((one) => netImpact(one, done, ends))));
  }
  return impacts.toReversed();
}
