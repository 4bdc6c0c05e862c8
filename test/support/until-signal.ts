/**
 * Runs a program's main work, which a first SIGINT, SIGTERM or SIGHUP asks to stop in good order; one that comes more
 * than a second later ends the process at once. The result is the exit code. What the work throws is printed.
 */
export async function untilSignal(work: (stop: AbortSignal) => Promise<number>): Promise<number> {
  const stop = new AbortController();
  let code = 0;
  for (const [signal, number] of Object.entries(SIGNALS))
    process.on(signal, () => {
      if (stop.signal.aborted) return;
      code = 128 + number;
      stop.abort(new Error(`stopped by ${signal}`));
      // A terminal sends Ctrl-C to npm as well, which sends it on.
      setTimeout(restoreDefaults, 1000).unref();
    });
  try {
    return await work(stop.signal);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return code === 0 ? 1 : code;
  }
}

function restoreDefaults(): void {
  for (const signal of Object.keys(SIGNALS)) process.removeAllListeners(signal);
}

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
