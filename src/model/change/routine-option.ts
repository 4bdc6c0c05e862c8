/** `volatility`, `security`, `set search_path` and the like; null for what goes without saying, `set *` for all that is set. */
export interface RoutineOption {
  readonly option: string;
  readonly value: string | null;
}
