import type { KeptRows } from "../model/kept.ts";
import type { Plan } from "../model/plan.ts";
import type { Style } from "./style.ts";
import { counted, section } from "./page.ts";
import { plain, plainLines } from "./plain.ts";

/** What lies aside, and the SQL that puts it back: what was copied last comes first, since others may refer to it. */
export function keptLines(kept: readonly KeptRows[], plan: Plan, style: Style): readonly string[] {
  if (kept.length === 0) return [];
  const statements = kept.toReversed().flatMap(({ restore }) => restore);
  const isAtomic = plan.database?.dialect === "postgresql";
  return [
    ...section("kept aside", kept.map(whereText), style),
    ...section(
      "to put it back, once a fixed release has migrated forward again",
      [
        style.faint(
          "-- as the database user of the rollback, before the release takes traffic: newer values are replaced",
        ),
        ...(isAtomic ? ["begin;"] : []),
        ...statements.flatMap((statement) => plainLines([`${statement};`])),
        ...(isAtomic ? ["commit;"] : []),
      ],
      style,
    ),
  ];
}

function whereText({ source, copy, rows, migration }: KeptRows): string {
  return plain(`${counted(rows, "row")} of ${source}, before ${migration} was reverted, in ${copy}`);
}
