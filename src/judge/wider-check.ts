import type { ConstraintDefinition } from "../model/definition.ts";
import type { Table } from "./schema.ts";

type Check = Extract<ConstraintDefinition, { readonly kind: "check" }>;

/** True where a check on the same column listed the values that may be, and all of them still may. */
export function isWiderThanBefore(check: Check, before: Table | undefined): boolean {
  const next = listIn(check.text);
  if (next === undefined) return false;
  return (before?.constraints ?? []).some(({ definition }) => {
    const was = definition.kind === "check" && definition.enforcement === "valid" ? listIn(definition.text) : undefined;
    return was?.column === next.column && was.values.every((value) => next.values.includes(value));
  });
}

interface Listed {
  readonly column: string;
  readonly values: readonly string[];
}

/** `column in ('a', 'b')`, and nothing else. */
function listIn(text: string): Listed | undefined {
  const { column, list } = LIST.exec(text)?.groups ?? {};
  if (column === undefined || list === undefined) return undefined;
  return { column, values: list.match(VALUE) ?? [] };
}

const LIST =
  /^\s*\(?\s*"?(?<column>\w+)"?\s+in\s*\((?<list>\s*(?:'[^']*'|\d+)(?:\s*,\s*(?:'[^']*'|\d+))*\s*)\)\s*\)?\s*$/i;
const VALUE = /'[^']*'|\d+/g;
