// What one SQL statement changes, whatever the database's words for it. The parsers write it, the judge reads it.
import type { CodeChange } from "./change/code.ts";
import type { ColumnChange } from "./change/columns.ts";
import type { ConstraintChange } from "./change/constraints.ts";
import type { DataChange } from "./change/data.ts";
import type { IndexChange } from "./change/indexes.ts";
import type { PartitionChange } from "./change/partitions.ts";
import type { SequenceChange } from "./change/sequences.ts";
import type { SessionChange } from "./change/session.ts";
import type { SurroundingsChange } from "./change/surroundings.ts";
import type { TableChange } from "./change/tables.ts";
import type { TypeChange } from "./change/types.ts";
import type { ViewChange } from "./change/views.ts";
import type { Name } from "./definition.ts";

export type Change =
  | TableChange
  | ColumnChange
  | ConstraintChange
  | IndexChange
  | TypeChange
  | ViewChange
  | CodeChange
  | SequenceChange
  | PartitionChange
  | SurroundingsChange
  | DataChange
  | SessionChange;

export type ChangeKind = Change["kind"];

/** The change of one kind; kinds that say the same things share a member of the union. */
export type ChangeOf<Kind extends ChangeKind> = Of<Kind, Change>;

type Of<Kind extends ChangeKind, Any extends Change> = Any extends unknown
  ? Kind extends Any["kind"]
    ? Any & { readonly kind: Kind }
    : never
  : never;

/** Whether a relation of that name is there, or is not. */
export interface Asked {
  readonly relation: Name;
  readonly exists: boolean;
}

/** One statement of a migration. One with several clauses (`alter table … , …`) has several changes. */
export interface Statement {
  readonly text: string;
  readonly changes: readonly Change[];
  /** The strings written in it, where labels of enums are strings. */
  readonly strings?: readonly string[];
  /** The condition, about what exists, on which the changes are made: they may have happened, or not. */
  readonly guard?: string;
  /** All that the condition asks, where that is this: the same value for all that depends on one `if`. */
  readonly asked?: Asked;
  /** Why the database does not take it where it stands, whatever the rows; absent where that was not asked. */
  readonly refused?: string;
  /** MySQL's ALGORITHM and LOCK, in lower case: a server that cannot comply refuses the statement. */
  readonly demands?: { readonly algorithm: string | null; readonly lock: string | null };
}
