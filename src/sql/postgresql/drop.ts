import type { Change, ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Source } from "./source.ts";
import type { DropStmt, Node } from "libpg-query";
import { argumentsOf } from "./arguments.ts";
import { cascades } from "./clause.ts";
import { nameOfObject, nameOfWords } from "./names.ts";
import { nodeOf, wordsOf } from "./nodes.ts";
import { notJudged } from "./opaque.ts";

export function drop(statement: DropStmt, source: Source): readonly Change[] {
  const read = DROPS[statement.removeType ?? "OBJECT_ACCESS_METHOD"];
  if (read === undefined) return [notJudged(source.text)];
  const how = { ifExists: statement.missing_ok === true, cascade: cascades(statement) };
  const concurrently = statement.concurrent === true;
  return (statement.objects ?? []).map((object) =>
    read({ name: nameOfObject(object), object, how, concurrently, text: source.text }),
  );
}

interface Dropped {
  readonly name: Name;
  readonly object: Node;
  readonly how: { readonly ifExists: boolean; readonly cascade: boolean };
  readonly concurrently: boolean;
  readonly text: string;
}

type DropReader = (dropped: Dropped) => Change;

function routine(of: ChangeOf<"drop-routine">["of"]): DropReader {
  return ({ name, object, how }) => ({ kind: "drop-routine", routine: name, of, ...argumentsOf(object), ...how });
}

/** What stands in a table is named after it: the last word is its own. */
function inTable({ object, name }: Dropped): { readonly table: Name; readonly name: string } {
  const words = wordsOf(nodeOf(object, "List")?.items);
  return { table: nameOfWords(words.slice(0, -1)), name: name.name };
}

function dropType({ name, how }: Dropped): ChangeOf<"drop-type"> {
  return { kind: "drop-type", type: name, ...how };
}

const DROPS: Readonly<Partial<Record<NonNullable<DropStmt["removeType"]>, DropReader>>> = {
  OBJECT_TABLE: ({ name, how }) => ({ kind: "drop-table", table: name, ...how, temporary: false }),
  OBJECT_VIEW: ({ name, how }) => ({ kind: "drop-view", view: name, materialized: false, ...how }),
  OBJECT_MATVIEW: ({ name, how }) => ({ kind: "drop-view", view: name, materialized: true, ...how }),
  OBJECT_INDEX: ({ name, how, concurrently }) => ({
    kind: "drop-index",
    index: name,
    table: null,
    concurrently,
    ...how,
  }),
  OBJECT_SEQUENCE: ({ name, how }) => ({ kind: "drop-sequence", sequence: name, ...how }),
  OBJECT_TYPE: dropType,
  OBJECT_DOMAIN: (dropped) => ({ ...dropType(dropped), isDomain: true }),
  OBJECT_FUNCTION: routine("function"),
  OBJECT_ROUTINE: routine("routine"),
  OBJECT_PROCEDURE: routine("procedure"),
  OBJECT_AGGREGATE: routine("aggregate"),
  OBJECT_TRIGGER: (dropped) => ({ kind: "drop-trigger", ...inTable(dropped), ...dropped.how }),
  OBJECT_RULE: (dropped) => ({ kind: "drop-rule", ...inTable(dropped), event: null, text: dropped.text }),
  OBJECT_POLICY: (dropped) => ({ kind: "drop-policy", ...inTable(dropped), text: dropped.text }),
  OBJECT_SCHEMA: ({ name, how }) => ({ kind: "drop-schema", name: name.name, ...how }),
  OBJECT_EXTENSION: ({ name, how }) => ({ kind: "drop-extension", name: name.name, ...how }),
  OBJECT_PUBLICATION: ({ name, text, how: { ifExists } }) => ({
    kind: "publication",
    text,
    does: "drop",
    name: name.name,
    ifExists,
  }),
  OBJECT_STATISTIC_EXT: ({ name, how: { ifExists } }) => ({
    kind: "statistics",
    does: "drop",
    name,
    on: null,
    ifExists,
  }),
};
