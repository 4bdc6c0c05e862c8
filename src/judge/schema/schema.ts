import type { TriggerEffects } from "../../model/change/code.ts";
import type { PartitionRange } from "../../model/change/partitions.ts";
import type { LookedUp, Mentions, ViewColumn } from "../../model/change/views.ts";
import type {
  ColumnDefinition,
  ColumnType,
  ConstraintDefinition,
  DefaultValue,
  IndexDefinition,
  Name,
  Named,
} from "../../model/definition.ts";
import type { Dialect } from "../../model/situation.ts";
import type { UserType } from "../types/user-type.ts";
import type { Routine } from "./routines.ts";
import type { Sequence } from "./sequence.ts";
import type { Tie } from "./ties.ts";
import { nameText } from "../../model/definition.ts";
import { shadowOf } from "./temporary.ts";

/** Objects keep their id through renames; another object of the same name has another id. */
export type Id = number;

export interface Column {
  readonly id: Id;
  /** null where the column is known to exist, and nothing else. */
  readonly definition: ColumnDefinition | null;
  /** The column whose values it holds, all of them: itself, unless it was filled by a copy; null when it has none. */
  readonly holds: Id | null;
  /** How often they were copied to a type that keeps less of them, on their way from there. */
  readonly recast?: number;
  /** The column whose value each row was copied with, whatever rows have been added since. */
  readonly pairs?: Id | undefined;
  /** What a statement has just put into every row, as a literal; null where that may differ by the row. */
  readonly written?: string | null;
  /** Something else may be where it held nulls. */
  readonly refilled?: boolean;
  /** The time zone in which a change of its type read its values last. */
  readonly zone?: string;
  /** True when a statement has just filled every null. */
  readonly nullFree?: boolean;
  /** Values, as literals, of which statements have just left none. */
  readonly freed?: readonly string[];
  /** The default that a statement has set, where nothing else is known of the column. */
  readonly given?: DefaultValue;
  /** The sequence that numbers it, where rows were copied in with numbers that this has not given yet. */
  readonly behind?: string | undefined;
  /** True where a statement has made it an identity, and nothing else is known of the column. */
  readonly counted?: boolean;
  /** The type that a statement has given it, where nothing else is known of the column. */
  readonly typed?: ColumnType;
  /** The type that a down gives it back, where nothing else is known of the column: at least that may be lost. */
  readonly former?: ColumnType;
  /** All that a statement has said it is, where nothing else is known of the column. */
  readonly stated?: ColumnDefinition;
  readonly settings?: ColumnDefinition["settings"];
  /** True when only the down names it, so that nothing says that it was ever there. */
  readonly assumed?: boolean;
}

export interface Constraint {
  readonly id: Id;
  readonly definition: ConstraintDefinition;
}

export interface Index {
  readonly id: Id;
  readonly definition: IndexDefinition;
  /** True for one that InnoDB made for a foreign key: it goes when another index serves as well. */
  readonly isHelper?: true;
  /** True for one that was made concurrently, as none of a parted table can be. */
  readonly isConcurrent?: true;
}

export interface Trigger {
  readonly events: readonly string[];
  readonly timing: string;
  readonly routine: string | null;
  readonly body: string;
  readonly effects: TriggerEffects | null;
  /** What a row has to be like; absent where it runs for any. */
  readonly condition?: string;
  /** The columns whose updates it waits for; absent where it waits for any. */
  readonly updatesOf?: readonly string[];
}

export interface Table {
  readonly id: Id;
  readonly name: string;
  /** False when it may have columns, constraints, indexes and triggers that are not listed. */
  readonly complete: boolean;
  readonly columns: ReadonlyMap<string, Column>;
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly triggers: ReadonlyMap<string, Trigger>;
  /** Settings that only a comparison needs: properties, policies, rules, partitions of MySQL, by what they are. */
  readonly settings: ReadonlyMap<string, string>;
  /** Policies, rules, and triggers that wait for columns, by what they are: `policy own`. */
  readonly ties: ReadonlyMap<string, Tie>;
  readonly partitionOf: { readonly parent: string; readonly isDefault: boolean } | null;
  readonly inherits: readonly string[];
  /** MySQL's partitions by range, in order. */
  readonly ranges?: readonly PartitionRange[];
  /** The tables whose every row was copied into it while it was new, the last one first. */
  readonly copyOf?: readonly Id[];
  readonly assumed?: boolean;
}

export interface View {
  readonly id: Id;
  readonly materialized: boolean;
  readonly columns: readonly string[] | null;
  readonly reads: readonly string[];
  readonly updatable: boolean;
  /** Some writes go through it, or nobody can tell. */
  readonly mayTakeWrites?: true;
  readonly sources?: readonly (string | null)[];
  readonly lookedUp?: LookedUp | undefined;
  readonly shows?: "some" | "checked";
  readonly said?: string;
  readonly text: string;
  /** What its columns are, in their order; null where that is not known. */
  readonly outputs: readonly ViewColumn[] | null;
  /** Where its rows come from, in a form that can be compared; null where that is not known. */
  readonly rest: string | null;
  /** null where that is not known. */
  readonly names: Named | null;
  /** Which columns of which tables it names; absent where that is not known. */
  readonly mentions?: Mentions<Id>;
  /** Of a materialized view. */
  readonly indexes: readonly IndexDefinition[];
  /** The next id when it was made: columns from there on are not in its `*`. */
  readonly since: Id;
  readonly assumed?: boolean;
  /** Its texts before it was replaced: its columns had the same types then, where the database replaces no view by another. */
  readonly formerly?: readonly string[];
  /** Until it is refreshed, it cannot be read. */
  readonly isWithoutData?: boolean;
  /** Statements about it that nobody understands. */
  readonly unread?: readonly string[];
}

/** What is known of a database's schema. A change of it is a new value. */
export interface Schema {
  readonly dialect: Dialect;
  /** True when what is not listed does not exist. */
  readonly complete: boolean;
  /** Once something has run of which nobody knows what it does: is what is absent doubtful, or all that follows? */
  readonly doubtful: false | "of-absence" | "of-all";
  readonly nextId: Id;
  readonly tables: ReadonlyMap<string, Table>;
  readonly views: ReadonlyMap<string, View>;
  readonly types: ReadonlyMap<string, UserType>;
  readonly routines: ReadonlyMap<string, Routine>;
  readonly sequences: ReadonlyMap<string, Sequence>;
  /** Extensions, schemas, grants, events: what only a comparison needs. */
  readonly surroundings: ReadonlyMap<string, string>;
  /** What the session that runs the statements has set. */
  readonly session: ReadonlyMap<string, string>;
  /** What the ups call things: where the schema is not listed whole, they were there. */
  readonly spoken: ReadonlySet<string>;
  /** Names of `kind:name` that were dropped, so that an incomplete schema knows them to be absent. */
  readonly dropped: ReadonlySet<string>;
}

/** The name under which an object stands in the maps: without the schema that needs no saying. */
export function keyOf(schema: Schema, name: Name): string {
  return shadowOf(schema, name) ?? nameText(name, OWN_SCHEMA[schema.dialect]);
}

export function tableIn(schema: Schema, name: Name): Table | undefined {
  return schema.tables.get(keyOf(schema, name));
}

export function columnIn(schema: Schema, name: Name, column: string): Column | undefined {
  return tableIn(schema, name)?.columns.get(column);
}

/** False where a table may be referenced, read or watched by something that is not listed. */
export function isListed(schema: Schema, table: Table | undefined): boolean {
  return schema.complete || table?.complete === true;
}

const OWN_SCHEMA: Readonly<Record<Dialect, string | null>> = {
  postgresql: "public",
  mysql: null,
  mariadb: null,
  sqlite: "main",
};
