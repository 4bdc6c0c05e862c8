// What `refresh materialized view concurrently` asks for: "at least one UNIQUE index … which uses only column names and includes all rows" (its chapter in PostgreSQL's manual).
import type { Ends } from "../ends.ts";
import type { Done } from "../run.ts";
import type { View } from "../schema/schema.ts";
import { keyOf } from "../schema/schema.ts";

/** Whether the view that the client knows is kept, and can be refreshed only while nobody reads it. */
export function stopsRefreshes({ change, carried }: Done, { client, after }: Ends): boolean {
  if (change.kind !== "drop-index" && change.kind !== "drop-view" && carried.length === 0) return false;
  const views = [...client.views].filter(([, view]) => isRefreshable(view));
  return views.some(([name, { id, indexes }]) => {
    const isDropped = change.kind === "drop-index" && indexes.some((index) => index.name === change.index.name);
    const isRemade = change.kind === "drop-view" && keyOf(client, change.view) === name;
    const now = isDropped ? [...after.views.values()].find((view) => view.id === id) : after.views.get(name);
    return (isDropped || isRemade || carried.includes(name)) && now?.materialized === true && !isRefreshable(now);
  });
}

export function isRefreshable({ columns, indexes }: View): boolean {
  return indexes.some(
    ({ unique, where, keys }) =>
      unique && where === null && keys.every((key) => columns === null || columns.includes(key)),
  );
}
