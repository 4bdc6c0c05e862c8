// Triggers of views take the place of what is written through them, and go with the view.
import type { ChangeOf } from "../../model/change.ts";
import type { Schema } from "../schema/schema.ts";
import { withoutObject } from "../schema/edit-objects.ts";

/** The name under which one stands among what only a comparison needs. */
export function triggerOnView(name: string): string {
  return `trigger ${name}${OF_VIEW}`;
}

const OF_VIEW = " of a view";

/** What is kept of it: the routine by its key, and its body. */
export function shownOnView(
  { timing, events }: Pick<ChangeOf<"create-trigger">, "timing" | "events">,
  { view, routine, body }: { readonly view: string; readonly routine: string; readonly body: string },
): string {
  return `${timing} ${events.join(" ")} on ${view} calls ${routine} ${body}`;
}

/** The name of one that calls the routine. */
export function callerOnView({ surroundings }: Schema, routine: string): string | undefined {
  return [...surroundings].find(([name, text]) => name.endsWith(OF_VIEW) && text.includes(` calls ${routine} `))?.[0];
}

/** `drop function … cascade` takes them along. */
export function withoutCallersOnViews(schema: Schema, routine: string): Schema {
  const caller = callerOnView(schema, routine);
  return caller === undefined ? schema : withoutCallersOnViews(withoutObject(schema, "surroundings", caller), routine);
}

export function withoutTriggersOn(schema: Schema, view: string): Schema {
  const left = [...schema.surroundings].filter(
    ([name, text]) => !(name.endsWith(OF_VIEW) && text.includes(` on ${view} `)),
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
    name.endsWith(OF_VIEW) && text.includes(` on ${view} `) ? [name] : [],
  );
}
