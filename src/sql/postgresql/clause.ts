import type { Change } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Range, Source } from "./source.ts";
import type { AlterTableCmd } from "libpg-query";
import { textOf } from "./source.ts";

/** One clause of an `alter table`: its node, and where it stands in the text. */
export interface Clause {
  readonly table: Name;
  readonly command: AlterTableCmd;
  readonly source: Source;
  readonly range: Range;
}

export type ClauseReader = (clause: Clause) => readonly Change[];

/** What a list of clauses can hold: each kind of command, and how it is read. */
export type ClauseReaders = Readonly<Partial<Record<NonNullable<AlterTableCmd["subtype"]>, ClauseReader>>>;

export function clauseText({ source, range }: Clause): string {
  return textOf(source, range);
}

export function onColumn({ table, command }: Clause): { readonly table: Name; readonly column: string } {
  return { table, column: command.name ?? "" };
}

export function ifExists({ command }: Clause): boolean {
  return command.missing_ok === true;
}

export function cascades({ behavior }: { readonly behavior?: AlterTableCmd["behavior"] }): boolean {
  return behavior === "DROP_CASCADE";
}
