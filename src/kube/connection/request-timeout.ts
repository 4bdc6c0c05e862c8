import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";

/**
 * The value of `--request-timeout` in milliseconds, null for no limit. Without the flag there is one all the same,
 * because an API server that accepts connections and never answers must not hang us.
 * The syntax is kubectl's: an integer is seconds, else Go's `time.ParseDuration`.
 * @throws usage
 */
export function requestTimeoutMs(flag: string | undefined): number | null {
  if (flag === undefined) return DEFAULT_MS;
  const milliseconds = WHOLE_SECONDS.test(flag) ? Number(flag) * 1000 : durationMs(flag);
  if (milliseconds === undefined || milliseconds > LONGEST_TIMER_MS) throw malformed(flag);
  return milliseconds === 0 ? null : Math.ceil(milliseconds);
}

function durationMs(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  return [...text.matchAll(DURATION_PART)]
    .map(([, amount, unit]) => Number(amount) * (UNIT_MS[unit ?? ""] ?? 0))
    .reduce((sum, part) => sum + part, 0);
}

function malformed(flag: string): Error {
  return failure("usage", `--request-timeout=${flag} is no length of time`, {
    facts: ["kubectl accepts seconds as a whole number, or a number with a unit; 0 means no limit"],
    next: [choose("--request-timeout=30s", "or 1m, or 500ms")],
  });
}

/** Three times what a loaded API server takes for its slowest list; kubectl itself has no limit. */
const DEFAULT_MS = 30_000;

/** A JavaScript timer fires at once beyond this. */
const LONGEST_TIMER_MS = 2_147_483_647;

const WHOLE_SECONDS = /^\d+$/;
const DURATION = /^(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h)(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))*$/;
const DURATION_PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g;
const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
