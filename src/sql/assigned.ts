/** Of a token, what tells words from names; SQLite's and MySQL's are alike in that. */
export interface Spoken {
  readonly kind: string;
  readonly word: string;
  readonly value: string;
}

/** `a = …, t.b = …, (c, d) = …`: the places of what is given values, up to the end of the list. */
export function assignedPlaces(tokens: readonly Spoken[], start: number): readonly number[] {
  const places: number[] = [];
  const state: State = { depth: 0, isTarget: true };
  for (const [ahead, { word }] of tokens.slice(start).entries()) {
    if (state.depth === 0 && ENDS.has(word)) break;
    if (state.isTarget && !NO_TARGETS.has(word)) places.push(start + ahead);
    follow(state, word);
  }
  return places;
}

interface State {
  depth: number;
  isTarget: boolean;
}

function follow(state: State, word: string): void {
  if (word === "(") state.depth += 1;
  if (word === ")") state.depth -= 1;
  if (word === "=" || word === ":=") state.isTarget = false;
  if (word === "," && state.depth === 0) state.isTarget = true;
}

/** The columns that stand at these places, without what qualifies them. */
export function columnsAt(tokens: readonly Spoken[], places: readonly number[]): readonly string[] {
  return places.flatMap((place) => {
    const isQualifier = tokens[place + 1]?.word === "." || tokens[place]?.word === ".";
    return isQualifier ? [] : [tokens[place]?.value ?? ""];
  });
}

const NO_TARGETS: ReadonlySet<string> = new Set(["=", ":=", "(", ")", ","]);

const ENDS: ReadonlySet<string> = new Set(["where", "from", "returning", "order", "limit", ";"]);
