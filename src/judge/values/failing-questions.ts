// Statements over rows that fail for what a row holds, in what they ask of it rather than in what they write.
import type { Change, ChangeOf } from "../../model/change.ts";
import type { Needed } from "../../model/change/data.ts";
import type { Effect } from "../rule.ts";
import type { Schema } from "../schema/schema.ts";
import { mayFindSeveral } from "../constraints/found-twice.ts";
import { columnIn, tableIn } from "../schema/schema.ts";
import { mayBeMalformed } from "../sqlite/malformed-json.ts";
import { typeChange } from "../types/change.ts";
import { valueType } from "../types/domain-type.ts";
import { textReadAsOther } from "../types/text-as-other.ts";

/** The effect of a statement with this text, where not every row may be asked so. */
export function asking(own: Effect, { change, text }: Asked, schema: Schema): Effect {
  const because = own.succeeds === "yes" ? troubleWith({ change, text }, schema) : undefined;
  return because === undefined ? own : { ...own, succeeds: "data_dependent", because: `${own.because}; ${because}` };
}

interface Asked {
  readonly change: Change;
  readonly text: string;
}

function isOverRows(change: Change): boolean {
  if (change.kind === "insert" || change.kind === "create-table") return change.source.from === "query";
  return change.kind === "update" || change.kind === "delete";
}

function troubleWith({ change, text }: Asked, schema: Schema): string | undefined {
  if (findsSeveral(change, schema)) return "a query in it may find several rows for one value";
  return isOverRows(change) ? troubleOverRows({ change, text }, schema) : undefined;
}

/** SQLite takes the first of them. */
function findsSeveral(change: Change, schema: Schema): boolean {
  const lookUps = "lookUps" in change ? (change.lookUps ?? []) : [];
  return schema.dialect !== "sqlite" && lookUps.some((each) => mayFindSeveral(each, schema));
}

function troubleOverRows({ change, text }: Asked, schema: Schema): string | undefined {
  if (schema.dialect === "sqlite") return mayBeMalformed(text) ? "it fails where a text is no JSON" : undefined;
  if (schema.dialect === "postgresql") return isOpen(change, schema) ? "it fails for what some rows hold" : undefined;
  const column = change.kind === "update" ? textAsked(change, schema) : undefined;
  return column && `it fails where ${column} is a text that is no number, or no day`;
}

/** A cast of a column to what not all of its values can be, or what its grammar says of it. */
function isOpen(change: Change, schema: Schema): boolean {
  if ("mayRaise" in change && change.mayRaise === true) return true;
  return "needs" in change && (change.needs ?? []).some((need) => mayNotBeCast(need, schema));
}

function mayNotBeCast({ relations, column, as }: Needed, schema: Schema): boolean {
  if (as === undefined) return false;
  const types = relations.flatMap((name) => columnIn(schema, name, column)?.definition?.type ?? []);
  return types.some((type) => typeChange(valueType(type, schema), valueType(as, schema)).values.startsWith("fail"));
}

/** "Truncated incorrect DECIMAL value" (ER_TRUNCATED_WRONG_VALUE): an update is refused by it, a delete is not. */
function textAsked({ table: name, where }: ChangeOf<"update">, schema: Schema): string | undefined {
  const table = tableIn(schema, name);
  if (table === undefined || where === null) return undefined;
  return textReadAsOther({ text: where, reads: [...table.columns.keys()] }, { tables: [table], schema });
}
