import type { RevertTarget } from "../../model/revert-target.ts";
import type { Command } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";

/**
 * Takes back exactly the migration that is named, in a release, which has neither mix nor a command for it:
 * `Ecto.Migrator.down/4` with the module that its file defines. The file decides which repository is meant.
 */
export function ectoRevert({ name }: RevertTarget, { table }: ToolSettings): Command {
  const prefix = table?.includes(".") === true ? table.slice(0, table.indexOf(".")) : "";
  return inRelease(DOWN, { SAFE_ROLLBACK_VERSION: name, SAFE_ROLLBACK_PREFIX: prefix });
}

export function ectoForward(): Command {
  return inRelease(UP, {});
}

/** The release's own script is written for a shell, too: it is the program in bin that names itself RELEASE_NAME. */
function inRelease(code: string, environment: Readonly<Record<string, string>>): Command {
  return { argv: ["sh", "-c", START, "sh", `${REPOSITORIES}${code}`], environment };
}

const START = String.raw`
for program in bin/* /app/bin/*; do
  [ -f "$program" ] && grep -q 'RELEASE_NAME=' "$program" && exec "$program" eval "$1"
done
echo 'there is no Elixir release in bin or /app/bin' >&2
exit 127
`;

/** For Elixir 1.9 and later, the first with releases. */
const REPOSITORIES = String.raw`
for file <- Path.wildcard(Path.join(System.fetch_env!("RELEASE_ROOT"), "lib/*/ebin/*.app")) do
  Application.load(String.to_atom(Path.basename(file, ".app")))
end
repos =
  for {app, _, _} <- Application.loaded_applications(),
      repo <- Application.get_env(app, :ecto_repos, []),
      uniq: true,
      do: repo
`;

const DOWN = String.raw`
version = String.to_integer(System.fetch_env!("SAFE_ROLLBACK_VERSION"))
prefix = System.get_env("SAFE_ROLLBACK_PREFIX", "")
opts = if prefix == "", do: [], else: [prefix: prefix]
numbered = fn file -> match?({^version, "_" <> _}, Integer.parse(Path.basename(file))) end
found =
  for repo <- repos,
      file <- Path.wildcard(Path.join([Ecto.Migrator.migrations_path(repo), "**", "*.exs"])),
      numbered.(file),
      do: {repo, file}
case found do
  [{repo, file}] ->
    modules = for {module, _} <- Code.compile_file(file), function_exported?(module, :__migration__, 0), do: module
    [module] = modules
    {:ok, :ok, _} = Ecto.Migrator.with_repo(repo, &Ecto.Migrator.down(&1, version, module, opts))
  _ ->
    raise "version #{version} is in #{length(found)} files of #{inspect(repos)}, not in one"
end
`;

const UP = String.raw`
for repo <- repos, do: {:ok, _, _} = Ecto.Migrator.with_repo(repo, &Ecto.Migrator.run(&1, :up, all: true))
`;
