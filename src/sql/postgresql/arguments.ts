import type { Node } from "libpg-query";
import { columnTypeOf } from "./column-type.ts";
import { nodeOf, nodesOf } from "./nodes.ts";

/** Which of several functions of a name a statement means: the types of its arguments, where it gives them. */
export function argumentsOf(object: Node): { readonly args?: string } {
  const { args_unspecified, objargs = [] } = nodeOf(object, "ObjectWithArgs") ?? {};
  if (args_unspecified === true) return {};
  const types = nodesOf(objargs, "TypeName").map((type) => columnTypeOf(type));
  return { args: `(${types.map(({ name, isArray }) => (isArray ? `${name}[]` : name)).join(", ")})` };
}
