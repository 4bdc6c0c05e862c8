// Triggers of views take the place of what is written through them, and go with the view.
import type { Schema } from "../schema/schema.ts";

/** The name under which one stands among what only a comparison needs. */
export function triggerOnView(name: string): string {
  return `trigger ${name} of a view`;
}

export function withoutTriggersOn(schema: Schema, view: string): Schema {
  const left = [...schema.surroundings].filter(
    ([name, text]) => !(name.endsWith(" of a view") && text.includes(` on ${view} `)),
  );
  return { ...schema, surroundings: new Map(left) };
}

/** What was written through the view is refused. */
export function losesTriggerOn(view: string, before: Schema, after: Schema): boolean {
  return triggersOn(view, before).some((name) => !after.surroundings.has(name));
}

export function hasTriggerOn(view: string, schema: Schema): boolean {
  return triggersOn(view, schema).length > 0;
}

function triggersOn(view: string, { surroundings }: Schema): readonly string[] {
  return [...surroundings].flatMap(([name, text]) =>
    name.endsWith(" of a view") && text.includes(` on ${view} `) ? [name] : [],
  );
}
