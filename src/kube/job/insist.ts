import { setTimeout as sleep } from "node:timers/promises";
import { SafeRollbackError } from "../../errors.ts";

/** Asks up to four times within two seconds: for what is worth more than one attempt. A refusal is final. */
export async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof SafeRollbackError && error.trouble.code === "not-permitted") throw error;
      await sleep(PAUSE_MS);
    }
  }
  return ask();
}

/**
 * The work's result, or the signal's reason as soon as it is aborted; the work itself has to end by itself.
 * @throws the signal's reason
 */
export async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const leave = (): void => reject(signal.reason);
  signal.addEventListener("abort", leave, { once: true });
  if (signal.aborted) leave();
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}

const ATTEMPTS = 4;
const PAUSE_MS = 500;
