import type { DatabaseServer, ServerOptions } from "../support/databases.ts";
import { startMysql } from "../support/mysql-server.ts";
import { madeOnce } from "./tools/installed.ts";

/** Debian has MySQL in its unstable release alone: it is unpacked beside the system, with all that it was linked with. */
export async function startInstalledMysql(options?: ServerOptions): Promise<DatabaseServer> {
  return startMysql(madeOnce(UNPACK), options);
}

/** The machine's own apt settings and packages stay as they are. Takes a quarter of a minute. */
const UNPACK = `
mkdir -p apt lists/partial archives/partial
: > status
current=/etc/apt/sources.list.d/debian.sources
older=/etc/apt/sources.list
[ ! -r "$current" ] || awk 'BEGIN { RS = ""; ORS = "\\n\\n" } !/Suites:[^\\n]*-security/' "$current" |
  sed 's/^Types:.*/Types: deb/; s/^Suites:.*/Suites: sid/; s/^Components:.*/Components: main/' > apt/debian.sources
[ ! -r "$older" ] ||
  sed -nE '/-security/d; s/^(deb[[:space:]]+(\\[[^]]*\\][[:space:]]+)?[^[:space:]]+)[[:space:]].*/\\1 sid main/p' "$older" > apt/debian.list
private() {
  apt-get -q -o Dir::Etc::SourceParts="$PWD/apt" -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \\
    -o Dir::State::Lists="$PWD/lists" -o Dir::State::status="$PWD/status" -o Dir::Cache::archives="$PWD/archives" \\
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root "$@"
}
private update
private install -y --download-only --no-install-recommends mysql-server-core
for package in archives/*.deb; do dpkg-deb -x "$package" made; done
rm -r made/usr/share/doc made/usr/share/man
`;
