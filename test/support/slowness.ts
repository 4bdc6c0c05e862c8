// Limits of processor time are meant for a processor of today; on a slower one, or where others use it too, they are wider.

/** How often longer than there a fixed piece of work takes here, one like what judging does: 1 or more. */
export function slowness(): number {
  const begun = process.cpuUsage();
  let copy = new Map(Array.from({ length: ENTRIES }, (_, at) => [`t${at}`, { name: `t${at}`, at }]));
  for (let round = 0; round < ROUNDS; round += 1)
    copy = new Map([...copy].filter(([key, { name }]) => key.startsWith("t") && key === name));
  const { user } = process.cpuUsage(begun);
  return Math.max(1, user / 1_000_000 / SECONDS_OF_TODAY);
}

const ENTRIES = 700;

const ROUNDS = 4_000;

const SECONDS_OF_TODAY = 0.1;
