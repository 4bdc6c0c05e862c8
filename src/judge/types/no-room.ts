import type { ColumnType } from "../../model/definition.ts";
import type { Family } from "./family.ts";
import { evaluate } from "../values/evaluate.ts";
import { UNLIMITED, familyOf } from "./family.ts";

/** Why a constant is too long, or too large, for the type, in words: PostgreSQL cuts nothing but blanks at the end. */
export function noRoom(text: string, type: ColumnType): string | undefined {
  const written = type.isArray ? undefined : writtenOut(text);
  return written === undefined || isRoomIn(familyOf(type), written)
    ? undefined
    : `${type.name} has no room for what is written`;
}

/** A number as it is written: it may have more digits than one of JavaScript's. */
function writtenOut(text: string): string | undefined {
  if (NUMBER.test(text.trim())) return text.trim();
  const value = evaluate(text, new Map());
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function isRoomIn({ family, size, scale }: Family, written: string): boolean {
  if (family === "text") return Array.from(written.trimEnd()).length <= size;
  if (!NUMBER.test(written.trim())) return true;
  if (family === "decimal")
    return size === UNLIMITED || Math.round(Math.abs(Number(written)) * 10 ** scale) < 10 ** size;
  return family !== "integer" || isWithin(written.trim(), size);
}

function isWithin(written: string, bytes: number): boolean {
  const value = WHOLE.test(written) ? BigInt(written.replace("+", "")) : BigInt(Math.round(Number(written)));
  const room = 2n ** BigInt(8 * bytes - 1);
  return -room <= value && value < room;
}

const NUMBER = /^[-+]?(?:\d{1,300}(?:\.\d*)?|\.\d+)$/;

const WHOLE = /^[-+]?\d+$/;
