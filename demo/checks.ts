import { say } from "./screen.ts";

/** What the demo promises to show. Each is asked once, and said aloud. */
export interface Checks {
  expect(claim: string, holds: boolean): void;
  readonly failed: () => number;
}

export function createChecks(): Checks {
  let failed = 0;
  return {
    expect: (claim, holds) => {
      say(`${holds ? "ok    " : "NOT OK"} ${claim}`);
      if (!holds) failed += 1;
    },
    failed: () => failed,
  };
}
