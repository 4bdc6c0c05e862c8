import type { Cursor } from "./cursor.ts";
import { expect, inParentheses, is, listOf, take } from "./cursor.ts";
import { seeCommon } from "./derived.ts";
import { anyWord } from "./names.ts";
import { query } from "./recursion.ts";

/** `with a as (…), b as (…)`, if it comes next. */
export function commonTables(c: Cursor): void {
  if (!take(c, "with")) return;
  take(c, "recursive");
  listOf(c, (one) => {
    const called = anyWord(one);
    one.seen.common.add(called.toLowerCase());
    const isRenamed = is(one, "(");
    if (isRenamed) inParentheses(one, anyWord);
    expect(one, "as");
    expect(one, "(");
    const { gives } = query(one);
    if (!isRenamed) seeCommon(one, called, gives);
    expect(one, ")");
  });
}
