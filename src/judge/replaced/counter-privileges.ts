// Who may insert into a table need not be allowed to ask the sequence that a new column of it is numbered by; nextval in
// chapter "Sequence Manipulation Functions". An identity asks for no privilege.
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Done } from "../run.ts";
import type { Schema } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { allBeside, rolesWith } from "../schema/privileges.ts";
import { columnIn, keyOf } from "../schema/schema.ts";
import { spelledOut } from "../schema/serial.ts";

/** What inserts of roles meet that the client has been granted them for. */
export function uncountedImpacts({ change }: Done, { client, after }: Ends): readonly Impact[] {
  if (change.kind !== "add-column" || after.dialect !== "postgresql") return [];
  const key = keyOf(after, change.table);
  const asked = sequenceAsked(change.table, change.column.name, after);
  if (asked === undefined || isGivenByDefault(after)) return [];
  const writers = [key, allBeside(key)].flatMap((granted) => rolesWith(INSERTING, granted, client));
  const counters = new Set([...rolesWith(COUNTING, asked, after), ...newlyOnAll(asked, client, after)]);
  const isRefused = writers.some((role) => !counters.has(role) && !counters.has("public"));
  return isRefused ? [impact("writes_break", "if_referenced")] : [];
}

function sequenceAsked(table: Parameters<typeof keyOf>[1], column: string, schema: Schema): string | undefined {
  const definition = columnIn(schema, table, column)?.definition ?? null;
  if (definition === null) return undefined;
  const { default: value } = spelledOut(definition, keyOf(schema, table), schema);
  return "sequence" in value && value.sequence !== undefined ? keyOf(schema, value.sequence) : undefined;
}

/** `alter default privileges` may give it to whom it is for. */
function isGivenByDefault({ surroundings }: Schema): boolean {
  return [...surroundings.keys()].some((key) => key.startsWith("default "));
}

const INSERTING: readonly string[] = ["insert", "all"];
const COUNTING: readonly string[] = ["usage", "update", "all"];

/** What was granted on all sequences of a schema before holds for none that is newer; of tables there is no such privilege. */
function newlyOnAll(sequence: string, client: Schema, after: Schema): readonly string[] {
  const all = allBeside(sequence);
  const before = new Set(rolesWith(["usage"], all, client));
  return rolesWith(["usage"], all, after).filter((role) => !before.has(role));
}
