import type { Change } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import { expect, take, takeBracketed, takeUntil, textOf } from "./cursor.ts";
import { objectName } from "./names.ts";

/** `pragma name`, `pragma name = value`, `pragma name(value)`. Those that change the schema's own text are not followed. */
export function pragma(c: Cursor): readonly Change[] {
  expect(c, "pragma");
  const { name: setting } = objectName(c);
  const value = valueOf(c);
  if (HARMFUL.has(setting)) return [{ kind: "opaque", because: `what pragma ${setting} allows is not in its text` }];
  if (value === null || QUESTIONS.test(setting)) return [{ kind: "read" }];
  return [{ kind: "session-setting", setting, value: value.toLowerCase() }];
}

function valueOf(c: Cursor): string | null {
  if (take(c, "=")) return textOf(c, takeUntil(c));
  const tokens = takeUntil(c, "(");
  if (tokens.length > 0) expect(c, "=");
  return c.position < c.tokens.length ? textOf(c, takeBracketed(c)) : null;
}

const HARMFUL: ReadonlySet<string> = new Set(["writable_schema", "schema_version"]);

/** Their argument says what is asked about. */
const QUESTIONS = /^(?:table_x?info|index_x?info|index_list|foreign_key_(?:list|check)|integrity_check|quick_check)$/;
