import type { Interrupts } from "./ports/world.ts";

export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
}

export interface Listening extends Interrupts {
  stopListening(): void;
}

/**
 * The first signal asks to stop before the next step, the second to abandon the running one; `reason` is the signal.
 * After the second we no longer listen, so that a third one ends the process as usual.
 */
export function listenForInterrupts(source: SignalSource, said: (text: string) => void): Listening {
  const stop = new AbortController();
  const abandon = new AbortController();
  const listeners = (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((signal) => ({
    signal,
    listener: () => hear(signal),
  }));
  const stopListening = (): void => listeners.forEach(({ signal, listener }) => source.off(signal, listener));
  const hear = (signal: NodeJS.Signals): void => {
    const reason = signal === "SIGINT" ? "SIGINT" : "SIGTERM";
    if (stop.signal.aborted) {
      stopListening();
      said("abandoning the running step");
      abandon.abort(reason);
      return;
    }
    said("stopping before the next step; once more abandons the running one as well");
    stop.abort(reason);
  };
  for (const { signal, listener } of listeners) source.on(signal, listener);
  return { stop: stop.signal, abandon: abandon.signal, stopListening };
}
