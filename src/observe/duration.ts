/**
 * Seconds of a duration as kubectl's flags take it (Go's ParseDuration, and plain seconds): `10m`, `1h30m`, `90`.
 * undefined for anything else.
 */
export function secondsOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  if (!WHOLE.test(text)) return undefined;
  const parts = [...text.matchAll(PART)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (SECONDS_PER[unit ?? ""] ?? Number.NaN), 0);
}

const PART = /(\d+(?:\.\d+)?)(h|ms|m|s)/g;
const WHOLE = /^(?:\d+(?:\.\d+)?(?:h|ms|m|s))+$/;
const SECONDS_PER: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };
