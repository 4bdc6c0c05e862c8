import type { Change, ChangeKind, ChangeOf } from "../model/change.ts";
import type { OnColumn } from "../model/definition.ts";
import type { Hazard, Impact, Loss, Restores, Succeeds, Verdict, When } from "../model/judgement.ts";
import type { Column, Schema, Table } from "./schema/schema.ts";
import { NO_HAZARD } from "./hazards/hazards.ts";
import { tableById } from "./schema/by-id.ts";
import { keyOf, tableIn } from "./schema/schema.ts";
import { holderIn, takenOver } from "./schema/taken-over.ts";

/** Where a change stands: the schema right before it, and the one that the client was written for. */
export interface At {
  readonly before: Schema;
  readonly client: Schema;
  /** What the down does, the code after the up has lived with in the other direction. */
  readonly side: "up" | "down";
  /** What the same statement does as well: the clauses of one `alter table` are made together. */
  readonly alongside: readonly Change[];
}

/** What one change does. */
export interface Effect {
  /** To the client. */
  readonly impact: Impact;
  /** What led to it, in one clause. */
  readonly because: string;
  /** What is gone afterwards. */
  readonly loses: readonly Loss[];
  /** What the best down can bring back after it. */
  readonly restorable: Restores;
  readonly succeeds: Exclude<Succeeds, "no_down">;
  readonly hazard: Hazard;
  /** What it takes away from the client under a name, which a later change may put back. */
  readonly takes: Taken | null;
}

export type Taken =
  | { readonly kind: "table"; readonly table: string }
  | { readonly kind: "column"; readonly table: string; readonly column: string }
  | { readonly kind: "routine"; readonly routine: string }
  | { readonly kind: "foreign-key"; readonly table: string; readonly columns: readonly string[] };

/** One kind of change: what it does, and the schema after it. */
export interface Rule<Kind extends ChangeKind> {
  readonly effect: (change: ChangeOf<Kind>, at: At) => Effect;
  readonly after: (change: ChangeOf<Kind>, schema: Schema) => Schema;
}

export type RulesOf<Kinds extends ChangeKind> = { readonly [Kind in Kinds]: Rule<Kind> };

export type Rules = RulesOf<ChangeKind>;

/** Compatible, reversible and harmless, but for what is said. */
export function effect(because: string, but: Partial<Omit<Effect, "because">> = {}): Effect {
  return {
    impact: { verdict: "compatible", when: "always" },
    because,
    loses: [],
    restorable: "nothing_lost",
    succeeds: "yes",
    hazard: NO_HAZARD,
    takes: null,
    ...but,
  };
}

export function impact(verdict: Verdict, when: When): Impact {
  return { verdict, when };
}

export const UNDETERMINED: Impact = { verdict: "undetermined", when: "always" };

/** A rule for changes that leave alone whatever a later comparison looks at. */
export function unchanged(_: Change, schema: Schema): Schema {
  return schema;
}

/** Only the down names it: that it is there is not known. */
export function isAssumed({ side }: At, thing: { readonly assumed?: boolean } | undefined): boolean {
  return side === "down" && thing?.assumed === true;
}

/** The table as the client knows it, or knows its rows; undefined where the client has never seen it. */
export function clientTable({ before, client }: At, name: Parameters<typeof tableIn>[1]): Table | undefined {
  const table = tableIn(before, name);
  return tableById(client, table?.id) ?? takenOver(table, before, client);
}

/** The column as the client knows it, whatever it is called now. */
export function clientColumn(at: At, name: Parameters<typeof tableIn>[1], column: string): Column | undefined {
  const [table, known] = [tableIn(at.before, name), clientTable(at, name)];
  const now = table?.columns.get(column);
  return known?.id === table?.id
    ? [...(known?.columns.values() ?? [])].find(({ id }) => id === now?.id)
    : holderIn(known, now);
}

/** The names by which the client knows a column. */
export function knownAs(
  { table, column }: OnColumn,
  at: At,
  id: Column["id"],
): { readonly table: string; readonly column: string } {
  const known = clientTable(at, table);
  const [name = column] = [...(known?.columns ?? [])].find(([, each]) => each.id === id) ?? [];
  return { table: known?.name ?? keyOf(at.before, table), column: name };
}
