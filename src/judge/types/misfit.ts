import type { ColumnType } from "../../model/definition.ts";
import type { Value } from "../../model/value.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isAssignable } from "./assignable.ts";
import { valueType } from "./domain-type.ts";
import { isBuiltIn } from "./family.ts";
import { typesTaken } from "./types-read.ts";
import { wrongLiteral } from "./wrong-literal.ts";

export interface Written {
  /** What the column takes; null where that is not known. */
  readonly type: ColumnType | null;
  /** The tables whose columns the value may be of. */
  readonly tables: readonly Table[];
  readonly schema: Schema;
}

/** Why PostgreSQL refuses to store a value, whatever the rows are, in words; undefined where it may not. */
export function misfit(
  value: Value | { readonly from: "default" },
  { type, tables, schema }: Written,
): string | undefined {
  if (schema.dialect !== "postgresql" || type === null || value.from === "default") return undefined;
  if (value.from === "constant" && value.text !== undefined && value.gives === undefined)
    return wrongLiteral(value.text, valueType(type, schema), schema);
  const given = value.gives === undefined ? typesTaken(value, tables) : [value.gives].filter(isBuiltIn);
  const [first] = given;
  const isRefused = given.every((each) => !isAssignable(valueType(each, schema), valueType(type, schema)));
  return first !== undefined && isRefused ? `a value of ${first.name} is no ${type.name} by itself` : undefined;
}
