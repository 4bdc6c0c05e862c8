// What the body of a trigger gives to columns.
import type { GivenValue } from "../../model/change/given.ts";
import type { Value } from "../../model/value.ts";
import type { Cursor } from "./cursor.ts";
import type { Token } from "./token.ts";
import { spelled } from "./names.ts";
import { nothingSeen } from "./seen.ts";
import { writtenValue } from "./written-values.ts";

/** `set new.c = …` */
export function givenToOwn(c: Cursor, place: number): readonly GivenValue[] {
  const own = another(c, c.tokens, place + 4);
  const value = writtenValue(own);
  return own.refusal === null ? [{ column: spelled(c, c.tokens[place + 2]?.value ?? ""), value }] : [];
}

/** What is not understood may be anything. */
export function valueOf(c: Cursor, tokens: readonly Token[]): Value {
  const own = another(c, tokens, 0);
  const value = writtenValue(own);
  const isWhole = own.refusal === null && own.position === tokens.length;
  return isWhole ? value : { from: "expression", reads: [], text: "", nulls: "maybe" };
}

/** Another reader, whose refusals are its own. */
function another(c: Cursor, tokens: readonly Token[], position: number): Cursor {
  return { ...c, tokens, position, refusal: null, seen: nothingSeen() };
}
