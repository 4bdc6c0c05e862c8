/**
 * `$(NAME)` replaced by what `valueOf` says, `$$` by `$`; a name without a value, and anything that is no complete
 * reference, stays as it is. The syntax of `env[].value`, `command` and `args` in a container.
 */
export function expand(text: string, valueOf: (name: string) => string | undefined): string {
  return text.replaceAll(REFERENCE, (written: string, name: string | undefined) =>
    name === undefined ? "$" : (valueOf(name) ?? written),
  );
}

const REFERENCE = /\$(?:\$|\(([^)]*)\))/g;
