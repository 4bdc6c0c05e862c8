// A function with a search path of its own, which does not find what the body names without a schema.
import type { OnlyReads, TriggerEffects } from "../../model/change/code.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Routine } from "../schema/routines.ts";
import type { Schema } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { keyOf } from "../schema/schema.ts";

/** What a function does, as far as that can be read; `names` of what is no string, which was looked up when it was made. */
type Body = Pick<Routine, "effects" | "onlyReads" | "names">;

/** What its callers meet where it runs with these options; empty where everything is found. */
export function hiddenImpacts(body: Body | undefined, options: Routine["options"], schema: Schema): readonly Impact[] {
  if (!hides(options)) return [];
  if (body === undefined) return [UNDETERMINED];
  const { effects, onlyReads, names } = body;
  if (names !== null) return [];
  const used = onlyReads ?? (effects === null ? null : usedBy(effects));
  if (used === null) return [UNDETERMINED];
  const broken = effects === null ? "reads_and_writes_break" : "writes_break";
  return isAllFound(used, schema) ? [] : [impact(broken, "if_referenced")];
}

function hides(options: Routine["options"]): boolean {
  const path = options.get("set search_path")?.split(", ");
  return path?.some((one) => FINDS.has(one)) === false;
}

/** The schema of what is named without one, and whatever the session has. */
const FINDS: ReadonlySet<string> = new Set(["public", "current"]);

const UNDETERMINED: Impact = impact("undetermined", "always");

type Used = Pick<OnlyReads, "reads" | "calls">;

function usedBy({ tables, reads = [], calls = [] }: TriggerEffects): Used {
  return { reads: [...tables, ...reads], calls };
}

function isAllFound({ reads, calls }: Used, schema: Schema): boolean {
  return (
    !reads.some((name) => name.schema === null && isOwn(keyOf(schema, name), schema)) && !calls.some(isMadeIn(schema))
  );
}

/** Without a schema in its key, it is in `public`. */
function isOwn(key: string, { tables, views }: Schema): boolean {
  return tables.has(key) || views.has(key);
}

function isMadeIn({ routines }: Schema): (call: string) => boolean {
  return (call) => [...routines.values()].some(({ name }) => name === call);
}
