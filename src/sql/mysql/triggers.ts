import type { Change, ChangeOf } from "../../model/change.ts";
import type { TriggerWrite } from "../../model/change/code.ts";
import type { GivenValue } from "../../model/change/given.ts";
import type { Name } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { writesIn } from "../trigger-writes.ts";
import { described, expect, isDone, next, peek, refuse, refuseNext, take, takeOne, textFrom } from "./cursor.ts";
import { givenToOwn, valueOf } from "./given.ts";
import { identifier, objectName, spelled } from "./names.ts";

/** `create trigger t before insert on x for each row …`, behind `trigger`. The body is kept as it is. */
export function createTrigger(c: Cursor, orReplace: boolean): readonly Change[] {
  const ifNotExists = take(c, "if", "not", "exists");
  const { name } = objectName(c);
  const timing = takeOne(c, "before", "after");
  const event = takeOne(c, "insert", "update", "delete");
  if (timing === null || event === null) refuseNext(c);
  expect(c, "on");
  const table = objectName(c);
  expect(c, "for", "each", "row");
  const beside = takeOne(c, "follows", "precedes") === null ? null : identifier(c);
  const effects = triggerBody(c);
  return [
    {
      kind: "create-trigger",
      table,
      name,
      timing: timing === "before" ? "before" : "after",
      events: [event === "insert" || event === "update" ? event : "delete"],
      routine: null,
      orReplace,
      constraintTrigger: false,
      ...(ifNotExists && { ifNotExists }),
      ...(beside !== null && { beside }),
      ...effects,
    },
  ];
}

/** `drop trigger [if exists] t`, behind `trigger`. */
export function dropTrigger(c: Cursor): readonly Change[] {
  const ifExists = take(c, "if", "exists");
  const { name } = objectName(c);
  return [{ kind: "drop-trigger", name, table: null, ifExists, cascade: false }];
}

/** Goes over the body of a trigger or routine, to the end of the statement. */
export function body(c: Cursor): string {
  const start = c.position;
  if (!BODY_STARTS.has(peek(c).word) && peek(c, 1).word !== ":")
    refuse(c, `${described(peek(c))}, where a body was expected`);
  while (!isDone(c)) next(c);
  return textFrom(c, start);
}

type Body = Pick<ChangeOf<"create-trigger">, "body" | "effects">;

/** What the body does to the rows that it is called for, as far as single words say it. */
function triggerBody(c: Cursor): Body {
  const from = c.position;
  const text = body(c);
  const places = c.tokens.slice(from).map((_, index) => from + index);
  const columns = new Set<string>();
  const assigns = new Set<string>();
  for (const place of places.filter((one) => isRowColumn(c, one))) {
    const column = spelled(c, c.tokens[place + 2]?.value ?? "");
    columns.add(column);
    if (isAssigned(c, place)) assigns.add(column);
  }
  const raises = places.some((place) => RAISES.has(c.tokens[place]?.word ?? ""));
  const tables = places.flatMap((place) => tableAfter(c, place));
  const calls = places.flatMap((place) => calledAt(c, place));
  const writes = writesIn(c.tokens.slice(from), { named: (name) => name, valueOf: (tokens) => valueOf(c, tokens) });
  const sets = places.flatMap((place) => (isRowColumn(c, place) && isAssigned(c, place) ? givenToOwn(c, place) : []));
  const fills = [...assigns].filter((column) => sets.some((set) => set.column === column && isFilling(set)));
  const known = { raises, assigns: [...assigns], columns: [...columns], tables };
  const own = { ...known, ...(sets.length > 0 && { sets }), ...(fills.length > 0 && { fills }) };
  const effects = writes.length === 0 ? own : { ...own, writes: writes.map((write) => writeIn(c, write)) };
  return { body: text, effects: calls.length === 0 ? effects : { ...effects, calls } };
}

/** It has a value then, whatever the write gave. */
function isFilling({ value }: GivenValue): boolean {
  if (value.from === "default") return false;
  return value.from === "constant" ? value.isNull !== true : value.nulls === "never";
}

/** Columns are spelled as they were spelled first. */
function writeIn(c: Cursor, { overwrites, gives, ...write }: TriggerWrite): TriggerWrite {
  const columns = overwrites === "all" ? overwrites : overwrites.map((column) => spelled(c, column));
  const given = gives?.map(({ column, value }) => ({ column: column === null ? null : spelled(c, column), value }));
  return { ...write, overwrites: columns, ...(given !== undefined && { gives: given }) };
}

/** `new.c` or `old.c` */
function isRowColumn({ tokens }: Cursor, place: number): boolean {
  const word = tokens[place]?.word;
  return (word === "new" || word === "old") && tokens[place + 1]?.word === ".";
}

function isAssigned({ tokens }: Cursor, place: number): boolean {
  const before = tokens[place - 1]?.word ?? "";
  const behind = tokens[place + 3]?.word ?? "";
  return (
    (before === "set" || before === "," || before === "into") &&
    (before === "into" || behind === "=" || behind === ":=")
  );
}

/** A procedure, or SQL that is put together while it runs. */
function calledAt({ tokens }: Cursor, place: number): readonly string[] {
  const word = tokens[place]?.word ?? "";
  return word === "call" || word === "execute" ? [`${word} ${tokens[place + 1]?.value ?? ""}`] : [];
}

/** The table named behind `into`, `update`, `from` or `join`. */
function tableAfter({ tokens }: Cursor, place: number): readonly Name[] {
  if (!NAMES_TABLE.has(tokens[place]?.word ?? "")) return [];
  const [first, dot, second] = tokens.slice(place + 1, place + 4);
  if (first === undefined || !NAMES.has(first.kind)) return [];
  if (dot?.word !== "." || second === undefined) return [{ schema: null, name: first.value }];
  return [{ schema: first.value, name: second.value }];
}

const BODY_STARTS: ReadonlySet<string> = new Set(
  `begin if case loop while repeat for set insert replace update delete select with call do return truncate create drop
  alter rename signal resignal get execute prepare analyze optimize flush lock commit rollback start kill
  values`.split(/\s+/),
);

const NAMES: ReadonlySet<string> = new Set(["word", "quoted"]);

const NAMES_TABLE: ReadonlySet<string> = new Set(["into", "update", "from", "join"]);

const RAISES: ReadonlySet<string> = new Set(["signal", "resignal"]);
