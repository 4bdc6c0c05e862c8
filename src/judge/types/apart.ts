import type { ColumnType } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { familyOf } from "./family.ts";
import { typeNamed } from "./user-types.ts";

/** Labels are cast to texts, and to nothing else; texts, where that is asked for, to labels. */
export function areApart(from: ColumnType, to: ColumnType, schema: Schema): boolean {
  if (familyOf(to).family === "text") return false;
  const [source, target] = [from, to].map(({ name }) => typeNamed(schema, name));
  return source !== target && (source?.of === "enum" || (target?.of === "enum" && familyOf(from).family !== "text"));
}
