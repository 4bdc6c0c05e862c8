import type { ChangeOf } from "../../model/change.ts";
import type { ColumnType } from "../../model/definition.ts";
import type { Node } from "libpg-query";
import { columnTypeOf } from "./column-type.ts";
import { allOf } from "./walk.ts";

/** The casts around a column: one to any text keeps what it is given, and the last to the type goes without saying. */
export function throughOf(expression: Node, type: ColumnType): Pick<ChangeOf<"change-type">, "through"> {
  if (allOf(expression, "FuncCall").length > 0) return {};
  const casts = allOf(expression, "TypeCast").flatMap(({ typeName }) => (typeName ? [columnTypeOf(typeName)] : []));
  const [last, ...others] = casts.filter((cast) => !isAnyText(cast));
  const through = last === undefined || isNamed(last, type) ? others : [last, ...others];
  return through.length === 0 ? {} : { through: through.reverse() };
}

function isNamed(cast: ColumnType, { name, modifiers, isArray }: ColumnType): boolean {
  return cast.name === name && cast.isArray === isArray && String(cast.modifiers) === String(modifiers);
}

function isAnyText({ name, modifiers, isArray }: ColumnType): boolean {
  return !isArray && modifiers.length === 0 && (name === "text" || name === "character varying");
}
