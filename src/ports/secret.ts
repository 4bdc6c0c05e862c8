/** A value that prints as `[secret]` wherever it ends up by mistake; only adapters call `reveal`. */
export interface Secret {
  reveal(): string;
}

/** A container's environment as the kubelet would compute it. Names that could not be resolved say why. */
export interface Environment {
  readonly variables: ReadonlyMap<string, Secret>;
  readonly unresolved: ReadonlyMap<string, string>;
}
