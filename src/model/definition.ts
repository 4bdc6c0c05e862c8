// What schemas are made of, as statements define it.
import type { ColumnSettings } from "./column-settings.ts";

/** An object's name, unquoted and as the database folds it; `schema` is null where none was written. */
export interface Name {
  readonly schema: string | null;
  readonly name: string;
}

/** A column's type in the database's canonical words: `integer`, `character varying`, `numeric`, or a user's own. */
export interface ColumnType {
  readonly name: string;
  /** Length, or precision and scale; empty where none is given. */
  readonly modifiers: readonly number[];
  readonly isArray: boolean;
  /** Labels of a MySQL `enum` or `set`, in order. */
  readonly labels?: readonly string[];
  readonly unsigned?: boolean;
  readonly charset?: string;
  readonly collation?: string;
}

/** What an expression or a query names. */
export interface Named {
  /** Columns, without what stands before them; `*` for all. */
  readonly columns: readonly string[];
  /** Functions, without their schema. */
  readonly routines: readonly string[];
  /** Those of them that PostgreSQL does not bring along; absent where there is none. */
  readonly made?: readonly string[];
  /** A user's own types, as `ColumnType` names them; absent where there is none. */
  readonly types?: readonly string[];
}

/** `stable` is the same for all rows of one statement (`now()`); `volatile` differs from row to row, or is not known. */
export type DefaultValue =
  /** `demanded` where an insert must name the column though it may be null: MySQL, behind `drop default`. */
  | { readonly kind: "none"; readonly demanded?: true }
  | { readonly kind: "null" }
  | {
      readonly kind: "constant" | "stable" | "volatile";
      readonly text: string;
      readonly names?: Named;
      /** The sequence that gives the value. */
      readonly sequence?: Name;
      /** Its type, where PostgreSQL's text of it says so. */
      readonly gives?: ColumnType;
    };

export interface ColumnDefinition {
  readonly name: string;
  /** null where the statement does not say, as in `create table as`. */
  readonly type: ColumnType | null;
  readonly nullable: boolean;
  readonly default: DefaultValue;
  /** `always` refuses a client's own values. serial, AUTO_INCREMENT and rowid keys are `by-default`. */
  readonly identity: "none" | "always" | "by-default";
  /** How an identity counts, where the statement says so. */
  readonly counting?: readonly SequenceOption[];
  readonly generated: GeneratedValue | null;
  readonly invisible: boolean;
  readonly onUpdate?: string;
  readonly comment?: string;
  /** What is done with a null that the column does not take; absent where it is refused. */
  readonly whenNull?: Otherwise;
  readonly settings?: ColumnSettings;
}

/** `value` is null where the statement asks for what goes without saying (`no maxvalue`). */
export interface SequenceOption {
  readonly name: "as" | "increment" | "minvalue" | "maxvalue" | "cache" | "start" | "cycle" | "other";
  readonly value: string | null;
}

/** SQLite: what it refuses is left out, or put in the place of what is in its way (of a null: the default). */
export type Otherwise = "ignore" | "replace";

/** `nulls` is absent for what the database itself puts there. */
export interface GeneratedValue {
  readonly kind: "stored" | "virtual";
  readonly text: string;
  readonly names?: Named;
  readonly nulls?: Nulls;
  readonly converts?: readonly Conversion[];
}

/** What PostgreSQL turns a column into: by a cast, or by a function or an operator. */
export type Conversion = { readonly column: string } & ({ readonly to: ColumnType } | { readonly by: string });

export type ConstraintDefinition =
  | (ConstraintFrame & {
      readonly kind: "primary-key" | "unique";
      readonly usingIndex: string | null;
      /** `nulls not distinct`: a null may be there once. */
      readonly nullsAreSame?: true;
      /** What is done with a row whose key is there already; absent where it is refused. */
      readonly otherwise?: Otherwise;
      /** As an index has them. */
      readonly lengths?: readonly (number | null)[];
      readonly built?: string;
    })
  | (ConstraintFrame & {
      readonly kind: "check";
      readonly text: string;
      readonly names?: Named;
      /** The column, where the check says of one that it is not null, and nothing else. */
      readonly requires?: string;
    })
  | (ConstraintFrame & {
      readonly kind: "foreign-key";
      readonly references: Name;
      readonly referenced: readonly string[];
      readonly onDelete: string;
      readonly onUpdate: string;
    })
  | (ConstraintFrame & { readonly kind: "exclude"; readonly text: string })
  | (ConstraintFrame & { readonly kind: "not-null" });

/** When a constraint is checked. */
export interface Deferral {
  readonly deferrable: boolean;
  /** `initially deferred`: at the end of a transaction that does not say otherwise. */
  readonly deferred?: true;
}

interface ConstraintFrame extends Deferral {
  /** null where the database chooses the name. */
  readonly name: string | null;
  readonly columns: readonly string[];
  /** `not-valid` holds for new rows only; `not-enforced` for none. */
  readonly enforcement: "valid" | "not-valid" | "not-enforced";
  /** The column that it is written on, where it goes with that column (SQLite). */
  readonly onColumn?: string;
}

export interface IndexDefinition {
  /** null where the database chooses the name. */
  readonly name: string | null;
  readonly table: Name;
  /** Column names, or the text of an expression. */
  readonly keys: readonly string[];
  readonly unique: boolean;
  readonly nullsAreSame?: true;
  readonly method: string;
  /** MySQL's, MariaDB's and SQLite's keys that are sorted downwards, by their places; absent where none is. */
  readonly descending?: readonly number[];
  /** The condition of a partial index. */
  readonly where: string | null;
  /** What its keys and its condition name. */
  readonly names?: Named;
  readonly converts?: readonly Conversion[];
  /** MySQL's prefixes in characters, one for each key, where any key has one; null is the whole column. */
  readonly lengths?: readonly (number | null)[];
  /** MySQL's INVISIBLE and MariaDB's IGNORED: kept up to date, and not used by queries. */
  readonly invisible?: boolean;
  /** What MySQL's says besides: its comment, its parser; absent where it says nothing. */
  readonly properties?: readonly string[];
  /** PostgreSQL's order and operators of its keys, what it carries beside them, and its options; absent for the usual. */
  readonly built?: string;
}

/** When a computed value is null: never, only where a column that it reads is, or otherwise as well. */
export type Nulls = "never" | "as-read" | "maybe";

/** An object in a table. */
export interface OnTable {
  readonly table: Name;
  /** PostgreSQL's ONLY: not of its partitions and children. */
  readonly only?: true;
}

export interface OnColumn extends OnTable {
  readonly column: string;
}

/** The schema.name text by which an object is known in a judgement; `own` is the schema that needs no saying. */
export function nameText({ schema, name }: Name, own: string | null): string {
  return schema === null || schema === own ? name : `${schema}.${name}`;
}
