import type { Name } from "../../model/definition.ts";
import type { Node, RangeVar } from "libpg-query";
import { nodeOf, wordsOf } from "./nodes.ts";

/** What is made for this connection alone is in `pg_temp`, whether that is said or not. */
export function nameOfRelation(relation: RangeVar | undefined): Name {
  const schema = relation?.relpersistence === "t" ? "pg_temp" : (relation?.schemaname ?? null);
  return { schema, name: relation?.relname ?? "" };
}

/** `name`, `schema.name` or `database.schema.name`. */
export function nameOfWords(words: readonly string[]): Name {
  return { schema: words.at(-2) ?? null, name: words.at(-1) ?? "" };
}

export function nameOfList(nodes: readonly Node[] | undefined): Name {
  return nameOfWords(wordsOf(nodes));
}

/** The name in whatever form the grammar keeps it for the kind of object. */
export function nameOfObject(object: Node | undefined): Name {
  const words =
    nodeOf(object, "List")?.items ?? nodeOf(object, "TypeName")?.names ?? nodeOf(object, "ObjectWithArgs")?.objname;
  return words === undefined ? nameOfWords(wordsOf(object === undefined ? [] : [object])) : nameOfList(words);
}
