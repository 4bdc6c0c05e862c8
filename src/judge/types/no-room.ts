import type { ColumnType } from "../../model/definition.ts";
import type { Family } from "./family.ts";
import { UNLIMITED, familyOf } from "./family.ts";

/**
 * Why a literal is too long, or too large, for the type, in words: PostgreSQL computes what is constant before it looks at
 * a row. Blanks at the end are cut.
 */
export function noRoom(text: string, type: ColumnType): string | undefined {
  const quoted = QUOTED.exec(text)?.groups?.["text"];
  const written = (quoted ?? text).replaceAll("''", "'");
  const isNumber = NUMBER.test(written.trim());
  if (type.isArray || (quoted === undefined && !isNumber)) return undefined;
  const { family, size, scale } = familyOf(type);
  const has =
    family === "text"
      ? Array.from(written.trimEnd()).length <= size
      : !isNumber || isWithin(written.trim(), { family, size, scale });
  return has ? undefined : `${type.name} has no room for what is written`;
}

function isWithin(written: string, { family, size, scale }: Family): boolean {
  if (family === "decimal")
    return size === UNLIMITED || Math.round(Math.abs(Number(written)) * 10 ** scale) < 10 ** size;
  if (family !== "integer") return true;
  const value = WHOLE.test(written) ? BigInt(written.replace("+", "")) : BigInt(Math.round(Number(written)));
  const room = 2n ** BigInt(8 * size - 1);
  return -room <= value && value < room;
}

const QUOTED = /^\s*'(?<text>(?:[^']|'')*)'\s*$/;

const NUMBER = /^[-+]?(?:\d{1,300}(?:\.\d*)?|\.\d+)$/;

const WHOLE = /^[-+]?\d+$/;
