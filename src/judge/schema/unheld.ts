// What `cascade` takes along: whatever names the thing that goes.
import type { Named } from "../../model/definition.ts";
import type { Column, Schema, Table } from "./schema.ts";
import { withoutObject } from "./edit-objects.ts";
import { withoutTied } from "./ties.ts";

export function withoutHolders(schema: Schema, names: (named: Named) => boolean): Schema {
  const isHeld = (named: Named | null | undefined): boolean => named !== null && named !== undefined && names(named);
  const tables = [...schema.tables].map(([name, table]): [string, Table] => [name, unheld(table, isHeld)]);
  const views = [...schema.views].filter(([, view]) => isHeld(view.names)).map(([name]) => name);
  const left: Schema = { ...schema, tables: new Map(tables) };
  return views.reduce((made, view) => withoutObject(made, "views", view), left);
}

type IsHeld = (named: Named | null | undefined) => boolean;

/** A default goes, and its column stays; one that is computed goes as a whole. */
function unheld(table: Table, isHeld: IsHeld): Table {
  const isLeft = ({ definition }: { readonly definition: object }): boolean =>
    !("names" in definition && isHeld(definition.names as Named));
  const tied = [...table.ties].filter(([, tie]) => isHeld(tie.names)).map(([key]) => key);
  return {
    ...withoutTied(table, tied),
    columns: new Map(
      [...table.columns]
        .filter(([, { definition }]) => !isHeld(definition?.generated?.names))
        .map(([name, column]) => [name, withoutHeldDefault(column, isHeld)]),
    ),
    constraints: table.constraints.filter(isLeft),
    indexes: table.indexes.filter(isLeft),
  };
}

function withoutHeldDefault(column: Column, isHeld: IsHeld): Column {
  const { definition } = column;
  const value = definition?.default;
  if (definition === null || value === undefined || !("names" in value) || !isHeld(value.names)) return column;
  return { ...column, definition: { ...definition, default: { kind: "none" } } };
}
