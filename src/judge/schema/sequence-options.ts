import type { ColumnType, SequenceOption } from "../../model/definition.ts";
import type { Sequence } from "./sequence.ts";
import { optionsText } from "./options-text.ts";

type Options = ReadonlyMap<string, string>;

/** What a sequence's options come to: what goes without saying is not said. */
export function optionsAfter(known: Options, options: readonly SequenceOption[]): Options {
  const set = new Map(known);
  for (const { name, value } of options) {
    if (value === null || DEFAULTS[name] === value) set.delete(name);
    else set.set(name, value);
  }
  if (set.get("maxvalue") === LARGEST[set.get("as") ?? WIDEST]) set.delete("maxvalue");
  return set;
}

/** How an identity of a type counts, in a form that can be compared. */
export function countingText(counting: readonly SequenceOption[], type: ColumnType | null): string {
  const lasting = counting.filter(({ name }) => COUNTING.has(name));
  const options = new Map(optionsAfter(new Map(), lasting));
  if (options.get("maxvalue") === LARGEST[type?.name ?? ""]) options.delete("maxvalue");
  return optionsText(options);
}

/**
 * True where the end that it was given has no room in the type that it is given now: "MAXVALUE is out of range for
 * sequence data type". One that was its type's goes along (init_params in src/backend/commands/sequence.c).
 */
export function endsBeyondType(options: readonly SequenceOption[], known: Sequence | undefined): boolean {
  const after = optionsAfter(known?.options ?? new Map<string, string>(), options);
  const end = after.get("maxvalue");
  const type = options.find(({ name }) => name === "as")?.value;
  return end !== undefined && type !== undefined && Number(end) > Number(LARGEST[type ?? WIDEST]);
}

const COUNTING: ReadonlySet<string> = new Set(["start", "increment", "minvalue", "maxvalue", "cache", "cycle"]);

const LARGEST: Readonly<Record<string, string>> = {
  smallint: "32767",
  integer: "2147483647",
  bigint: "9223372036854775807",
};

/** Whether it comes to an end where it did not before. */
export function endsEarlier({ name, value }: SequenceOption, known: Sequence | undefined): boolean {
  const before = known?.options.get(name);
  if (name === "as") return TYPES.indexOf(value ?? WIDEST) < TYPES.indexOf(before ?? WIDEST);
  if (name === "maxvalue") return numberOf(value, Infinity) < numberOf(before, endOf(known));
  return name === "minvalue" && numberOf(value, 1) > numberOf(before, isOpen(known) ? -Infinity : 1);
}

function endOf(known: Sequence | undefined): number {
  return isOpen(known) ? Infinity : Number(LARGEST[known?.options.get("as") ?? WIDEST]);
}

/**
 * Code that takes a block of numbers for each that it is given (Hibernate's pooled optimizer and `allocationSize`) has
 * written what lies between.
 */
export function stepsLess({ name, value }: SequenceOption, known: Sequence | undefined): boolean {
  if (name !== "increment") return false;
  const before = numberOf(known?.options.get(name), isOpen(known) ? Infinity : 1);
  return Math.abs(numberOf(value, 1)) < Math.abs(before);
}

/** True where it may have options that are not listed. */
function isOpen(known: Sequence | undefined): boolean {
  return known === undefined || known.id <= 0;
}

function numberOf(value: string | null | undefined, otherwise: number): number {
  return value === null || value === undefined ? otherwise : Number(value);
}

const WIDEST = "bigint";

const TYPES: readonly string[] = ["smallint", "integer", WIDEST];

const DEFAULTS: Partial<Record<SequenceOption["name"], string>> = {
  as: "bigint",
  increment: "1",
  cache: "1",
  minvalue: "1",
  start: "1",
};
