/** What a container says of itself that speaks for a tool. That nothing does speaks against none. */
export interface Signs {
  /** Programs and files that start the tool or its framework, as a command names them. */
  readonly programs: readonly string[];
  /** Variables that only the tool or its framework reads; one that ends in `_` stands for all that begin so. */
  readonly variables: readonly string[];
}
