import { join } from "node:path";
import { UNPACK_DEBIAN_SOURCE } from "../../support/debian-source.ts";
import { debianPackages, madeOnce } from "./installed.ts";

export const ATLAS_VERSION = "0.7.2";

/** Debian has Atlas' library as a package, and its program in the package's source, from which it is made once per machine. */
export function atlasProgram(): string {
  debianPackages("gcc", "libc6-dev", "dpkg-dev", "golang-go", "golang-ariga-atlas-dev", "golang-entgo-ent-dev");
  return join(madeOnce(BUILD), "atlas");
}

/** Since release 16 PostgreSQL tells these two in another place than this release of Atlas looks. */
const COLLATION = `SELECT name, setting FROM pg_settings
  UNION ALL SELECT 'lc_collate', datcollate FROM pg_database WHERE datname = current_database()
  UNION ALL SELECT 'lc_ctype', datctype FROM pg_database WHERE datname = current_database()`.replaceAll(/\s+/g, " ");

/**
 * Takes a quarter of a minute. The parsers for `migrate lint` want libraries that Debian has not, and are left out.
 */
const BUILD = `
package=golang-ariga-atlas
${UNPACK_DEBIAN_SOURCE}
mkdir -p go/src/ariga.io
mv golang-ariga-atlas-${ATLAS_VERSION} go/src/ariga.io/atlas
cd go/src/ariga.io/atlas/cmd/atlas/internal/sqlparse
rm -r myparse pgparse
sed -i '/myparse/d; /pgparse/d; /sql\\/mysql"/d; /sql\\/postgres"/d' sqlparse.go
cd ../../../..
sed -i "s/FROM pg_settings WHERE name IN ('lc_collate'/FROM (${COLLATION}) AS p WHERE name IN ('lc_collate'/" sql/postgres/inspect.go
cd cmd/atlas
export GO111MODULE=off GOFLAGS= GOPATH="$work/go:/usr/share/gocode" GOCACHE="$work/cache"
go build -o "$work/made/atlas" .
`;
