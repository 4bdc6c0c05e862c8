/** What tells one running server from every other one. */
export interface ServerIdentity {
  /** Two servers that run at the same time differ in this, or in `startedAt`. */
  readonly place: string;
  /** Seconds, within two of the truth where the server only counts how long it runs; 0 where `place` says enough. */
  readonly startedAt: number;
  /** Servers that write to each other share it; null for one that is no part of such a cluster. */
  readonly cluster: string | null;
  /** Whether it is a copy that follows another server, which then is the one that is written to. */
  readonly follows: boolean;
}
