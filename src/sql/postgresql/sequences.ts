import type { Change, ChangeOf } from "../../model/change.ts";
import type { SequenceOption } from "../../model/definition.ts";
import type { Source } from "./source.ts";
import type { AlterSeqStmt, CreateSeqStmt, DefElem, Node } from "libpg-query";
import { columnTypeOf } from "./column-type.ts";
import { nameOfRelation, nameOfWords } from "./names.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { numberOf } from "./numbers.ts";

export function createSequence(statement: CreateSeqStmt): readonly Change[] {
  const ownedBy = ownerOf(optionOf(statement.options, "owned_by"));
  const ifNotExists = statement.if_not_exists === true;
  const sequence = nameOfRelation(statement.sequence);
  const options = optionsOf(nodesOf(statement.options, "DefElem"));
  return [{ kind: "create-sequence", sequence, ifNotExists, ownedBy, ...options }];
}

export function alterSequence(statement: AlterSeqStmt, source: Source): readonly Change[] {
  const restart = optionOf(statement.options, "restart");
  const owner = optionOf(statement.options, "owned_by");
  const value = numberOf(restart?.arg);
  return [
    {
      kind: "alter-sequence",
      sequence: nameOfRelation(statement.sequence),
      restart: restart !== undefined,
      value,
      ...((value ?? 1) < 1 && { belowOne: "always" }),
      ...(owner !== undefined && { ownedBy: ownerOf(owner) }),
      text: source.text,
      ...optionsOf(nodesOf(statement.options, "DefElem")),
    },
  ];
}

export function optionsOf(elements: readonly DefElem[]): { readonly options?: readonly SequenceOption[] } {
  const options = elements
    .filter(({ defname }) => defname !== "restart" && defname !== "owned_by")
    .map(({ defname, arg }): SequenceOption => ({
      name: OPTIONS.find((known) => known === defname) ?? "other",
      value: optionValue(arg),
    }));
  return options.length === 0 ? {} : { options };
}

function optionValue(value: Node | undefined): string | null {
  if (value === undefined) return null;
  const type = nodeOf(value, "TypeName");
  if (type !== undefined) return columnTypeOf(type).name;
  const truth = nodeOf(value, "Boolean");
  if (truth !== undefined) return truth.boolval === true ? "true" : null;
  return String(numberOf(value) ?? JSON.stringify(value));
}

const OPTIONS = ["as", "increment", "minvalue", "maxvalue", "cache", "start", "cycle"] as const;

function optionOf(options: readonly Node[] | undefined, name: string): DefElem | undefined {
  return nodesOf(options, "DefElem").find(({ defname }) => defname === name);
}

/** `owned by none` has no table before its last word. */
function ownerOf(option: DefElem | undefined): ChangeOf<"create-sequence">["ownedBy"] {
  const words = wordsOf(nodeOf(option?.arg, "List")?.items);
  return words.length < 2 ? null : { table: nameOfWords(words.slice(0, -1)), column: words.at(-1) ?? "" };
}
