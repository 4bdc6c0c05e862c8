// Who owns what is no table, as a mark beside it: it goes with it, and is called as it is, as a privilege is.
import type { Schema } from "./schema.ts";
import { withMark } from "./surroundings.ts";

export function withObjectOwner(schema: Schema, key: string, role: string): Schema {
  const others = [...schema.surroundings].filter(([mark]) => !mark.startsWith(markOf(key, "")));
  return withMark({ ...schema, surroundings: new Map(others) }, markOf(key, role), "yes");
}

/** The names of what is owned by a role. */
export function ownedBy(role: string, marks: Schema["surroundings"]): readonly string[] {
  const end = ` to ${role}`;
  return [...marks.keys()].flatMap((mark) =>
    mark.startsWith(OWNED) && mark.endsWith(end) ? [mark.slice(OWNED.length, -end.length)] : [],
  );
}

/** Who made a thing is not known as a rule, so that another owner makes no difference that can be told. */
export function withoutOwners(marks: Schema["surroundings"]): Schema["surroundings"] {
  return new Map([...marks].filter(([mark]) => !mark.startsWith(OWNED)));
}

function markOf(key: string, role: string): string {
  return `${OWNED}${key} to ${role}`;
}

const OWNED = "owned on ";
